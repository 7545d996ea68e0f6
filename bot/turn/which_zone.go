package turn

import (
	"slices"
	"time"

	"entente/bot/grammar"
	"entente/planner"
	"entente/planner/when"
)

// WhichZone puts the question in which of two zones an hour without a zone is
// meant, each with the hour in the other. Found is what was read of text, a part
// of the sentence; nil where it is said in a way that takes no zone.
func (r *Turn) WhichZone(found when.Found, text string, question *Reply, one, other string) *Reply {
	question.Asker, question.Choices = true, true
	for _, zones := range [][2]string{{one, other}, {other, one}} {
		zone, reader := zones[0], r.Reader().In(zones[1])
		for _, piece := range found.Pieces {
			said := text[piece[0]:piece[1]]
			sentence := grammar.ReplaceUnquoted(r.Text, said, said+" "+zone)
			again, err := when.Find(grammar.BlankQuoted(grammar.ReplaceUnquoted(text, said, said+" "+zone)), r.TimeContext())
			if err == nil && again.Zone == zone && again.Start.Clock == found.Start.Clock {
				question.Button(when.Say(planner.Timed(found.Start, 0, zone), reader), sentence)
				break
			}
		}
	}
	if len(question.Buttons) < 2 {
		return nil
	}
	return question
}

// DiffersIn says whether a new event, or a date of it, would be held at another
// instant in another zone: whether it matters which is meant.
func DiffersIn(e planner.Event, zone string) bool {
	here := startsIn(e, e.Span.Zone)
	return len(here) > 0 && !slices.EqualFunc(here, startsIn(e, zone), time.Time.Equal)
}

// startsIn are the instants at which the dates of an event would begin in a zone;
// none of what cannot be planned, which is said where it is.
func startsIn(e planner.Event, zone string) (starts []time.Time) {
	e.Span.Zone = zone
	if e.Rule != nil {
		var err error
		if e.Span, err = e.Rule.Align(e.Span); err != nil {
			return nil
		}
	}
	occs, err := planner.Occurrences(e)
	if err != nil {
		return nil
	}
	for _, o := range occs {
		starts = append(starts, o.StartAt)
	}
	return starts
}
