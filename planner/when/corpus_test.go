package when

import (
	"bufio"
	"errors"
	"os"
	"strings"
	"testing"

	"entente/planner"
)

// corpusLine is a phrase and what is expected of it, in the notation of
// [describe].
type corpusLine struct{ phrase, want string }

func readCorpus(t testing.TB, file string) []corpusLine {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []corpusLine
	for scan := bufio.NewScanner(f); scan.Scan(); {
		text := scan.Text()
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		phrase, want, ok := strings.Cut(text, "\t")
		if !ok {
			t.Fatalf("%s: %q has no tab", file, text)
		}
		lines = append(lines, corpusLine{phrase, want})
	}
	return lines
}

// corpora are the files of phrases, by the language of who writes.
var corpora = map[planner.Lang]string{
	planner.English: "testdata/en.tsv",
	planner.French:  "testdata/fr.tsv",
}

func TestCorpora(t *testing.T) {
	for lang, file := range corpora {
		t.Run(string(lang), func(t *testing.T) {
			var right, asked, refused, wrong int
			lines := readCorpus(t, file)
			for _, line := range lines {
				got := describe(Parse(line.phrase, march10(lang)))
				switch {
				case got != line.want && !strings.HasPrefix(got, "?") && !strings.HasPrefix(got, "!"):
					wrong++
				case strings.HasPrefix(got, "?"):
					asked++
				case strings.HasPrefix(got, "!"):
					refused++
				default:
					right++
				}
				if got != line.want {
					t.Errorf("%s\n got %s\nwant %s", line.phrase, got, line.want)
				}
			}
			t.Logf("%d phrases: %d right, %d asked, %d refused, %d silently wrong", len(lines), right, asked, refused, wrong)
		})
	}
}

// TestChoicesAreUnderstood answers every question of the corpora with each of
// its choices: said in place of the words in question it is not asked again.
func TestChoicesAreUnderstood(t *testing.T) {
	for lang, file := range corpora {
		for _, line := range readCorpus(t, file) {
			_, err := Parse(line.phrase, march10(lang))
			var asked *planner.Question
			if !errors.As(err, &asked) {
				continue
			}
			if !strings.Contains(line.phrase, asked.Words) || asked.Words == "" {
				t.Errorf("%s: asks about %q, which it does not contain", line.phrase, asked.Words)
			}
			for _, choice := range asked.Choices {
				answer := strings.Replace(line.phrase, asked.Words, choice, 1)
				_, err := Parse(answer, march10(lang))
				var again *planner.Question
				var refusal *planner.Refusal
				switch {
				case errors.As(err, &again) && again.Words == choice:
					t.Errorf("%s: the choice %q is asked again", line.phrase, choice)
				case errors.As(err, &refusal) && refusal.Why != "when.no_day": // "biweekly" names no day either
					t.Errorf("%s: the choice %q is refused: %v", line.phrase, choice, err)
				}
			}
		}
	}
}

// TestAnyTyping reads every phrase of the corpora as people type it: in
// capitals, without accents, with no-break spaces and a full stop.
func TestAnyTyping(t *testing.T) {
	typings := map[string]func(string) string{
		"capitals":        strings.ToUpper,
		"no accents":      Fold,
		"no-break spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u202f") },
		"curly quotes":    func(s string) string { return strings.ReplaceAll(s, "'", "’") },
		"full stop":       func(s string) string { return s + "." },
		"stray spaces":    func(s string) string { return " " + strings.ReplaceAll(s, " ", "  ") + " " },
	}
	for lang, file := range corpora {
		for _, line := range readCorpus(t, file) {
			want := withoutWords(line.want)
			for name, typing := range typings {
				got := withoutWords(describe(Parse(typing(line.phrase), march10(lang))))
				if got != want {
					t.Errorf("%s (%s)\n got %s\nwant %s", line.phrase, name, got, want)
				}
			}
		}
	}
}

// withoutWords leaves out the words of a question or refusal, which are as
// typed.
func withoutWords(s string) string {
	if why, rest, ok := strings.Cut(s, " ["); ok {
		_, choices, _ := strings.Cut(rest, "]")
		return why + choices
	}
	return s
}

func TestFindCorpus(t *testing.T) {
	for _, line := range readCorpus(t, "testdata/find.tsv") {
		fields := strings.Split(line.phrase+"\t"+line.want, "\t")
		lang, text, wantPieces, want := planner.Lang(fields[0]), fields[1], fields[2], fields[3]
		found, err := Find(text, march10(lang))
		var pieces []string
		for _, p := range found.Pieces {
			pieces = append(pieces, text[p[0]:p[1]])
		}
		got := describe(found.Reading, err)
		if errors.Is(err, ErrNone) {
			got = "none"
		}
		if got != want || strings.Join(pieces, " … ") != wantPieces {
			t.Errorf("%s\n got %s, of %q\nwant %s, of %q", text, got, strings.Join(pieces, " … "), want, wantPieces)
		}
	}
}
