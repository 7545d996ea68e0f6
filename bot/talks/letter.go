package talks

import (
	"slices"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// invitationArgs are values for an invitation as its reader understands it.
func (r *request) invitationArgs(t *talkOn, s planner.Speaker) (words.Args, error) {
	reader := when.Reader{Lang: r.langOf(s, t.Event), Now: r.Now}
	if s.Person != "" {
		person, err := r.Tx.Person(s.Person)
		if err != nil {
			return nil, err
		}
		reader = when.ReaderOf(person, reader.Lang, r.Now)
	}
	args := r.Voice().LetterArgs(t.Event, t.date, s, reader)
	args["day"] = when.SayDays(t.date.Span.Start.Date, t.date.Span.Start.Date, r.Lang)
	return args, nil
}

// openDates are the dates of an event to come on which nobody speaks yet, the
// first n of them.
func openDates(t *talkOn, talks map[planner.OccurrenceID]planner.Talk, n int) (open []planner.Occurrence) {
	for _, o := range t.Occurrences {
		if o.State == planner.Planned && o.ID != t.date.ID && o.StartAt.After(t.date.StartAt.AddDate(0, 0, -14)) && len(talks[o.ID].Speaking()) == 0 {
			open = append(open, o)
		}
	}
	slices.SortFunc(open, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	return open[:min(n, len(open))]
}
