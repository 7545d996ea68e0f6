package bot

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

var changeForm = regexp.MustCompile(`(?i)^c(\d{1,9})$`)

// undo takes back the person's last change of the hour, or the one named, as a
// whole; or says what has touched it since.
func (r *request) undo(rest string) (*turn.Reply, error) {
	change, err := r.undone(strings.TrimSpace(rest))
	if err != nil {
		return nil, err
	}
	switch {
	case change.Person != r.Person.ID && !r.Admin():
		return nil, &planner.Refusal{Why: "undo.not_yours", Words: telling.ChangeID(&change)}
	case change.UndoneBy != 0:
		return nil, r.undoneAlready(change)
	case change.Command == "link", change.Command == "unlink", change.Command == "forget_me":
		return nil, &planner.Refusal{Why: "undo." + change.Command}
	case r.Now.Sub(change.At) > planner.UndoWithin:
		return nil, &planner.Refusal{Why: "undo.too_late", Words: telling.ChangeID(&change)}
	}
	return r.takeBack(change)
}

// takeBack undoes a change that the person may undo.
func (r *request) takeBack(change store.Change) (*turn.Reply, error) {
	change, touched, err := r.Tx.Undo(change.Number, r.NewChange())
	if err != nil {
		return nil, err
	}
	if touched != nil && touched.Number == 0 {
		return nil, &planner.Refusal{Why: "undo.touched_alone", Words: telling.ChangeID(&change)}
	}
	if touched != nil {
		return nil, &planner.Refusal{Why: "undo.touched", Words: telling.ChangeID(&change), Args: words.Args{"number": telling.ChangeID(touched)}}
	}
	if err := people.StaysLed(r.Turn, change); err != nil {
		return nil, err
	}
	if err := r.rescheduleChanged(change); err != nil {
		return nil, err
	}
	audits, err := r.Tx.AuditOf(change)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(audits, func(a store.Audit) bool { return a.Entity == "people" }) {
		if err := people.MoveDigests(r.Turn, change.Person); err != nil {
			return nil, err
		}
	}
	if err := talks.TellPlaces(r.Turn, change); err != nil {
		return nil, err
	}
	p := r.Tell("undo.done", words.Args{"command": commandSaid(change), "what": r.changedNames(change), "number": telling.ChangeID(&change)})
	p.Private = change.Room != r.In.Room // what was done elsewhere is not told here
	p.Instead = !p.Private               // the message that says it was done is no longer true
	// What somebody answers of coming is said to them alone, and so is this.
	p.Asker = !slices.ContainsFunc(audits, func(a store.Audit) bool { return a.Entity != "replies" })
	p.Button(r.Label("button.redo"), fmt.Sprintf("undo C%d", change.UndoneBy))
	by, err := r.Tx.ChangeByNumber(change.UndoneBy)
	if err != nil {
		return nil, err
	}
	return p, r.tellOthers(p, by)
}

// undoneAlready says who has undone a change, and when.
func (r *request) undoneAlready(change store.Change) error {
	by, err := r.Tx.ChangeByNumber(change.UndoneBy)
	if err != nil {
		return err
	}
	return &planner.Refusal{Why: "undo.already", Words: telling.ChangeID(&change), Args: words.Args{"name": r.changedBy(by), "ago": r.ago(by.At), "number": telling.ChangeID(&by)}}
}

// changedNames are the events and collaborations that a change concerned.
func (r *request) changedNames(change store.Change) string {
	audits, err := r.Tx.AuditOf(change)
	if err != nil {
		return ""
	}
	var said []string
	for _, a := range audits {
		name := ""
		switch a.Entity {
		case "events":
			if e, err := r.Tx.Event(planner.EventID(a.EntityID)); err == nil {
				name = telling.EventID(e) + " " + e.Title
			}
		case "occurrences":
			if o, err := r.Tx.Occurrence(planner.OccurrenceID(a.EntityID)); err == nil {
				if e, err := r.Tx.Event(o.Event); err == nil {
					name = telling.EventID(e) + " " + e.Title
				}
			}
		case "collaborations":
			if c, err := r.Tx.Collaboration(planner.CollaborationID(a.EntityID)); err == nil {
				name = c.Code
			}
		case "roles":
			name = people.RoleChanged(r.Turn, a)
		}
		if name != "" && !slices.Contains(said, name) {
			said = append(said, name)
		}
	}
	if len(said) == 0 {
		said = r.changedReminders(audits)
	}
	if len(said) == 0 {
		said = r.answeredEvents(change)
	}
	return strings.Join(said, ", ")
}

// answeredEvents are the events that a change of nothing else concerned: those
// that somebody answered for.
func (r *request) answeredEvents(change store.Change) (said []string) {
	events, err := r.Tx.ChangedEvents(change)
	if err != nil {
		return nil
	}
	for _, id := range events {
		if e, err := r.Tx.Event(id); err == nil {
			said = append(said, telling.EventID(e)+" "+e.Title)
		}
	}
	return said
}

// changedReminders are the reminders that a change of nothing else concerned.
func (r *request) changedReminders(audits []store.Audit) (said []string) {
	for _, a := range audits {
		rule, err := r.Tx.Reminder(planner.ReminderID(a.EntityID))
		if a.Entity != "reminders" || err != nil {
			continue
		}
		name := strings.TrimSpace(telling.ReminderID(rule) + " " + rule.Text)
		if e, err := r.Tx.Event(rule.Event); err == nil && rule.Event != "" {
			name = telling.EventID(e) + " " + e.Title
		}
		if !slices.Contains(said, name) {
			said = append(said, name)
		}
	}
	return said
}

// instead is `instead C31 plan …`: what an edited message says now, in place of
// what it said first.
func (r *request) instead(rest string) (*turn.Reply, error) {
	number, sentence, _ := strings.Cut(rest, " ")
	p, err := r.undo(number)
	if err != nil {
		return nil, err
	}
	p.Buttons = nil
	return p, r.sayNext(sentence)
}

// undone is the change that is meant.
func (r *request) undone(text string) (store.Change, error) {
	m := changeForm.FindStringSubmatch(text)
	if m == nil && !lastOnly(text) {
		return store.Change{}, &planner.Refusal{Why: "undo.unknown", Words: text}
	}
	if m == nil {
		change, err := r.Tx.LastChange(r.Person.ID, r.Now.Add(-planner.UndoWithin))
		if errors.Is(err, store.ErrNotFound) {
			return change, &planner.Refusal{Why: "undo.nothing"}
		}
		return change, err
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return store.Change{}, &planner.Refusal{Why: "undo.unknown", Words: text}
	}
	change, err := r.Tx.ChangeByNumber(n)
	if errors.Is(err, store.ErrNotFound) {
		return change, &planner.Refusal{Why: "undo.unknown", Words: text}
	}
	return change, err
}

// lastOnly says whether text names no change but the last: "that", "the last
// change", « ça ».
func lastOnly(text string) bool {
	for _, word := range grammar.TellingWords(text) {
		switch word {
		case "last", "change", "derniere", "dernier", "modification", "changement":
		default:
			return false
		}
	}
	return true
}

// rescheduleChanged writes the due rows of everything that a change concerned
// anew.
func (r *request) rescheduleChanged(change store.Change) error {
	events, err := r.Tx.ChangedEvents(change)
	if err != nil {
		return fmt.Errorf("find what was undone: %w", err)
	}
	for _, id := range events {
		e, err := r.Tx.Event(id)
		if err != nil {
			return err
		}
		occs, err := r.Tx.OccurrencesOf(id)
		if err != nil {
			return err
		}
		if _, err := r.Reschedule(e, occs, "undone"); err != nil {
			return err
		}
		if err := delivery.PlanExtension(r.Tx, e, occs); err != nil {
			return fmt.Errorf("plan further dates: %w", err)
		}
		over, err := talks.Seat(r.Turn, e, occs)
		if err != nil {
			return fmt.Errorf("give out places: %w", err)
		}
		if over > 0 {
			r.Change = &change // what was undone so far is given up with the refusal
			return &planner.Refusal{Why: "attend.undo_taken", Words: telling.ChangeID(&change)}
		}
	}
	reminders, err := r.Tx.ChangedReminders(change)
	if err != nil {
		return fmt.Errorf("find what was undone: %w", err)
	}
	for _, id := range reminders {
		rule, err := r.Tx.Reminder(id)
		if err != nil {
			return err
		}
		if rule.Event == "" {
			if err := r.RescheduleOwn(rule, "undone"); err != nil {
				return err
			}
		}
	}
	return nil
}

// commandSaid is what was done by a change, in the words of the command table.
func commandSaid(change store.Change) chat.Span {
	return telling.Code(strings.ReplaceAll(change.Command, "_", " "))
}
