package bot

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/store"
)

// hostile is what somebody may send to do harm, or by mistake.
var hostile = []string{
	"", " ", ".", "?", "!", "\x00\x01\x1b[2J\a", "\u202eevil\u200f\u2066", "<!channel>", "@room", "@here @everyone <!here>",
	"<b>help</b><script>alert(1)</script>", "<https://example.org|plan>", "](https://example.org)", "`help`", "plan", "move", "cancel", "remind", "use", "add", "more", "instead", "more 99999999999999999999 agenda", "more -1 agenda", "more 0 more 0 more 0 agenda",
	"undo C99999999999999999999", "show E99999999999999999999", "show #0", "forget R0", "plan seminar", "plan workshop \"", "plan workshop «»", "plan meeting \"A\" 2027-01-12 15:00 @9",
	"plan seminar \"<!channel> @room $x_1$\" 12 January 2027 15:00", "plan seminar \"a\x00b\" every day every Tuesday every 5 minutes", "remind me in 99999999999 days to \x00", "remind #ganda", "remind @bob now", "collaboration add", "collaboration set", "collaboration set GANDA zone ../../etc/passwd",
	"plan workshop \xff\xfe 12 May 2027", "déplacer la séance du 31 février au 30 février", "plan seminar \"A\" 0000-00-00", "plan seminar \"A\" 9999-12-31 23:59", "plan visit \"A\" 12 May 99999", "timezone Local", "timezone /etc/localtime", "language \x00",
	"lʼ", "l'", "d’", "merci d'", "Ʊ'annuler", "İ please", strings.Repeat("plan ", 40), strings.Repeat("\"", 41),
}

// long are messages longer than any that is read.
var long = map[string]string{
	"words":        strings.Repeat("of ", 33_000),
	"one word":     strings.Repeat("a", 100_000),
	"mentions":     strings.Repeat("@bob ", 5_000),
	"channel":      strings.Repeat("<!channel> ", 9_000),
	"kinds":        "plan " + strings.Repeat("seminar ", 12_000),
	"articles":     strings.Repeat("the ", 25_000),
	"politeness":   strings.Repeat("please ", 14_000),
	"quotes":       strings.Repeat(`""`, 50_000),
	"open quotes":  "plan workshop " + strings.Repeat("«", 50_000),
	"dates":        "plan workshop " + strings.Repeat("12 May 2027 ", 8_000),
	"numbers":      "plan workshop " + strings.Repeat("1 ", 50_000),
	"places":       "plan workshop \"A\" " + strings.Repeat("at ", 33_000),
	"agenda":       "agenda " + strings.Repeat("of ", 33_000),
	"codes":        "agenda " + strings.Repeat("GANDA ", 16_000),
	"collaborate":  "collaboration add A IRN with " + strings.Repeat("b,", 50_000),
	"question":     "when is " + strings.Repeat("the seminar ", 8_000) + "?",
	"organises":    "who organises " + strings.Repeat("ganda ", 16_000) + "?",
	"instruments":  "what is " + strings.Repeat("an IRN ", 14_000) + "?",
	"reminders":    "remind me " + strings.Repeat("3 days before ", 7_000),
	"move":         "move E1 " + strings.Repeat("to ", 33_000),
	"more":         strings.Repeat("more 0 ", 14_000),
	"rtl":          strings.Repeat("\u202e\u200f", 20_000),
	"combining":    strings.Repeat("e\u0301", 33_000),
	"wide letters": strings.Repeat("ǆ", 50_000),
}

// harmless fails the test when what the bot said does harm: rings anybody,
// says control characters, or text that is not UTF-8.
func harmless(t *testing.T, said voices) {
	t.Helper()
	if rung := said.rung(); len(rung) > 0 {
		t.Errorf("it rings %v", rung)
	}
	for _, out := range said {
		text := chat.PlainText(out)
		for _, button := range out.Buttons {
			text += button.Label + button.Sentence
		}
		if !utf8.ValidString(text) {
			t.Errorf("it says what is not UTF-8: %q", text)
		}
		for _, c := range text {
			if c != '\n' && (unicode.IsControl(c) || unicode.Is(unicode.Cf, c)) {
				t.Errorf("it says %U in %.200q", c, text)
				break
			}
		}
		if len(text) > 60_000 {
			t.Errorf("it says %d bytes", len(text))
		}
	}
}

// theatre is a stage with a collaboration, its room and a seminar, for texts
// that find something to do harm to.
func theatre(t testing.TB, settings ...setting) *stage {
	s := newStage(t, settings...)
	s.must("alice", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
	s.must("alice", "ganda", `use GANDA here`, "GANDA")
	s.must("alice", "ganda", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`, "E1")
	return s
}

func TestHostileTextDoesNoHarm(t *testing.T) {
	s := theatre(t)
	for _, text := range hostile {
		for _, where := range []string{"ganda", "dm"} {
			harmless(t, s.say("mallory", where, text))
		}
	}
	if log := s.log.String(); strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("faults were logged:\n%s", log)
	}
	s.must("alice", "ganda", "show E1", "Oceans")
}

func TestLongTextDoesNoHarm(t *testing.T) {
	s := theatre(t)
	for name, text := range long {
		t.Run(name, func(t *testing.T) {
			harmless(t, s.say("mallory", "ganda", text))
			harmless(t, s.say("mallory", "ganda", text[:maxSentence])) // the longest that is understood
		})
	}
	if log := s.log.String(); strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("faults were logged:\n%.3000s", log)
	}
}

// BenchmarkLongText handles the longest messages that are understood, those that a
// careless reader is slowest on.
func BenchmarkLongText(b *testing.B) {
	for name, text := range long {
		b.Run(strings.ReplaceAll(name, " ", "_"), func(b *testing.B) {
			s := theatre(b)
			for b.Loop() {
				s.say("mallory", "ganda", text[:maxSentence])
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := grammar.Clean(text)
		for _, c := range got {
			if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) {
				t.Errorf("Clean(%q) keeps %U", text, c)
			}
		}
		for _, token := range grammar.Tokens(got) {
			if token.From >= token.To || token.To > len(got) {
				t.Errorf("Tokens(%q): %v", got, token)
			}
		}
		_, from, to, ok := grammar.Quoted(got)
		if ok && (from >= to || to > len(got)) {
			t.Errorf("Quoted(%q) stands from %d to %d", got, from, to)
		}
		if asked := grammar.BlankQuoted(got); len(asked) != len(got) {
			t.Errorf("BlankQuoted(%q) is of another length", got)
		}
		if short := grammar.Polite(got); len(short) > len(got) {
			t.Errorf("Polite(%q) is longer: %q", got, short)
		}
		memory.Choice(got)
	})
}

func FuzzFind(f *testing.F) {
	b := newStage(f).bot
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = grammar.Clean(text)
		if c, rest := b.find(text); c != nil && !strings.HasSuffix(strings.TrimRight(text, " :,"), rest) {
			t.Errorf("find(%q) leaves %q, which is no end of it", text, rest)
		}
		b.nearest(text)
		grammar.CutKind(text)
	})
}

// FuzzSentence says anything, whole, through the inbox.
func FuzzSentence(f *testing.F) {
	s := theatre(f)
	for i, text := range hostile {
		f.Add(text, i%2 == 0)
	}
	for _, text := range long {
		f.Add(text[:min(len(text), 2000)], true)
	}
	f.Fuzz(func(t *testing.T, text string, direct bool) {
		s.t = t
		where := "ganda"
		if direct {
			where = "dm"
		}
		logged := len(s.log.String())
		harmless(t, s.say("mallory", where, text))
		if log := s.log.String()[logged:]; strings.Contains(log, `"level":"ERROR"`) {
			t.Errorf("%q: a fault: %s", text, log)
		}
		s.view(func(tx *store.Tx) error {
			open, err := tx.OpenInbox([]string{"test"})
			if len(open) > 0 {
				t.Errorf("%q stays in the inbox", text)
			}
			return err
		})
	})
}
