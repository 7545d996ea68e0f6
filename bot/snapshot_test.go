package bot

import (
	"database/sql"
	"fmt"
	"strings"
)

// kept are the queries of what holds in the store, as people would notice it:
// no versions, no instants of writing, nothing that was withdrawn, and no rows
// that would extend a series, since they leave alone what is not planned.
var kept = []struct{ what, query string }{
	{"collaboration", `SELECT code, instrument, title, theme, countries, institutions, place, zone, starts, ends, closed FROM collaborations WHERE NOT withdrawn`},
	{"role", `SELECT c.code, p.name, r.name FROM roles r JOIN collaborations c ON c.id = r.collaboration JOIN people p ON p.id = r.person WHERE NOT r.withdrawn AND NOT c.withdrawn AND r.name <> 'member'`},
	{"room", `SELECT r.id, r.lang, coalesce(c.code, '') FROM rooms r LEFT JOIN collaborations c ON c.id = r.collaboration WHERE r.lang <> '' OR c.code <> ''`},
	{"event", `SELECT id, number, kind, title, place, all_day, start_wall, end_wall, zone, rule, passed, state, coalesce(collaboration, ''), certainty, visibility, link, link_access, capacity, cutoff FROM events WHERE state <> 'withdrawn'`},
	{"date", `SELECT o.event, o.number, o.original, o.all_day, o.start_wall, o.end_wall, o.zone, o.start_at, o.end_at, o.resolution, o.state, o.reason, o.place FROM occurrences o JOIN events e ON e.id = o.event WHERE e.state <> 'withdrawn' AND o.state <> 'withdrawn'`},
	{"reminder", `SELECT number, coalesce(event, ''), coalesce(occurrence, ''), lead_months, lead_days, lead_at, lead_minutes, lead_anchor, wall, zone, text, audience, in_thread, coalesce(to_room, ''), coalesce(to_person, '') FROM reminders WHERE state = 'planned'`},
	{"reply", `SELECT occurrence, person, answer, state, turn, until FROM replies WHERE state <> 'withdrawn'`},
	{"talk", `SELECT event, coalesce(occurrence, ''), title, abstract, coalesce(chair, ''), chair_name, language, links, promised, asks FROM talks WHERE NOT withdrawn`},
	{"speaker", `SELECT number, event, coalesce(occurrence, ''), coalesce(person, ''), name, affiliation, state, proposed FROM speakers WHERE state <> 'dropped'`},
	{"company", `SELECT event, person, 'with' FROM event_people WHERE NOT withdrawn`},
	{"belonging", `SELECT event, collaboration, 'too' FROM event_collaborations WHERE NOT withdrawn`},
	{"rules", `SELECT coalesce(collaboration, ''), kind, coalesce(event, ''), rules FROM reminder_sets WHERE NOT withdrawn`},
	{"wishes", `SELECT coalesce(person, ''), coalesce(room, ''), level, quiet FROM wishes WHERE level <> '' OR quiet <> ''`},
	{"mute", `SELECT person, event, 'muted' FROM mutes WHERE NOT withdrawn`},
	{"due row", `SELECT key, kind, at FROM dues WHERE state = 'due' AND kind <> 'extend'`},
	{"person", `SELECT name, zone, lang FROM people`},
}

// open is a second connection to the store's database, for what only a test
// asks; it stays open with the stage.
func (s *stage) open() *sql.DB {
	s.t.Helper()
	if s.db != nil {
		return s.db
	}
	driver, source := "pgx", s.url
	if path, ok := strings.CutPrefix(s.url, "sqlite:"); ok {
		driver, source = "sqlite", path
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		s.t.Fatal(err)
	}
	s.db = db
	return db
}

// snapshot is what holds in the store, a line each; it leaves out what is named.
func (s *stage) snapshot(without ...string) []string {
	s.t.Helper()
	db := s.open()
	var all []string
	for _, k := range kept {
		if strings.Contains(strings.Join(without, ","), k.what) {
			continue
		}
		for _, row := range s.rows(db, k.query+" ORDER BY 1, 2, 3") {
			all = append(all, k.what+" "+row)
		}
	}
	return all
}

// rows are the rows of a query, a line each.
func (s *stage) rows(db *sql.DB, query string) (all []string) {
	s.t.Helper()
	rows, err := db.QueryContext(s.t.Context(), query)
	if err != nil {
		s.t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		s.t.Fatal(err)
	}
	for rows.Next() {
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			s.t.Fatal(err)
		}
		all = append(all, strings.TrimSpace(fmt.Sprintln(values...)))
	}
	if err := rows.Err(); err != nil {
		s.t.Fatal(err)
	}
	return all
}

// count is the one number that a query gives.
func (s *stage) count(query string) (n int) {
	s.t.Helper()
	db := s.open()
	if err := db.QueryRowContext(s.t.Context(), query).Scan(&n); err != nil {
		s.t.Fatalf("%s: %v", query, err)
	}
	return n
}
