package reminders

import (
	"cmp"
	"regexp"
	"strconv"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// quiet is `quiet hours 22:00-07:00`: when no private reminder comes, but those
// set by hand.
func (r *request) quiet(rest string) (*turn.Reply, error) {
	r.Command = "quiet"
	rest = grammar.Squeeze(rest)
	wishes, err := r.Tx.WishesOf(r.Person.ID)
	if err != nil {
		return nil, err
	}
	switch folded := words.Fold(rest); {
	case rest == "":
		return r.sayQuiet("quiet.are", wishes.Quiet), nil
	case folded == "off" || folded == "none" || folded == "aucune":
		wishes.Quiet = planner.Quiet{Off: true}
	case folded == "default" || folded == "usual" || folded == "habituelles" || folded == "par defaut":
		wishes.Quiet = planner.Quiet{}
	default:
		if wishes.Quiet, err = r.readQuiet(rest); err != nil {
			return nil, err
		}
	}
	if grammar.Asks(r.Text) {
		return r.Tell("question.changes_nothing", words.Args{"command": r.Command}), nil
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if err := r.Tx.SaveWishes(wishes); err != nil {
		return nil, err
	}
	return r.sayQuiet("quiet.set", wishes.Quiet).Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// noQuiet is `no quiet hours`.
func (r *request) noQuiet(string) (*turn.Reply, error) { return r.quiet("off") }

// readQuiet reads "22:00-07:00", « de 22h à 7h ».
func (r *request) readQuiet(text string) (planner.Quiet, error) {
	for _, from := range []string{"from ", "between ", "de ", "entre ", ""} {
		if len(text) > len(from) && words.Fold(text[:len(from)]) == from {
			text = text[len(from):]
			break
		}
	}
	clocks := clockForm.FindAllStringSubmatch(words.Fold(text), -1)
	usage := &planner.Refusal{Why: "quiet.usage", Words: text}
	if len(clocks) != 2 || grammar.Squeeze(grammar.StripConnectives(clockForm.ReplaceAllString(words.Fold(text), " "))) != "" {
		return planner.Quiet{}, usage
	}
	var q planner.Quiet
	for i, at := range []*planner.Clock{&q.From, &q.To} {
		if *at = clockOf(clocks[i]); !at.Valid() {
			return q, usage
		}
	}
	if q.From == q.To { // midnight twice is no quiet hours that can be kept
		return q, usage
	}
	return q, q.Validate()
}

// clockForm is an hour as people write those of the night: "22:00", "22h30",
// "10 pm".
var clockForm = regexp.MustCompile(`\b(\d{1,2})(?:\s?[h:.]\s?(\d{2})?)?\s?(am|pm)?\b`)

// clockOf is the clock that clockForm found; one that does not exist is not
// valid.
func clockOf(m []string) planner.Clock {
	hour, _ := strconv.Atoi(m[1]) // digits, by the form
	minute, _ := strconv.Atoi(cmp.Or(m[2], "0"))
	switch {
	case m[3] != "" && (hour < 1 || hour > 12):
		return planner.Clock{Hour: -1}
	case m[3] == "am" && hour == 12:
		hour = 0
	case m[3] == "pm" && hour < 12:
		hour += 12
	}
	return planner.Clock{Hour: hour, Minute: minute}
}

// sayQuiet says what the quiet hours are.
func (r *request) sayQuiet(key string, q planner.Quiet) *turn.Reply {
	args := words.Args{}
	switch {
	case q.Off:
		key += "_none"
	default:
		if q == (planner.Quiet{}) {
			q = planner.UsualQuiet()
		}
		args["from"], args["to"] = when.SayClock(q.From, r.Lang), when.SayClock(q.To, r.Lang)
	}
	if r.Change != nil {
		args["number"] = telling.ChangeID(r.Change)
	}
	p := r.Tell(key, args)
	p.Asker = true
	return p
}
