package knowledge

import (
	"encoding/json"
	"runtime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// odd are texts that people or machines may send.
var odd = []string{
	"", " ", "?!…", "I.R.N.", "IRN\x00\x1b[31m", "\u202eNRI\u202c", "IRN\xff\xfe", "<!channel> @room what is an IRN?", "<b>IRN</b>",
	"é̂̂̂ IRN", "'; DROP TABLE facts; --", "… ... @ what is @", "{text} {code} what is {sources}", "l'IRN d'Hanoï n'est-il qu'un GDRI ?",
	"c c c est est", "IRN IRP IRL IRC IEA UMI LIA GDRI PICS", "what is an IRN “", "«", "\u200bI\u200bR\u200bN",
	strings.Repeat("what is an IRN? ", 6000), strings.Repeat("é", 1999), strings.Repeat("a.", 900), strings.Repeat("zzzzzzz ", 250),
}

func TestOddText(t *testing.T) {
	b := loaded(t)
	for _, text := range odd {
		checkAnswer(t, b, text)
	}
	if a := b.Answer(ask(strings.Repeat("what is an IRN? ", 6000), "")); !a.Declined || len(a.Text) > 200 {
		t.Errorf("100 kB: %+.200v", a)
	}
	if a := b.Answer(ask("<!channel> @room what is an IRN?", "")); strings.ContainsAny(a.Text, "<!") || strings.Contains(a.Text, "@room") {
		t.Errorf("mentions: %s", a.Text)
	}
	if a := b.Answer(ask("\u200bI\u200bR\u200bN", "")); a.Declined {
		t.Errorf("zero-width characters: %s", a.Text)
	}
}

func FuzzAnswer(f *testing.F) {
	b := loaded(f)
	for _, text := range odd {
		f.Add(text)
	}
	for _, e := range corpus(f) {
		f.Add(e.question)
	}
	f.Fuzz(func(t *testing.T, text string) { checkAnswer(t, b, text) })
}

// checkAnswer checks what holds of every answer.
func checkAnswer(t *testing.T, b *Base, text string) {
	t.Helper()
	for _, lang := range []string{"", "en", "fr"} {
		a := b.Answer(ask(text, lang))
		if a.Text == "" || !utf8.ValidString(a.Text) || len(a.Text) > 5000 || strings.Contains(a.Text, "{") {
			t.Fatalf("Answer(%.80q, %q) says %q", text, lang, a.Text)
		}
		if strings.ContainsFunc(a.Text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Cf, r) }) {
			t.Fatalf("Answer(%.80q, %q) holds control characters: %q", text, lang, a.Text)
		}
		if a.Declined != (len(a.Facts) == 0) || !a.Declined && len(a.Sources) == 0 {
			t.Fatalf("Answer(%.80q, %q): declined %t, facts %v, sources %v", text, lang, a.Declined, a.Facts, a.Sources)
		}
		if a.Instruments == nil || a.Sources == nil {
			t.Fatalf("Answer(%.80q, %q): lists must not be null", text, lang)
		}
		if _, err := json.Marshal(a); err != nil {
			t.Fatal(err)
		}
	}
	b.Knows(text)
}

func BenchmarkAnswer(b *testing.B) {
	base := loaded(b)
	questions := corpus(b)
	for i := 0; b.Loop(); i++ {
		base.Answer(ask(questions[i%len(questions)].question, ""))
	}
}

// BenchmarkAnswerLongest answers the longest text that is read, all of it
// words to be mended.
func BenchmarkAnswerLongest(b *testing.B) {
	base := loaded(b)
	text := strings.Repeat("internatoinal ", maxQuestion/14)
	for b.Loop() {
		base.Answer(ask(text, ""))
	}
}

// TestSize loads the base and measures what stays in memory.
func TestSize(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b := loaded(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(b)
	size := float64(int64(after.HeapAlloc)-int64(before.HeapAlloc)) / 1e6
	t.Logf("the base takes %.1f MB", size)
	if size > 20 {
		t.Errorf("the base takes %.1f MB, more than 20", size)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(""); err != nil {
			b.Fatal(err)
		}
	}
}
