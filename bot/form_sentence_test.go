package bot

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/planner"
	"entente/store"
)

// olgasRoom is the room of olga, who organises GANDA.
func olgasRoom(t *testing.T) *stage {
	t.Helper()
	s := newStage(t)
	s.must("olga", "cafe", `collaboration add GANDA IRN "Geometry"`, "Added")
	return s
}

// errWrong: the form does not take these answers.
var errWrong = errors.New("answers that do not pass")

// fillIn fills a form in as olga and says the sentence that it ends as; kept looks
// at what that writes, of which nothing stays.
func (s *stage) fillIn(lang planner.Lang, f *form, filled memory.Given, kept func(*store.Tx) error) (sentence string, err error) {
	s.request("olga", "cafe", "plan", func(r *request) {
		r.Lang = lang
		if sentence, err = r.sentenceOf(f, filled); err != nil {
			return
		}
		c, rest := r.bot.find(grammar.TrimStop(grammar.Polite(grammar.Clean(sentence))))
		if c == nil || grammar.Asks(sentence) {
			err = errors.New("it is no command")
			return
		}
		if _, err = c.Run(r, rest); err == nil {
			err = kept(r.Tx)
		}
	})
	return sentence, err
}

// sentenceOf is what a form that is filled in so says.
func (r *request) sentenceOf(f *form, filled memory.Given) (string, error) {
	fields, err := f.fields(r)
	if err != nil {
		return "", err
	}
	g, wrong, err := r.readForm(f, fields, filled)
	if err != nil || len(wrong) > 0 {
		return "", errors.Join(errWrong, err)
	}
	return f.sentence(r, g), nil
}

// anyText is what people put into titles and places: letters of any alphabet,
// quotes of every kind, and words that mean something in a sentence.
func anyText() *rapid.Generator[string] {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{`"`, "“", "”", "„", "«", "»", "‹", "›", "'", "’", "`", "at", "à", "for GANDA", "on 12 May", "15:00", "with", "@7", "E12", "?", "!", ".", ";", "please", "merci", "\n", "\u202e", "theme", "every Tuesday", "{n}", "\\"}),
		rapid.SampledFrom(verbatim), rapid.StringN(1, 12, -1),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, "words"), " ")
	})
}

// TestPlanFormSaysWhatWasFilledIn: answers that pass make one sentence, which
// plans exactly the event that was filled in, in either language.
func TestPlanFormSaysWhatWasFilledIn(t *testing.T) {
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		s, passed := olgasRoom(t), 0
		rapid.Check(t, func(t *rapid.T) {
			filled := anyPlan(t)
			var planned []planner.Event
			sentence, err := s.fillIn(lang, planForm(), filled, func(tx *store.Tx) (err error) {
				planned, err = tx.Events(store.EventFilter{})
				return err
			})
			if errors.Is(err, errWrong) {
				t.Skip(err)
			}
			if err != nil || len(planned) != 1 {
				t.Fatalf("%s: %d events, %v", sentence, len(planned), err)
			}
			passed++
			sameEvent(t, sentence, planned[0], filled)
		})
		if passed < 20 {
			t.Errorf("%s: only %d forms passed: the test is out of date", lang, passed)
		}
	}
}

// anyPlan is a form as somebody may fill it in.
func anyPlan(t *rapid.T) memory.Given {
	first := planner.Date{Year: 2027, Month: 1, Day: 5}.AddDays(rapid.IntRange(0, 1500).Draw(t, "date"))
	clock := func(name string) string {
		return planner.Clock{Hour: rapid.IntRange(0, 23).Draw(t, name), Minute: rapid.SampledFrom([]int{0, 5, 30, 59}).Draw(t, name+" minute")}.String()
	}
	g := memory.Given{
		"kind": rapid.SampledFrom([]string{"workshop", "seminar", "school", "meeting", "visit", "committee", "supervision"}).Draw(t, "kind"), "title": anyText().Draw(t, "title"), "date": first.String(),
		"zone":    rapid.SampledFrom([]string{"Europe/Paris", "Asia/Ho_Chi_Minh", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5", "America/Montreal"}).Draw(t, "zone"),
		"repeats": rapid.SampledFrom([]string{once, once, weekly, fortnightly, monthly}).Draw(t, "repeats"),
	}
	maybe := func(name string, value func() string) {
		if rapid.Bool().Draw(t, name+"?") {
			g[name] = value()
		}
	}
	if maybe("hour", func() string { return clock("hour") }); g["hour"] != "" {
		maybe("end", func() string { return clock("end") })
	}
	if g["repeats"] == once {
		maybe("last", func() string { return first.AddDays(rapid.IntRange(0, 20).Draw(t, "last")).String() })
	} else {
		maybe("until", func() string { return first.AddDays(rapid.IntRange(0, 300).Draw(t, "until")).String() })
	}
	maybe("place", func() string { return anyText().Draw(t, "place") })
	maybe("collaboration", func() string { return "GANDA" })
	return g
}

// sameEvent wants the event that was filled in.
func sameEvent(t *rapid.T, sentence string, e planner.Event, filled memory.Given) {
	want := func(what, have, wanted string) {
		if have != wanted {
			t.Fatalf("%s\nis read with the %s %q, want %q", sentence, what, have, wanted)
		}
	}
	want("kind", string(e.Kind), filled["kind"])
	want("title", e.Title, grammar.Legible(filled["title"]))
	want("place", e.Place, grammar.Legible(filled["place"]))
	want("zone", e.Span.Zone, filled["zone"])
	want("first day", e.Span.Start.Date.String(), filled["date"])
	if filled["hour"] != "" {
		want("hour", e.Span.Start.Clock.String(), filled["hour"])
	} else if !e.Span.AllDay {
		t.Fatalf("%s\nis not held all day", sentence)
	}
	if filled["end"] != "" {
		want("end", e.Span.End.Clock.String(), filled["end"])
	}
	if filled["last"] != "" {
		want("last day", e.Span.End.Date.String(), filled["last"])
	}
	if has := e.Collaboration != ""; has != (filled["collaboration"] != "") {
		t.Fatalf("%s\nis of the collaboration %q", sentence, e.Collaboration)
	}
	if filled["repeats"] == once {
		if e.Rule != nil {
			t.Fatalf("%s\nis a series", sentence)
		}
		return
	}
	rule := ruleOf(filled["repeats"], e.Span.Start.Date)
	if e.Rule == nil || e.Rule.Freq != rule.Freq || e.Rule.Interval != rule.Interval || e.Rule.Nth != rule.Nth {
		t.Fatalf("%s\nis held %+v, want %+v", sentence, e.Rule, rule)
	}
	if filled["until"] != "" {
		want("end of the series", e.Rule.Until.String(), filled["until"])
	} else if !e.Rule.Endless() {
		t.Fatalf("%s\nends", sentence)
	}
}

// TestCollaborationFormSaysWhatWasFilledIn is the same for a collaboration.
func TestCollaborationFormSaysWhatWasFilledIn(t *testing.T) {
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		s, passed := olgasRoom(t), 0
		rapid.Check(t, func(t *rapid.T) {
			filled := memory.Given{"code": "NEW-1", "instrument": rapid.SampledFrom([]string{"IRL", "IRN", "IRP", "IRC", "IEA"}).Draw(t, "instrument"), "title": anyText().Draw(t, "title")}
			theme := anyText().Draw(t, "theme")
			for _, f := range [][2]string{{"theme", theme}, {"countries", "France, Vietnam"}, {"institutions", "Lyon, Hà Nội"}, {"start", "2027-03-01"}, {"end", "2030-12-31"}, {"zone", "Asia/Ho_Chi_Minh"}} {
				if rapid.Bool().Draw(t, f[0]+"?") {
					filled[f[0]] = f[1]
				}
			}
			var c planner.Collaboration
			sentence, err := s.fillIn(lang, collaborationForm(), filled, func(tx *store.Tx) (err error) {
				c, err = tx.CollaborationByCode("NEW-1")
				return err
			})
			if errors.Is(err, errWrong) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatalf("%s: %v", sentence, err)
			}
			passed++
			have := memory.Given{"code": c.Code, "instrument": string(c.Instrument), "title": c.Title, "theme": c.Theme, "countries": strings.Join(c.Countries, ", "), "institutions": strings.Join(c.Institutions, ", "), "zone": c.Zone}
			for name, date := range map[string]planner.Date{"start": c.Starts, "end": c.Ends} {
				if !date.IsZero() {
					have[name] = date.String()
				}
			}
			for name, value := range have {
				if value != grammar.Legible(filled[name]) {
					t.Fatalf("%s\nis read with the %s %q, want %q", sentence, name, value, filled[name])
				}
			}
		})
		if passed < 20 {
			t.Errorf("%s: only %d forms passed: the test is out of date", lang, passed)
		}
	}
}
