package store

import "fmt"

// table is how the rows of one table are audited and restored.
type table struct {
	name    string
	columns string                        // what a command may change, in alphabetical order: kept before and after, and restored
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
		columns: "lang, observes, stays, zone", // never the name
	}
	roomsTable = table{
		name:    "rooms",
		columns: "collaboration, lang",
		unmake:  "collaboration = NULL",
	}
	collaborationsTable = table{
		name: "collaborations",
		columns: "closed, code, code_key, conflicts, countries, ends, institutions, instrument, place, starts, theme, " +
			"title, withdrawn, zone",
		raise:  "version = version + 1",
		held:   true,
		unmake: "withdrawn = TRUE, closed = TRUE, version = version + 1",
	}
	rolesTable = table{
		name:    "roles",
		columns: "collaboration, name, person, withdrawn",
		unmake:  "withdrawn = TRUE",
	}
	blackoutsTable = table{
		name:    "blackouts",
		columns: "collaboration, first_day, last_day, reason, withdrawn",
		unmake:  "withdrawn = TRUE",
	}
	eventsTable = table{
		name: "events",
		columns: "all_day, capacity, certainty, collaboration, cutoff, end_wall, kind, lang, link, link_access, owner, " +
			"passed, place, room, rule, start_wall, state, title, visibility, zone",
		event:  "id",
		unmake: "state = 'withdrawn'",
		held:   true,
	}
	occurrencesTable = table{
		name:    "occurrences",
		columns: "all_day, end_wall, event, original, place, reason, silent, start_wall, state, zone",
		event:   "event",
		unmake:  "state = 'withdrawn'",
		held:    true,
		derive:  (*Tx).deriveInstants,
	}
	remindersTable = table{
		name: "reminders",
		columns: "again, audience, by_hand, event, in_thread, lead_anchor, lead_at, lead_days, lead_minutes, lead_months, " +
			"occurrence, owner, schedule, snoozes, state, text, to_person, to_room, wall, zone",
		event:  "event",
		unmake: "state = 'withdrawn'",
	}
	talksTable = table{
		name:    "talks",
		columns: "abstract, asks, chair, chair_name, event, language, links, occurrence, promised, title, withdrawn",
		event:   "event",
		unmake:  "withdrawn = TRUE",
	}
	speakersTable = table{
		name:    "speakers",
		columns: "affiliation, email, event, invited_by, language, name, occurrence, person, proposed, state",
		event:   "event",
		unmake:  "state = 'dropped'",
	}
	ruleSetsTable = table{
		name:    "reminder_sets",
		columns: "collaboration, event, kind, rules, withdrawn",
		event:   "event",
		unmake:  "withdrawn = TRUE",
	}
	wishesTable = table{
		name:    "wishes",
		columns: "level, person, quiet, room",
		unmake:  "level = '', quiet = ''",
	}
	repliesTable = table{
		name:    "replies",
		columns: "answer, at, event, occurrence, person, state, turn, until",
		event:   "event",
		unmake:  "state = 'withdrawn'",
	}
	mutesTable = table{
		name:    "mutes",
		columns: "event, person, withdrawn",
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
		columns: "collaboration, event, withdrawn",
		event:   "event",
		unmake:  "withdrawn = TRUE",
	}
)

func auditedTables() []table {
	return []table{
		peopleTable, roomsTable, collaborationsTable, rolesTable, eventsTable, occurrencesTable, remindersTable,
		ruleSetsTable, wishesTable, mutesTable, blackoutsTable, eventPeopleTable, eventCollaborationsTable, talksTable,
		speakersTable, repliesTable,
	}
}

// auditedTable is the table of that name in the audit.
func auditedTable(name string) (table, error) {
	for _, t := range auditedTables() {
		if t.name == name {
			return t, nil
		}
	}
	return table{}, fmt.Errorf("table %q has no audit", name)
}
