package telling

import (
	"fmt"
	"strings"

	"entente/planner"
	"entente/store"
)

// EventID is the number of an event that people see: "E12".
func EventID(e planner.Event) string { return fmt.Sprintf("E%d", e.Number) }

// DateID is the number of a date: "E12.3" of a series, "E12" of a one-off.
func DateID(e planner.Event, o planner.Occurrence) string {
	if e.Rule == nil {
		return EventID(e)
	}
	return fmt.Sprintf("%s.%d", EventID(e), o.Number)
}

// ReminderID is the number of a reminder that people see: "R7".
func ReminderID(r planner.Reminder) string { return fmt.Sprintf("R%d", r.Number) }

// ChangeID is the number of a change that people see, as to undo it: "C3".
func ChangeID(c *store.Change) string { return fmt.Sprintf("C%d", c.Number) }

// SpeakerID is the number of an invitation to speak that people see: "S4".
func SpeakerID(s planner.Speaker) string { return fmt.Sprintf("S%d", s.Number) }

// NameOf is the name of a person.
func NameOf(tx *store.Tx, id planner.PersonID) string {
	person, err := tx.Person(id)
	if err != nil {
		return "?"
	}
	return person.Name
}

// NameOfSpeaker is what a speaker is called.
func NameOfSpeaker(tx *store.Tx, s planner.Speaker) string {
	if s.Person == "" {
		return s.Name
	}
	person, err := tx.Person(s.Person)
	if err != nil || person.Name == "" {
		return "?"
	}
	return person.Name
}

// WithAffiliation is a speaker's name and institution.
func WithAffiliation(tx *store.Tx, s planner.Speaker) string {
	name := NameOfSpeaker(tx, s)
	if s.Affiliation != "" {
		name += " (" + s.Affiliation + ")"
	}
	return name
}

// Names lists people.
func Names(people []planner.Person) string {
	all := make([]string, len(people))
	for i, p := range people {
		all[i] = p.Name
	}
	return strings.Join(all, ", ")
}

// Version is what a button carries so that it does not change something else
// than what it was drawn for: "@7".
func Version(e planner.Event) string { return fmt.Sprintf("@%d", e.Version) }

// UndoSentence is what the undo button of a change says.
func UndoSentence(c *store.Change) string { return "undo " + ChangeID(c) }
