package main

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/store/storetest"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// TestConversations plays every conversation and compares what people see with
// the committed transcript: a change of any word shows in the diff.
func TestConversations(t *testing.T) {
	scripts, err := filepath.Glob("bot/testdata/conversations/*.txt")
	if err != nil || len(scripts) < 30 {
		t.Fatalf("%d conversations, want at least 30 (%v)", len(scripts), err)
	}
	subjects, err := os.ReadFile("docs/conversations.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		if name := strings.TrimSuffix(filepath.Base(script), ".txt"); !strings.Contains(string(subjects), "`"+name+"`") {
			t.Errorf("docs/conversations.md does not list %s under a subject", name)
		}
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txt"), func(t *testing.T) {
			t.Parallel()
			storetest.EachURL(t, func(t *testing.T, url string) {
				result, err := rehearse(t.Context(), script, url, slog.New(slog.DiscardHandler))
				if err != nil {
					t.Fatal(err)
				}
				var seen, diff bytes.Buffer
				if err := errors.Join(result.WriteDiff(&diff), result.WriteTranscript(&seen)); err != nil {
					t.Fatal(err)
				}
				if !result.Passed {
					t.Fatal(diff.String())
				}
				compare(t, filepath.Join("bot/testdata/transcripts", filepath.Base(script)), seen.String())
			})
		})
	}
}

// compare compares text with a committed file, or writes it with -update.
func compare(t *testing.T, file, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s: if the change is meant, `go test -run TestConversations -update .` (-committed +now):\n%s", file, diff)
	}
}
