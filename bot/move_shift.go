package bot

import (
	"errors"
	"strings"

	"entente/bot/grammar"
	"entente/planner"
	"entente/planner/when"
)

// shiftWays are the verbs that say which way an event moves: « reporter » puts
// it off. Of "move", "push back" and « décaler » people do not agree.
var shiftWays = map[string]bool{
	"postpone": true, "delay": true, "reporter": true, "reporte": true, "reportez": true,
	"retarder": true, "retarde": true, "retardez": true, "repousser": true, "repousse": true, "repoussez": true,
	"bring": false, "avancer": false, "avance": false, "avancez": false,
}

// takeShift takes how far an event is moved out of the words behind the verb;
// nothing is a shift without words. Which way is asked where neither the words
// nor the verb say so. Later is then what was meant.
func (r *request) takeShift(rest string) (when.FoundShift, string, error) {
	by, err := when.FindShift(rest, r.lang)
	if errors.Is(err, when.ErrNone) {
		return when.FoundShift{}, rest, nil
	}
	if err != nil {
		return by, rest, err
	}
	from, to := by.Piece[0], by.Piece[1]
	if !by.Way {
		later, known := r.wayOfVerb()
		switch {
		case !known:
			return by, rest, &planner.Question{Why: "move.which_way", Words: rest[from:to], Choices: []string{by.Later, by.Earlier}}
		case !later:
			by.Shift = by.Reversed()
		}
	}
	if by.Months < 0 || by.Days < 0 || by.Exact < 0 {
		by.Later = by.Earlier
	}
	return by, strings.TrimSpace(rest[:from] + rest[to:]), nil
}

// wayOfVerb says whether the verb of the sentence puts off, if it says so.
func (r *request) wayOfVerb() (later, known bool) {
	for _, t := range grammar.Tokens(grammar.Polite(r.text)) {
		later, known = shiftWays[t.Fold]
		return later, known
	}
	return false, false
}

// saysShift says whether text is how far an event is moved, and no more than
// the number of the event beside it: "one hour later".
func saysShift(text string) bool {
	by, err := when.FindShift(text, planner.English)
	if err != nil || !by.Way || grammar.Asks(text) {
		return false
	}
	rest := text[:by.Piece[0]] + text[by.Piece[1]:]
	return strings.TrimSpace(idForm.ReplaceAllString(" "+rest, "")) == ""
}

// movedTo is where an event goes: so far from where it was, or to the time
// that was said.
func (r *request) movedTo(by when.FoundShift, rest string, was planner.Span) (planner.Span, error) {
	if by.Later == "" {
		return r.newSpan(rest, was)
	}
	if was.AllDay && by.Exact != 0 {
		return was, &planner.Refusal{Why: "move.all_day", Words: by.Later}
	}
	to := was.StartingAt(by.After(was.Start))
	return to, to.Validate()
}
