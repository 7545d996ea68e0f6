package reminders

import (
	"errors"

	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// done is `done` or `done R7 2027-01-12`: nothing more comes of a reminder that
// came, not even what it was put off to. One that repeats goes on.
func (r *request) done(rest string) (*turn.Reply, error) {
	m, left, err := r.whichReminded(rest)
	if err != nil {
		return nil, err
	}
	if left != "" {
		return nil, &planner.Refusal{Why: "snooze.which"}
	}
	came, err := r.Tx.DueByKey(m.key)
	switch {
	case err != nil && !errors.Is(err, store.ErrNotFound):
		return nil, err
	case m.of == nil && !m.rule.Repeats() && err == nil && came.State == planner.DueWaiting:
		return r.As("forget", telling.ReminderID(m.rule)) // done before it was due
	case m.after.State == planner.Cancelled:
		return nil, &planner.Refusal{Why: "done.already", Words: telling.ReminderID(m.rule)}
	}
	over, err := r.again(m)
	if err != nil {
		return nil, err
	}
	over.State = planner.Cancelled
	if err := r.writeSnooze(over, m, "done"); err != nil {
		return nil, err
	}
	p := r.answerSnooze(m, r.Tell("done.said", words.Args{"what": m.what(r)}))
	if said, err := memory.About(r.Tx, r.In.Room, r.In.ReplyTo); err == nil && said.Due != "" && r.mayStrike(m) {
		p.Edits, p.Instead = r.In.ReplyTo, true
	}
	return p, nil
}

// mayStrike says whether the message of a reminder may say that it is done: a
// private one, and in a room what that room was to do.
func (r *request) mayStrike(m *reminded) bool { return r.Room.Direct || m.of == nil }
