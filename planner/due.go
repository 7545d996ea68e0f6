package planner

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// DueKey is the key of the due row of r for o: made of the rule, the date and
// where that date stands now. A moved date so has another key, and has its own
// again when it is moved back. One that is cancelled has the key of saying so,
// whichever reminder that takes the place of: so it is said once. For a reminder
// of its own, o is not looked at. A row still holds when its key is that of what
// it points to.
func DueKey(r Reminder, o Occurrence) string {
	if r.Event == "" {
		return fmt.Sprintf("%s/%s[%s]", r.ID, r.Wall, r.Zone)
	}
	if o.State == Cancelled {
		return fmt.Sprintf("cancelled/%s/%s[%s]", o.ID, o.Span.Start, o.Span.Zone)
	}
	return string(r.ID) + "/" + string(o.ID) + "/" + o.Span.Start.String() + "[" + o.Span.Zone + "]"
}

// Dues are the rows that the reminders rs of e want for its dates occs, as
// seen at now, in order of time. Only what lies after now is wanted: a kept
// row whose instant has passed is the runner's affair and must be left alone.
// Of a cancelled date, one row says that it is not held, in the place of its
// reminder. past are the reminders whose turn has already gone by for some date
// that is itself still ahead, so that whoever plans can be told.
func Dues(e Event, occs []Occurrence, rs []Reminder, now time.Time) (due []Due, past []Reminder, err error) {
	if e.State != Planned {
		return nil, nil, nil
	}
	gone := map[ReminderID]bool{}
	for _, o := range occs {
		if o.State != Planned && o.State != Cancelled {
			continue
		}
		turns, err := turnsOf(e, o, rs, now)
		if err != nil {
			return nil, nil, err
		}
		coming := turns[:0]
		for _, t := range turns {
			if t.At.After(now) {
				coming = append(coming, t)
			} else if o.State == Planned {
				gone[t.Due.Reminder] = true
			}
		}
		if o.State == Cancelled {
			coming = saysCancelled(coming)
		}
		for _, t := range coming {
			due = append(due, t.Due)
		}
	}
	for _, r := range rs {
		if gone[r.ID] {
			past = append(past, r)
		}
	}
	slices.SortFunc(due, func(a, b Due) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key)) })
	return due, past, nil
}

// earlyKey ends the key of an early row.
const earlyKey = "/early"

// EarlyDues are the rows at which those receive some due rows whose quiet hours
// would keep these back until their event has begun. Each comes before any quiet
// hours in which its due row may lie, if need be in the past: it is then done at
// once. What somebody set by hand is not kept back and has none.
func EarlyDues(due []Due, occs []Occurrence, rs []Reminder) []Due {
	starts := make(map[OccurrenceID]time.Time, len(occs))
	for _, o := range occs {
		starts[o.ID] = o.StartAt
	}
	kept := map[ReminderID]bool{}
	for _, r := range rs {
		kept[r.ID] = !r.ByHand && r.Audience.Group()
	}
	var early []Due
	for _, d := range due {
		if kept[d.Reminder] && starts[d.Occurrence].Sub(d.At) <= MaxQuiet {
			d.Kind, d.Key, d.At = DueEarly, d.Key+earlyKey, d.At.Add(-MaxQuiet)
			early = append(early, d)
		}
	}
	return early
}

// Main is the key of the due row that d stands in for: its own, but for one
// that is early, or in the place of another.
func (d Due) Main() string {
	if d.Kind == DueInstead {
		return d.Data
	}
	return strings.TrimSuffix(d.Key, earlyKey)
}

// turn is the row of a reminder for a date.
type turn struct {
	Due
	rule Reminder
}

// turnsOf are those of the reminders rs of e for o, past or not, as long as
// there is still something to be said of o.
func turnsOf(e Event, o Occurrence, rs []Reminder, now time.Time) (turns []turn, err error) {
	for _, r := range rs {
		if !r.isFor(o, now) {
			continue
		}
		at, _, err := r.Lead.DueAt(o)
		if err != nil {
			return nil, fmt.Errorf("remind of %s: %w", o.Span.Start, err)
		}
		turns = append(turns, turn{rule: r, Due: Due{
			Key: DueKey(r, o), Kind: DueReminder, At: at, State: DueWaiting,
			Reminder: r.ID, Event: e.ID, Occurrence: o.ID,
		}})
	}
	return turns, nil
}

// isFor says whether r is to remind of o, of which something is still to be said.
func (r Reminder) isFor(o Occurrence, now time.Time) bool {
	return r.State == Planned && r.Lead.ahead(o, now) && (r.Occurrence == "" || r.Occurrence == o.ID) && (!o.Silent || o.State != Planned || r.ByHand)
}

// WillCome says whether r is still to remind of one of the dates of e.
func (r Reminder) WillCome(e Event, occs []Occurrence, now time.Time) bool {
	return e.State == Planned && slices.ContainsFunc(occs, func(o Occurrence) bool {
		if !r.isFor(o, now) || o.State != Planned && (o.State != Cancelled || !r.saysCancelled()) {
			return false
		}
		at, _, err := r.Lead.DueAt(o)
		return err == nil && at.After(now)
	})
}

// saysCancelled says whether r may say of a date that it is not held.
func (r Reminder) saysCancelled() bool { return r.Audience == ForRoom && r.Lead.Anchor != AnchorEnd }

// saysCancelled is the one of the coming turns for a date that is to say that
// it is not held: of those to the rooms the last that is counted in days, else
// the earliest.
func saysCancelled(coming []turn) []turn {
	coming = slices.DeleteFunc(coming, func(t turn) bool { return !t.rule.saysCancelled() })
	if len(coming) == 0 {
		return nil
	}
	return []turn{slices.MinFunc(coming, func(a, b turn) int {
		switch daysA, daysB := a.rule.Lead.Calendar(), b.rule.Lead.Calendar(); {
		case daysA != daysB && daysA:
			return -1
		case daysA != daysB:
			return 1
		case daysA:
			return b.At.Compare(a.At)
		}
		return a.At.Compare(b.At)
	})}
}

// Due is the row of a reminder of its own (one without an event), and how its
// wall time became an instant.
func (r Reminder) Due() (Due, Resolution, error) {
	at, how, err := ResolveLocal(r.Wall, r.Zone)
	if err != nil {
		return Due{}, "", err
	}
	return Due{Key: DueKey(r, Occurrence{}), Kind: DueReminder, At: at, Reminder: r.ID, State: DueWaiting}, how, nil
}
