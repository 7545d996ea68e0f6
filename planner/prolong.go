package planner

import (
	"slices"
	"time"
)

// Prolong lets the series e go on until a day, by the same rule: occs are all of
// its dates, and stay as they are. Those that the rule gives after its last one
// come after them, numbered on; added are their places in all. One that was
// written before and taken back is itself again; those that began before now are
// left out. The error is a [*Refusal]: separate dates follow no rule, and a series
// does not become shorter so.
func Prolong(e Event, occs []Occurrence, until Date, now time.Time) (longer Event, all []Occurrence, added []int, err error) {
	if e.Rule == nil || e.Rule.Freq == Listed {
		return e, occs, nil, &Refusal{Why: "series.no_rule"}
	}
	last := lastGiven(e, occs)
	if until.Before(last) {
		return e, occs, nil, &Refusal{Why: "series.no_more", Args: map[string]any{"date": until}}
	}
	rule := *e.Rule
	rule.Until, rule.Count, rule.Except = until, 0, slices.Clone(rule.Except)
	longer = e
	longer.Rule = &rule
	dates, err := Occurrences(longer)
	if err != nil {
		return e, occs, nil, err
	}
	all = slices.Clone(occs)
	for _, o := range dates {
		switch {
		case !last.Before(o.Original.Date):
			continue
		case !o.StartAt.After(now):
			rule.Except = append(rule.Except, o.Original.Date)
			continue
		}
		at, there := slices.BinarySearchFunc(all, o.Number, func(have Occurrence, n int) int { return have.Number - n })
		if there {
			o.ID = all[at].ID
			all[at] = o
		} else {
			all = slices.Insert(all, at, o)
		}
		added = append(added, at)
	}
	return longer, all, added, nil
}

// lastGiven is the original day of the last date written for the rule of e.
func lastGiven(e Event, occs []Occurrence) Date {
	last := e.Span.Start.Date.AddDays(-1)
	for _, o := range occs {
		if o.State != Withdrawn && o.Number > e.Passed && last.Before(o.Original.Date) {
			last = o.Original.Date
		}
	}
	return last
}
