package bot

import (
	"entente/bot/events"
	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/planner/when"
)

// wished is what a sentence wishes to be done: "I would like to move E5 to 14
// May" is "move E5 to 14 May". What names neither a number nor a day or an hour
// may as well be a question on the instruments ("I want to extend our IRL"),
// and is none.
func (r *request) wished(text string) (string, bool) {
	wanted, ok := grammar.CutWish(text)
	if !ok {
		return "", false
	}
	c, _ := r.bot.find(wanted)
	if c == nil || !c.Changes || events.Instrument.MatchString(text) {
		return "", false
	}
	if grammar.EventForm.MatchString(" "+wanted) || grammar.ReminderForm.MatchString(wanted) {
		return wanted, true
	}
	found, err := when.Find(grammar.BlankQuoted(wanted), r.TimeContext())
	exact := err == nil && !found.Period || turn.Refused(err)
	return wanted, exact
}
