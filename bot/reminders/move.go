package reminders

import (
	"regexp"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// beforeTime stands between a reminder and its new time.
var beforeTime = regexp.MustCompile(`(?i)^(?:to|on|for|at|a|à|au|le|pour)\s+`)

// Moved is `move R7 to 10:00`, « déplacer R7 à vendredi »: one that
// comes once comes then instead; what is not said stays as it was. It gives nil
// where text names no reminder.
func Moved(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	m := grammar.ReminderForm.FindStringSubmatch(text)
	if m == nil || grammar.EventForm.MatchString(" "+text) {
		return nil, nil
	}
	rule, err := Numbered(r.Turn, m)
	if err != nil {
		return nil, err
	}
	if rule.Event != "" || rule.Again != nil || rule.Schedule != "" || rule.Snoozes != "" {
		return nil, &planner.Refusal{Why: "reminder.move", Args: words.Args{"id": telling.ReminderID(rule)}}
	}
	r.Command = "remind"
	by, text, err := r.TakeShift(text)
	if err != nil {
		return nil, err
	}
	_, to, _ := strings.Cut(text, m[0])
	to = beforeTime.ReplaceAllString(strings.TrimSpace(to), "")
	if to == "" && by.Later == "" {
		return nil, &planner.Refusal{Why: "reminder.move_where", Args: words.Args{"id": telling.ReminderID(rule)}}
	}
	span, err := r.MovedTo(by, to, planner.Timed(rule.Wall, time.Hour, rule.Zone))
	if err != nil {
		return nil, err
	}
	rule.Wall, rule.Zone = span.Start, span.Zone
	return r.writeReminder(rule)
}
