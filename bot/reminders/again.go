package reminders

import (
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// remindAgain keeps a reminder of its own that comes on the dates of a rule:
// `remind #ganda every Monday 9:00 to send abstracts`.
func (r *request) remindAgain(rule planner.Reminder, dates planner.Rule) (*turn.Reply, error) {
	span, err := dates.Align(planner.Timed(rule.Wall, 0, rule.Zone))
	if err != nil {
		return nil, err
	}
	rule.Wall, rule.Again = span.Start, &dates
	if _, ok, err := rule.Next(r.Now); err != nil || !ok {
		if err == nil {
			err = &planner.Refusal{Why: "plan.no_dates"}
		}
		return nil, err
	}
	if rule, err = r.keepOwn(rule, ""); err != nil {
		return nil, err
	}
	due, _, err := delivery.NextOwn(r.Tx, rule, r.Now)
	if err != nil {
		return nil, err
	}
	p := r.Tell("remind.again", words.Args{"id": telling.Code(telling.ReminderID(rule)), "when": r.instant(due.At), "text": rule.Text, "whom": r.recipient(rule)})
	return r.WithUndo(p), nil
}
