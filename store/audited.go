package store

import "fmt"

// table is how the rows of one table are audited and restored.
type table struct {
	name    string
	columns string                        // what a command may change: kept before and after, and restored
	event   string                        // column that names the event concerned; empty: none
	raise   string                        // set as well when a row is restored
	unmake  string                        // set instead when the row was made by what is undone; empty: it stays
	held    bool                          // a row that was made is not unmade while later ones point to it
	derive  func(tx *Tx, id string) error // computes the other columns after that; nil: nothing to do
}

// The tables that commands write. A column that is not named here is derived,
// never changes, or is the program's own business.
var (
	peopleTable = table{
		name:    "people",
		columns: "zone, lang, stays, observes", // never the name
	}
	roomsTable = table{
		name:    "rooms",
		columns: "collaboration, lang",
		unmake:  "collaboration = NULL",
	}
	collaborationsTable = table{
		name: "collaborations",
		columns: "code, code_key, instrument, title, theme, countries, institutions, place, zone, " +
			"starts, ends, closed, withdrawn, conflicts",
		raise:  "version = version + 1",
		held:   true,
		unmake: "withdrawn = TRUE, closed = TRUE, version = version + 1",
	}
	rolesTable = table{
		name:    "roles",
		columns: "collaboration, person, name, withdrawn",
		unmake:  "withdrawn = TRUE",
	}
	blackoutsTable = table{
		name:    "blackouts",
		columns: "collaboration, first_day, last_day, reason, withdrawn",
		unmake:  "withdrawn = TRUE",
	}
	eventsTable = table{
		name: "events",
		columns: "kind, title, collaboration, owner, room, place, all_day, start_wall, end_wall, zone, " +
			"rule, passed, state, lang, certainty, visibility, link, link_access, capacity, cutoff",
		event:  "id",
		unmake: "state = 'withdrawn'",
		held:   true,
	}
	occurrencesTable = table{
		name:    "occurrences",
		columns: "event, original, all_day, start_wall, end_wall, zone, state, reason, place, silent",
		event:   "event",
		unmake:  "state = 'withdrawn'",
		held:    true,
		derive:  (*Tx).deriveInstants,
	}
	remindersTable = table{
		name: "reminders",
		columns: "event, occurrence, owner, by_hand, lead_months, lead_days, lead_at, lead_minutes, lead_anchor, wall, " +
			"zone, text, again, schedule, snoozes, audience, to_room, to_person, in_thread, state",
		event:  "event",
		unmake: "state = 'withdrawn'",
	}
	talksTable = table{
		name:    "talks",
		columns: "event, occurrence, title, abstract, chair, chair_name, language, links, promised, asks, withdrawn",
		event:   "event",
		unmake:  "withdrawn = TRUE",
	}
	speakersTable = table{
		name:    "speakers",
		columns: "event, occurrence, person, name, affiliation, language, email, invited_by, state, proposed",
		event:   "event",
		unmake:  "state = 'dropped'",
	}
	ruleSetsTable = table{
		name:    "reminder_sets",
		columns: "collaboration, kind, event, rules, withdrawn",
		event:   "event",
		unmake:  "withdrawn = TRUE",
	}
	wishesTable = table{
		name:    "wishes",
		columns: "person, room, level, quiet",
		unmake:  "level = '', quiet = ''",
	}
	repliesTable = table{
		name:    "replies",
		columns: "event, occurrence, person, answer, state, turn, at, until",
		event:   "event",
		unmake:  "state = 'withdrawn'",
	}
	mutesTable = table{
		name:    "mutes",
		columns: "person, event, withdrawn",
		unmake:  "withdrawn = TRUE",
	}
	eventPeopleTable = table{
		name:    "event_people",
		columns: "event, person, withdrawn",
		event:   "event",
		unmake:  "withdrawn = TRUE",
	}
	eventCollaborationsTable = table{
		name:    "event_collaborations",
		columns: "event, collaboration, withdrawn",
		event:   "event",
		unmake:  "withdrawn = TRUE",
	}
)

// auditedTable is the table of that name in the audit.
func auditedTable(name string) (table, error) {
	for _, t := range []table{
		peopleTable, roomsTable, collaborationsTable, rolesTable, eventsTable, occurrencesTable, remindersTable,
		ruleSetsTable, wishesTable, mutesTable, blackoutsTable, eventPeopleTable, eventCollaborationsTable, talksTable,
		speakersTable, repliesTable,
	} {
		if t.name == name {
			return t, nil
		}
	}
	return table{}, fmt.Errorf("table %q has no audit", name)
}
