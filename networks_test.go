package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"entente/adapters/console"
	"entente/bot/chat"
)

// onNetworks are the 40 conversations that are played on the real networks,
// too. Some of the others need what only a script can do: a network that loses
// a message, a message longer than any network takes.
var onNetworks = strings.Fields(`
	a-reminder-already-past across-the-atlantic adresse-ou-non agenda-and-next agenda-en-francais
	aide an-event-of-ones-own an-ok-changes-nothing annuler as-typed-on-a-phone
	calendar-questions cancelling changing-a-room collaboration-life deplacer-une-seance
	did-you-mean ecole-et-rappels fuseau-et-langue help heure-d-hiver
	in-the-thread-of-a-date instruments languages late-after-a-restart les-instruments
	long-lists meeting-and-committee-reminders moving-a-series-is-asked posts-in-the-room-language
	qui-ne-peut-pas rappels-personnels rings-nobody seminar-series several-of-one-morning spoken-to-or-not
	spring-forward undoing what-a-room-sees what-begins-a-command workshop-reminders`)

// people and rooms are those of the conversations.
var (
	people = []string{"alice", "bob", "eve", "jane", "minh", "sam"}
	rooms  = []string{"ganda", "oceans", "tea", "flow"}
)

// TestConversationsOnNetworks plays conversations on a Slack workspace and a
// Matrix homeserver, through the real adapters: people speak there, and what
// is compared is what they read there afterwards. It has the words and buttons
// of the console, every expectation of the script comes true, and it rings whom
// the message is to ring and nobody else.
func TestConversationsOnNetworks(t *testing.T) {
	if n := len(onNetworks); n != 40 {
		t.Errorf("%d conversations, want 40", n)
	}
	for network, open := range map[string]func(*testing.T) venue{
		"slack":  func(t *testing.T) venue { return openWorkspace(t) },
		"matrix": func(t *testing.T) venue { return openHomeserver(t) },
	} {
		t.Run(network, func(t *testing.T) {
			t.Parallel()
			there := open(t)
			heard := listen(t, there)
			for _, name := range onNetworks {
				t.Run(name, func(t *testing.T) {
					golden := playOn(t, there, heard, name+".txt")
					compare(t, filepath.Join("testdata/networks", network, name+".txt"), golden)
				})
			}
		})
	}
}

// listen runs the adapter of a network while the test runs, and gives what it
// hands over.
func listen(t *testing.T, there venue) <-chan chat.Incoming {
	t.Helper()
	heard := make(chan chat.Incoming, 1000)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- there.adapter().Run(ctx, func(_ context.Context, in chat.Incoming) error {
			heard <- in
			return nil
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	there.settle(t, heard)
	return heard
}

// playOn plays one conversation on a network, on an empty database, and
// compares it with the transcript of the console. It gives the conversation as
// the network draws it.
func playOn(t *testing.T, there venue, heard <-chan chat.Incoming, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("bot/testdata/conversations", file))
	if err != nil {
		t.Fatal(err)
	}
	script, err := console.ParseScript(file, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	database := "sqlite:" + filepath.Join(t.TempDir(), "played.db")
	c := &crossing{
		rehearsal: &rehearsal{url: database, log: slog.New(slog.DiscardHandler)},
		t:         t, venue: there, heard: heard,
		ids: map[string]string{}, sent: map[string]shown{},
	}
	result := console.Play(t.Context(), script, c)
	var diff, seen bytes.Buffer
	if err := errors.Join(result.WriteDiff(&diff), result.WriteTranscript(&seen)); err != nil {
		t.Fatal(err)
	}
	if !result.Passed {
		t.Error(diff.String())
	}
	onConsole, err := os.ReadFile(filepath.Join("bot/testdata/transcripts", file))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wordsOf(string(onConsole)), wordsOf(seen.String())); diff != "" {
		t.Errorf("other words than on the console (-console +network):\n%s", diff)
	}
	return c.golden()
}

// mark is what a transcript says of how a message is shown, which is each
// network's own.
var mark = regexp.MustCompile(`^Entente: \[(answer|edited|only \w+ sees it)\] `)

// wordsOf are the words of each line of a transcript that has any. The first
// line names the file.
func wordsOf(transcript string) []string {
	var lines []string
	for line := range strings.Lines(transcript) {
		words := strings.FieldsFunc(mark.ReplaceAllString(line, "Entente: "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if len(words) > 0 && !strings.HasPrefix(line, "# ") {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return lines
}
