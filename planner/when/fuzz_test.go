package when

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/planner"
)

// seeds adds every phrase of the corpora, and what people paste by mistake.
func seeds(f *testing.F) {
	for _, file := range corpora {
		for _, line := range readCorpus(f, file) {
			f.Add(line.phrase)
		}
	}
	for _, line := range readCorpus(f, "testdata/find.tsv") {
		text, _, _ := strings.Cut(line.want, "\t")
		f.Add(text)
	}
	for _, text := range []string{"", "\x00\x00", "99999999999 May", "٣ مايو ٢٠٢٧", "12\u202f–\u200b16 May", "\xff12\xfe May",
		"https://x.org/2027/05/12 tomorrow", strings.Repeat("12 May and ", 300), strings.Repeat("-", 300), "e\u0301te\u0301 2027"} {
		f.Add(text)
	}
}

func FuzzLex(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, token := range lex(text) {
			if token.start < end || token.end <= token.start || token.end > len(text) {
				t.Fatalf("%q: token %+v after byte %d", text, token, end)
			}
			if end = token.end; token.kind == aNumber && token.num > 9999 {
				t.Fatalf("%q: token %+v is too large", text, token)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		for lang := range corpora {
			r, err := Parse(text, march10(lang))
			if err != nil {
				checkReason(t, text, err)
				continue
			}
			checkReading(t, text, r)
		}
	})
}

func FuzzFind(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		for lang := range corpora {
			found, err := Find(text, march10(lang))
			end := 0
			for _, piece := range found.Pieces {
				if piece[0] < end || piece[1] <= piece[0] || piece[1] > len(text) {
					t.Fatalf("%q: pieces %v", text, found.Pieces)
				}
				end = piece[1]
			}
			switch {
			case errors.Is(err, ErrNone):
			case err != nil:
				checkReason(t, text, err)
			default:
				checkReading(t, text, found.Reading)
			}
			if shift, err := FindShift(text, lang); err == nil && text[shift.Piece[0]:shift.Piece[1]] == "" {
				t.Fatalf("%q: a shift of nothing: %+v", text, shift)
			} else if err != nil && !errors.Is(err, ErrNone) {
				checkReason(t, text, err)
			}
			if _, err := FindSkip(text, march10(lang)); err != nil && !errors.Is(err, ErrNone) {
				checkReason(t, text, err)
			}
			if _, err := FindStay(text, march10(lang)); err != nil && !errors.Is(err, ErrNone) {
				checkReason(t, text, err)
			}
			if _, err := FindChange(text, march10(lang)); err != nil && !errors.Is(err, ErrNone) {
				checkReason(t, text, err)
			}
			if _, _, err := FindLead(text, lang); err != nil && !errors.Is(err, ErrNone) {
				checkReason(t, text, err)
			}
		}
	})
}

// checkReason wants a refusal or a question that names words of the text.
func checkReason(t *testing.T, text string, err error) {
	t.Helper()
	var refusal *planner.Refusal
	var question *planner.Question
	switch {
	case errors.As(err, &refusal):
		if !strings.Contains(text, refusal.Words) {
			t.Fatalf("%q is refused for %q", text, refusal.Words)
		}
	case errors.As(err, &question):
		if len(question.Choices) == 0 || question.Words == "" || !strings.Contains(text, question.Words) {
			t.Fatalf("%q: asks %+v", text, question)
		}
		for _, choice := range question.Choices {
			if choice == "" || utf8.ValidString(text) && !utf8.ValidString(choice) {
				t.Fatalf("%q: asks %+v", text, question)
			}
		}
	default:
		t.Fatalf("%q: %v", text, err)
	}
}

// checkReading wants times that exist, in order.
func checkReading(t *testing.T, text string, r Reading) {
	t.Helper()
	switch {
	case r.HasDate && !r.Start.Valid(), r.HasClock && !r.Start.Valid(), r.HasEnd && !r.End.Valid():
		t.Fatalf("%q: %+v does not exist", text, r)
	case r.HasEnd && r.End.Compare(r.Start) < 0, r.Length < 0:
		t.Fatalf("%q: %+v ends before it starts", text, r)
	case r.AllDay && (r.HasClock || !r.HasDate):
		t.Fatalf("%q: %+v has hours and has not", text, r)
	}
	if r.Rule == nil {
		return
	}
	event := planner.Event{Kind: planner.Seminar, Span: r.Span(planner.Seminar, "Europe/Paris"), Rule: r.Rule}
	occurrences, err := planner.Occurrences(event)
	var refusal *planner.Refusal
	switch {
	case errors.As(err, &refusal): // too many, or every date is excepted
	case err != nil:
		t.Fatalf("%q: %v", text, err)
	case len(r.Rule.Except) == 0 && occurrences[0].Span.Start.Date != r.Start.Date:
		t.Fatalf("%q starts on %s, its series on %s", text, r.Start.Date, occurrences[0].Span.Start.Date)
	}
}
