package reminders

import (
	"errors"
	"fmt"
	"time"

	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// snooze is `snooze 1 h` or `snooze R7 2027-01-12 tomorrow`: a reminder that came
// comes once more, to whoever says so and to them alone. Its series goes on.
func (r *request) snooze(rest string) (*turn.Reply, error) {
	m, said, err := r.whichReminded(rest)
	if err != nil {
		return nil, err
	}
	if m.after.State == planner.Cancelled && r.In.Pressed {
		return nil, &planner.Refusal{Why: "snooze.done", Words: telling.ReminderID(m.rule)}
	}
	at, err := r.snoozedUntil(said)
	if err != nil {
		return nil, err
	}
	return r.putOff(m, at)
}

// putOff has a reminder that came come again to the person at an instant.
func (r *request) putOff(m *reminded, at time.Time) (*turn.Reply, error) {
	next, err := r.again(m)
	if err != nil {
		return nil, err
	}
	if next.State != planner.Planned {
		if err := r.mayHaveMore(); err != nil {
			return nil, err
		}
	}
	next.State = planner.Planned
	if err := r.placeSnooze(&next, m, at); err != nil {
		return nil, err
	}
	if err := r.writeSnooze(next, m, "snoozed"); err != nil {
		return nil, err
	}
	key := "snooze.until"
	if !r.Room.Direct {
		key = "snooze.privately"
	}
	return r.answerSnooze(m, r.Tell(key, words.Args{"what": m.what(r), "when": r.instant(at)})), nil
}

// answerSnooze is the answer to who put off a reminder, or has done with it: in
// the place of the message whose button was pressed.
func (r *request) answerSnooze(m *reminded, p *turn.Reply) *turn.Reply {
	p.About = memory.Subject{Due: m.key}
	if m.of != nil {
		p.About.Event = m.of.Event.ID
		if m.date != nil {
			p.About.Occurrence = m.date.ID
		}
	}
	p.Instead = r.Room.Direct
	p.Private = m.rule.ToPerson != ""
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change))
}

// again is the row of what the person makes of a reminder: the one that still
// waits, so that it never waits twice, else a new one.
func (r *request) again(m *reminded) (planner.Reminder, error) {
	next := planner.Reminder{
		Owner: r.Person.ID, ByHand: true, Audience: planner.ForPerson, ToPerson: r.Person.ID,
		Text: m.rule.Text, Snoozes: m.key, Created: r.Now,
	}
	if m.of != nil {
		next.Event = m.of.Event.ID
		if m.of.Event.Rule != nil {
			next.Occurrence = m.date.ID
		}
	}
	if m.after.ID == "" {
		return next, nil
	}
	date := planner.Occurrence{}
	if m.date != nil {
		date = *m.date
	}
	came, err := r.Tx.DueByKey(planner.DueKey(m.after, date))
	if errors.Is(err, store.ErrNotFound) || err == nil && came.State != planner.DueDone {
		return m.after, nil
	}
	return next, err
}

// mayHaveMore refuses a reminder to whoever has too many already.
func (r *request) mayHaveMore() error {
	owned, err := r.Tx.CountOwned(r.Person.ID)
	if err == nil && owned >= planner.MaxReminders {
		err = &planner.Refusal{Why: "remind.too_many", Args: words.Args{"n": planner.MaxReminders}}
	}
	return err
}

// placeSnooze makes next come at an instant: by its own clock or, of an event,
// as a reminder of its date, which must not begin before.
func (r *request) placeSnooze(next *planner.Reminder, m *reminded, at time.Time) error {
	if m.of == nil {
		next.Zone = r.TimeContext().Zone
		if zone := r.Person.ZoneAt(at); zone != "" {
			next.Zone = zone
		}
		wall, err := planner.WallAt(at, next.Zone)
		next.Wall = wall
		return err
	}
	e := m.of.Event
	if e.State != planner.Planned || m.date.State != planner.Planned {
		return &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(e)}
	}
	lead, before, err := planner.LeadAt(*m.date, at)
	if err == nil && !before {
		err = &planner.Refusal{Why: "snooze.begun", Words: telling.EventID(e), Args: words.Args{
			"start": when.SayStart(m.date.Shown(), r.Reader()), "when": when.SayInstant(at, r.Reader()),
		}}
	}
	next.Lead = lead
	return err
}

// writeSnooze keeps what the person made of a reminder, with its due row.
func (r *request) writeSnooze(next planner.Reminder, m *reminded, reason string) error {
	if m.of == nil {
		_, err := r.keepOwn(next, reason)
		return err
	}
	if err := r.Begin(); err != nil {
		return err
	}
	if _, err := r.Tx.SaveReminder(next); err != nil {
		return fmt.Errorf("save snooze: %w", err)
	}
	_, err := r.Reschedule(m.of.Event, m.of.Occurrences, reason)
	return err
}
