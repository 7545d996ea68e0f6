package events

import (
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// tentativeMarks say that a plan is not certain yet, folded; the longest first.
var tentativeMarks = []string{
	"dates to be confirmed", "date to be confirmed", "to be confirmed", "tbc", "tentatively", "tentative", "provisionally", "provisional", "not confirmed yet",
	"dates a confirmer", "date a confirmer", "a confirmer", "sous reserve", "provisoirement", "provisoire",
}

// takeTentative takes such words out of a sentence: where it begins or ends,
// behind a comma or bracket, or wherever the title stands in quotes.
func takeTentative(text string) (bool, string) {
	bare := grammar.BlankQuoted(text)
	titled := bare != text
	for _, begin := range grammar.Openings(bare) {
		for _, mark := range tentativeMarks {
			rest, ok := begin.Cut(mark)
			if !ok {
				continue
			}
			from, to := begin.From(), len(bare)-len(rest)
			before := strings.TrimSpace(bare[:from])
			apart := before == "" || grammar.CutArticle(before+" x") == "x" || strings.ContainsAny(before[len(before)-1:], ",(;–-") || strings.Trim(rest, " ,.;)") == ""
			if !apart && !titled {
				continue
			}
			head := strings.TrimRight(text[:from], " ,(;–-")
			return true, strings.TrimSpace(head + " " + strings.TrimLeft(text[to:], " )"))
		}
	}
	return false, text
}

// certaintyOf is how certain an event is by its sentence.
func (d *draft) certaintyOf() planner.Certainty {
	switch {
	case d.tentative && d.when.Period:
		return planner.SomeTime
	case d.tentative:
		return planner.Tentative
	}
	return planner.Certain
}

// OfferConfirm puts the sentence that confirms a tentative event under what is
// said of it: by a button where nothing has to be added to it.
func OfferConfirm(said *turn.Turn, p *turn.Reply, e planner.Event) {
	r := &request{Turn: said}
	switch e.Certainty {
	case planner.SomeTime:
		p.Add(r.Say("tentative.days", words.Args{"sentence": telling.Code(r.sentenceToConfirm(e))})...)
	case planner.Tentative:
		p.Button(r.Label("button.confirm"), "confirm "+telling.EventID(e)+" "+telling.Version(e))
	}
}

// sentenceToConfirm is how a tentative event may be confirmed.
func (r *request) sentenceToConfirm(e planner.Event) string {
	return r.Label("tentative.confirm") + " " + telling.EventID(e) + " " + r.exampleDays(e)
}

// exampleDays are days as somebody may type them: the second week of a period.
func (r *request) exampleDays(e planner.Event) string {
	first := e.Span.Start.Date
	if e.Span.Days() > 14 {
		first = first.AddDays(7)
	}
	for e.Span.Days() > 7 && first.Weekday() != 1 { // Monday
		first = first.AddDays(1)
	}
	last := first.AddDays(4)
	if e.Span.End.Date.Before(last) {
		last = e.Span.End.Date
	}
	return when.SayTyped(first, last, r.Lang)
}
