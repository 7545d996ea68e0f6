package words_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
)

var update = flag.Bool("update", false, "write the golden file anew")

func load(t *testing.T) *words.Catalogue {
	t.Helper()
	c, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	c := load(t)
	if diff := cmp.Diff(c.Keys(planner.English), c.Keys(planner.French)); diff != "" {
		t.Fatalf("the catalogues have different keys (-en +fr):\n%s", diff)
	}
	for _, key := range c.Keys(planner.English) {
		en, fr := c.Placeholders(planner.English, key), c.Placeholders(planner.French, key)
		// A plural that one language forms without the number is no difference.
		if !slices.Equal(en, fr) && !slices.Equal(without(en, "n"), without(fr, "n")) {
			t.Errorf("%s: English puts in %v, French %v", key, en, fr)
		}
	}
}

func without(list []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == name })
}

// TestEveryMessage prints every message once, so that a change of wording is
// seen as what it is.
func TestEveryMessage(t *testing.T) {
	c := load(t)
	var b strings.Builder
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		for _, key := range c.Keys(lang) {
			for _, n := range []int{1, 2} {
				args := words.Args{}
				counts := false
				for _, name := range c.Placeholders(lang, key) {
					args[name] = "<" + name + ">"
					if name == "n" {
						args[name], counts = n, true
					}
				}
				if n == 2 && !counts {
					continue
				}
				fmt.Fprintf(&b, "%s %s\n%s\n\n", lang, key, chat.PlainText(chat.Outgoing{Blocks: c.Blocks(lang, key, args)}))
			}
		}
	}
	const file = "testdata/messages.golden"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("the messages differ (-want +got), go test ./bot/words -update accepts them:\n%s", diff)
	}
}

func TestValuesNeverBecomeMarkup(t *testing.T) {
	c := load(t)
	hostile := "**x** `y` {n} <!channel> @room $p$ \\ & <b>"
	spans := c.Spans(planner.English, "next.one", words.Args{"title": hostile, "when": "now", "kind": "workshop"})
	for _, s := range spans {
		if s.Kind != chat.Plain {
			t.Errorf("a value became %q: %+v", s.Kind, s)
		}
	}
	if text := chat.SpanText(spans); !strings.Contains(text, hostile) {
		t.Errorf("the value is not in %q", text)
	}
}

func TestMarking(t *testing.T) {
	c := load(t)
	got := c.Spans(planner.French, "collaboration.reopened", words.Args{"code": chat.Span{Kind: chat.Strong, Text: "GANDA"}, "number": "C3"})
	want := []chat.Span{{Kind: chat.Strong, Text: "GANDA"}, {Text: " rouverte (C3)."}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := c.Text(planner.French, "did_you_mean", words.Args{"words": "palnifier"}); !strings.Contains(got, "«\u00a0palnifier\u00a0»") || !strings.HasSuffix(got, "\u00a0:") {
		t.Errorf("French typography is missing in %q", got)
	}
	if got := c.Text(planner.French, "agenda.head", words.Args{"n": 0}); !strings.HasPrefix(got, "0 événement\u00a0:") {
		t.Errorf("French has a singular for none: %q", got)
	}
	if got := c.Text(planner.English, "agenda.head", words.Args{"n": 0}); got != "0 events:" {
		t.Errorf("English has a plural for none: %q", got)
	}
}

func TestTone(t *testing.T) {
	c := load(t)
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		for _, key := range c.Keys(lang) {
			text := strings.ToLower(c.Text(lang, key, nil))
			for _, never := range []string{"sorry", "désolé", "please note", "veuillez noter", "!"} {
				if strings.Contains(text, never) {
					t.Errorf("%s %s says %q", lang, key, never)
				}
			}
		}
	}
}
