package events

import (
	"strings"

	"entente/bot/grammar"
	"entente/planner"
	"entente/planner/when"
)

// SaysShift says whether text is how far an event is moved, and no more than
// the number of the event beside it: "one hour later".
func SaysShift(text string) bool {
	by, err := when.FindShift(text, planner.English)
	if err != nil || !by.Way || grammar.Asks(text) {
		return false
	}
	rest := text[:by.Piece[0]] + text[by.Piece[1]:]
	return strings.TrimSpace(grammar.EventForm.ReplaceAllString(" "+rest, "")) == ""
}
