package reminders

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// evening is the clock of "this evening".
var evening = planner.Clock{Hour: 18}

// What is said of a reminder, folded, as a reply to it or right after it.
var (
	snoozeAlone = regexp.MustCompile(`^(?:(?:again )?(?:in|dans) )?(?:\d{1,4} ?(?:min|mins|minutes?|h|hours?|heures?|d|days?|jours?)|an hour|one hour|half an hour|une heure|une demi[- ]heure|un quart d'heure)$` +
		`|^(?:again |until |a |plutot )?(?:later|not now|plus tard|pas maintenant|this evening|tonight|ce soir|tomorrow|tomorrow morning|demain|demain matin|next week|la semaine prochaine)(?: again)?$`)
	snoozeLead = regexp.MustCompile(`(?i)^(?:again|it|for|until|till|de|pendant|jusqu['’](?:a|à)|a|à|encore|pour)\s+`)
	mornings   = regexp.MustCompile(`(?i)\s+(?:morning|matin)$`)
	doneAlone  = map[string]bool{"done": true, "all done": true, "it is done": true, "it's done": true, "fait": true, "c'est fait": true, "deja fait": true, "termine": true, "c'est termine": true, "ok fait": true}
)

// OfReminder gives an answer to a reminder the verb of its command: "tomorrow",
// « ce soir », « fait ». Any other sentence stays as it is.
func OfReminder(said *turn.Turn, text string) string {
	r := &request{Turn: said}
	fold := words.Fold(text)
	if doneAlone[fold] {
		return "done"
	}
	asked := r.Pending != nil && r.Pending.Due != ""
	if !asked && r.In.ReplyTo == "" && r.In.Thread == "" || !snoozeAlone.MatchString(fold) {
		return text
	}
	if key, err := r.keyReplied(); !asked && (err != nil || key == "") {
		return text
	}
	return "snooze " + text
}

// snoozedUntil is the instant at which a reminder comes again: 18:00 of an
// evening, 9:00 of a day, by the clocks where the person is then.
func (r *request) snoozedUntil(text string) (time.Time, error) {
	if _, err := r.Zone(); err != nil {
		return time.Time{}, err
	}
	text = strings.Trim(text, " :,.")
	for cut := snoozeLead.FindString(text); cut != ""; cut = snoozeLead.FindString(text) {
		text = text[len(cut):]
	}
	text = mornings.ReplaceAllString(text, "")
	today, err := planner.DateOf(r.Now, r.TimeContext().Zone)
	if err != nil {
		return time.Time{}, err
	}
	switch words.Fold(text) {
	case "", "later", "plus tard", "not now", "pas maintenant":
		return r.Now.Add(time.Hour), nil
	case "this evening", "tonight", "ce soir":
		return r.clockOn(today, evening)
	case "next week", "la semaine prochaine", "semaine prochaine":
		return r.clockOn(today.AddDays(7-(int(today.Weekday())+6)%7), planner.Morning())
	}
	return r.readSnooze(text)
}

// readSnooze reads any other time: "20 min", "in 2 hours", "Monday at 10:00".
func (r *request) readSnooze(text string) (time.Time, error) {
	notUnderstood := &planner.Refusal{Why: "snooze.time", Words: text}
	in := "in "
	if r.Lang == planner.French {
		in = "dans "
	}
	found, err := when.Find(text, r.TimeContext())
	if errors.Is(err, when.ErrNone) || err == nil && (!found.HasDate && found.Instant.IsZero()) {
		if later, err := when.Find(in+text, r.TimeContext()); err == nil && !later.Instant.IsZero() {
			found, text = later, in+text
		}
	}
	switch {
	case errors.Is(err, when.ErrNone) && found.Instant.IsZero():
		return time.Time{}, notUnderstood
	case err != nil && found.Instant.IsZero():
		return time.Time{}, err
	case found.Rule != nil, found.Period, grammar.Squeeze(grammar.BlankPieces(text, found.Pieces)) != "":
		return time.Time{}, notUnderstood
	case !found.Instant.IsZero():
		return r.ahead(found.Instant)
	case !found.HasClock:
		found.Start.Clock = planner.Morning()
	}
	if found.Zone != "" {
		at, _, err := planner.ResolveLocal(found.Start, found.Zone)
		if err != nil {
			return at, err
		}
		return r.ahead(at)
	}
	return r.clockOn(found.Start.Date, found.Start.Clock)
}

// clockOn is an hour of a day where the person is then.
func (r *request) clockOn(day planner.Date, clock planner.Clock) (time.Time, error) {
	at, _, err := planner.ResolveLocal(planner.Wall{Date: day, Clock: clock}, r.ZoneOn(day))
	if err != nil {
		return at, err
	}
	return r.ahead(at)
}

// ahead refuses what is past.
func (r *request) ahead(at time.Time) (time.Time, error) {
	if !at.After(r.Now) {
		return at, &planner.Refusal{Why: "snooze.past", Words: when.SayInstant(at, r.Reader())}
	}
	return at, nil
}
