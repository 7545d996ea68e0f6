package bot

import (
	"entente/bot/grammar"
	"entente/bot/reminders"
	"entente/bot/turn"
	"entente/planner/when"
)

// whichZoneOfPlan is as whichZone, for what is planned or recorded; a form says
// its zone itself.
func (r *request) whichZoneOfPlan(d *draft, rest string) *turn.Reply {
	found, err := when.Find(grammar.BlankQuoted(rest), r.TimeContext())
	if err != nil || turn.IsForm(r.In) {
		return nil
	}
	found.Start = d.when.Start // of a record without a year the last one
	return reminders.WhichZone(r.Turn, found, rest)
}
