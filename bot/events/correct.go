package events

import (
	"errors"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// correctWithin is how long after a change "no, rather Thursday" speaks of it.
const correctWithin = 15 * time.Minute

// corrections begin a sentence that says anew when, folded. After those of
// firmly, a comma must follow: "no Thursday" may mean that there is none.
var (
	corrections = []string{
		"make it", "make that", "let's make it", "let's say", "rather", "better", "actually", "i meant", "i mean", "sorry", "no", "instead", "oops",
		"plutot", "non", "en fait", "pardon", "je voulais dire", "mettez-le", "mets-le", "mettons", "disons", "finalement",
	}
	firmly = map[string]bool{"no": true, "non": true, "sorry": true, "pardon": true}
)

// weekdays are their names, folded.
var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
	"lundi": time.Monday, "mardi": time.Tuesday, "mercredi": time.Wednesday, "jeudi": time.Thursday, "vendredi": time.Friday, "samedi": time.Saturday, "dimanche": time.Sunday,
}

// Corrected makes "no, rather Thursday" and "make it 30 minutes earlier", said
// right after something was planned or moved, the command that moves it; empty
// when text is nothing of the kind.
func Corrected(said *turn.Turn, text string) (string, error) {
	r := &request{Turn: said}
	if said := grammar.TrimStop(grammar.Clean(r.Text)); strings.HasSuffix(said, text) { // "actually" is taken for politeness
		text = said
	}
	if len(text) > 80 {
		return "", nil
	}
	to := cutCorrection(text)
	if to == "" || grammar.Asks(text) {
		return "", nil
	}
	change, err := r.Tx.LastChange(r.Person.ID, r.Now.Add(-correctWithin))
	if errors.Is(err, store.ErrNotFound) || err == nil && change.Room != r.In.Room {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	id, day, err := r.justSet(change)
	if id == "" || err != nil {
		return "", err
	}
	if !saysShift(to) {
		to = r.inWeekOf(day, to)
		if _, err := when.Parse(to, r.TimeContext()); err != nil {
			return "", nil
		}
		to = "to " + to
	}
	return "move " + id + " " + to, nil
}

// cutCorrection is what follows the words that correct; empty without any.
func cutCorrection(text string) string {
	rest := text
	for again := true; again; {
		again = false
		for _, mark := range corrections {
			after, ok := grammar.CutPhrase(rest, mark)
			if ok && (!firmly[mark] || strings.HasPrefix(after, ",") || rest != text || len(cutCorrection(grammar.TrimLeft(after))) > 0) {
				rest, again = grammar.TrimLeft(after), true
			}
		}
	}
	if rest == text {
		return ""
	}
	for _, little := range []string{"to", "on", "at", "le", "a", "au"} {
		if after, ok := grammar.CutPhrase(rest, little); ok {
			return strings.TrimSpace(after)
		}
	}
	return strings.TrimSpace(rest)
}

// justSet is the event or the reminder whose time a change set, as people name
// it, and the day that it is on; empty for any other change.
func (r *request) justSet(change store.Change) (id string, day planner.Date, err error) {
	switch change.Command {
	case "plan", "move":
		events, err := r.Tx.ChangedEvents(change)
		if err != nil || len(events) != 1 {
			return "", day, err
		}
		t, err := r.TargetByID(events[0])
		if err != nil {
			return "", day, err
		}
		coming := planner.Ahead(t.Occurrences, r.Now)
		if len(coming) == 0 {
			return "", day, nil
		}
		return telling.EventID(t.Event), coming[0].Span.Start.Date, nil
	case "remind":
		reminders, err := r.Tx.ChangedReminders(change)
		if err != nil || len(reminders) != 1 {
			return "", day, err
		}
		rule, err := r.Tx.Reminder(reminders[0])
		return telling.ReminderID(rule), rule.Wall.Date, err
	}
	return "", day, nil
}

// inWeekOf makes a weekday that stands alone the date in the week of a day,
// unless that is past.
func (r *request) inWeekOf(day planner.Date, text string) string {
	first, rest, _ := strings.Cut(text, " ")
	weekday, ok := weekdays[strings.ToLower(first)]
	if !ok || strings.Trim(rest, "atà ") != "" && !strings.ContainsAny(rest, ":h") {
		return text
	}
	monday := func(d time.Weekday) int { return (int(d) + 6) % 7 }
	date := day.AddDays(monday(weekday) - monday(day.Weekday()))
	if date.Before(r.today()) {
		return text
	}
	return strings.TrimSpace(date.String() + " " + rest)
}
