package planner

import "reflect"

// MoveOccurrence is o held at to instead: one date leaves its series, which
// itself does not change. Number and Original stay. The error is a [*Refusal].
func MoveOccurrence(o Occurrence, to Span) (Occurrence, error) {
	if o.State != Planned {
		return o, &Refusal{Why: "occurrence.not_planned"}
	}
	if err := to.Validate(); err != nil {
		return o, err
	}
	o.Span = to
	var err error
	o.StartAt, o.EndAt, o.Resolution, err = to.Resolve()
	return o, err
}

// CancelOccurrence is o not held; its place in the series stays.
func CancelOccurrence(o Occurrence) (Occurrence, error) {
	if o.State != Planned {
		return o, &Refusal{Why: "occurrence.not_planned"}
	}
	o.State = Cancelled
	return o, nil
}

// Revised is e as it has to be kept after a change from before: its Sequence
// is raised by one when time, zone, rule, place or state differ, or when some
// of its dates were moved or cancelled by themselves, and else is left alone,
// so that calendars take notice of what matters (RFC 5545 section 3.8.7.4).
func (e Event) Revised(before Event, dates bool) Event {
	e.Sequence = before.Sequence
	if dates || e.Span != before.Span || !reflect.DeepEqual(e.Rule, before.Rule) ||
		e.Place != before.Place || e.State != before.State {
		e.Sequence++
	}
	return e
}
