package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// togetherSentences are what five people say who organise together; {event},
// {date} and {who} are drawn.
var togetherSentences = []string{
	"coming {event} on site", "coming {event} on site", "coming {event} remote", "maybe {event}", "not coming {event}",
	"je viens à {event} en présence", "je ne viens pas à {event}",
	"move {event} one day later", "move {event} one hour later", "cancel {event}", "unskip {event}", "skip {event}: strike",
	"capacity {event} 2", "capacity {event} 1", "{event} in room 112", "from {date} E2 is an hour later",
	"invite {who} to speak on {date}", "accept {event}", "decline {event}", "title for {date}: \"$p$-adic <b>waves</b>\"",
	"chair for {date}: {who}", "announce {event}", "tell {event} now", "tell {event} nobody", "visibility {event} public",
	"remind the organisers 3 days before {event}", "mute {event}", "confirm E3 11-15 October 2027", "undo",
	"move E1 one hour later @{version}", "cancel for sure E1 @{version}", "capacity E1 3 @{version}",
}

var together = []string{"olga", "bo", "chi", "dan", "eve"}

// TestOrganisingTogether: whatever five people say by turns, nobody comes who
// has no place, nothing waits to remind of a date that is not held then, nobody
// is told twice of one change, the audit holds what the rows hold, a button that
// was drawn before a change overwrites nothing, and an undo restores all. `make test` says 200 sentences on each database.
func TestOrganisingTogether(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.must("olga", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
		s.must("olga", "ganda", `use GANDA here`, "GANDA")
		for _, who := range together[1:] {
			s.say(who, "ganda", "agenda") // who speaks in its room is a member
			s.say(who, "dm", "timezone Asia/Tokyo")
		}
		s.must("olga", "ganda", `add @bo as organiser of GANDA`, "bo")
		s.must("olga", "ganda", `plan workshop "Days" 12 May 2027 10:00-17:00`, "E1")
		s.must("olga", "ganda", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 27 April 2027`, "E2")
		s.must("olga", "ganda", `plan workshop "Later" in October 2027, tentative`, "E3")
		s.must("olga", "ganda", `capacity E1 2`, "2")
		rapid.Check(t, func(rt *rapid.T) {
			for range 8 {
				s.anybody(rt)
			}
		})
		s.auditHolds()
	})
}

// anybody has somebody say something, which they may undo, or lets time pass.
func (s *stage) anybody(rt *rapid.T) {
	who := rapid.SampledFrom(together).Draw(rt, "who")
	date := curtain.AddDate(0, 0, 8+7*rapid.IntRange(0, 15).Draw(rt, "week"))
	sentence := strings.NewReplacer(
		"{event}", rapid.SampledFrom([]string{"E1", "E1", "E2.3", "E2.9", "E3"}).Draw(rt, "event"),
		"{date}", date.Format("2 January 2006"),
		"{who}", rapid.SampledFrom([]string{"@chi", "@dan", "Jane Doe (Bonn)"}).Draw(rt, "whom"),
	).Replace(rapid.SampledFrom(togetherSentences).Draw(rt, "sentence"))
	where := rapid.SampledFrom([]string{"ganda", "dm"}).Draw(rt, "where")
	version := s.count(`SELECT version FROM events WHERE number = 1`)
	drawn := version - rapid.IntRange(0, min(3, version-1)).Draw(rt, "drawn before")
	sentence = strings.ReplaceAll(sentence, "{version}", strconv.Itoa(drawn))
	s.offersEnd(2 * time.Minute) // the sentence and its undo take one each
	before, made := s.together(), s.count(changes)
	said := s.say(who, where, sentence).text()
	if stale := strings.Contains(said, "has changed since"); stale && (drawn == version || s.count(changes) > made) {
		rt.Fatalf("%s (E1 is of version %d): %s", sentence, version, said)
	}
	if strings.Contains(said, "That replaces what "+who) {
		rt.Fatalf("%s: their own: %s", who, said)
	}
	s.promises(rt, who+": "+sentence+"\n"+said)
	if s.count(changes) == made+1 && rapid.Bool().Draw(rt, "undone") {
		undone := s.say(who, where, fmt.Sprintf("undo C%d", made+1)).text()
		if diff := cmp.Diff(before, s.together()); diff != "" {
			rt.Fatalf("%s: %s\nundone: %s\nleaves %s", who, sentence, undone, diff)
		}
		s.promises(rt, "undo of "+sentence)
	}
	if rapid.IntRange(0, 3).Draw(rt, "time passes") == 0 {
		s.now = s.now.Add(10 * time.Minute)
		if _, err := s.bot.Step(s.t.Context(), s.now); err != nil {
			s.t.Fatal(err)
		}
		s.promises(rt, "ten minutes after "+sentence)
	}
}

// offersEnd lets time pass until no offer of a place ends within a while: what
// time does in it, no undo takes back.
func (s *stage) offersEnd(within time.Duration) {
	soon := `SELECT count(*) FROM dues WHERE state = 'due' AND kind = 'offer' AND at <= `
	for s.count(soon+strconv.FormatInt(s.now.Add(within).UnixMilli(), 10)) > 0 {
		s.now = s.now.Add(time.Minute)
		if _, err := s.bot.Step(s.t.Context(), s.now); err != nil {
			s.t.Fatal(err)
		}
	}
}

// together is what holds, but for rows that are looked at when their turn comes:
// of places, of what became of them, of talks and of cards. Of what tells of
// changes it has only of which event: it waits longer with each change, undone or
// not, and is named for the first that is left to tell.
func (s *stage) together() []string {
	rows := slices.DeleteFunc(s.snapshot("person"), func(row string) bool {
		return slices.ContainsFunc([]string{"place/", "offer/", "talk/", "card/"}, func(kind string) bool {
			return strings.HasPrefix(row, "due row "+kind)
		})
	})
	for i, row := range rows {
		if strings.HasPrefix(row, "due row change/") {
			rows[i] = row[:strings.LastIndex(row, "/")]
		}
	}
	return rows
}

// promises are what holds at any time.
func (s *stage) promises(rt *rapid.T, after string) {
	db := s.open()
	now := strconv.FormatInt(s.now.UnixMilli(), 10)
	for _, p := range []struct{ broken, query string }{
		{"more come on site than there are places", `
			SELECT e.number, o.number, e.capacity, count(*) FROM replies r
			JOIN occurrences o ON o.id = r.occurrence JOIN events e ON e.id = o.event
			WHERE e.capacity > 0 AND (r.state = 'confirmed' AND r.answer = 'on_site' OR r.state = 'offered')
			GROUP BY e.number, o.number, e.capacity HAVING count(*) > e.capacity`},
		{"a place is free though somebody waits for it", `
			SELECT e.number, o.number FROM replies r JOIN occurrences o ON o.id = r.occurrence JOIN events e ON e.id = o.event
			WHERE r.state = 'waiting' AND e.state = 'planned' AND o.state = 'planned' AND o.end_at > ` + now + ` AND (e.capacity = 0 OR e.capacity > (
				SELECT count(*) FROM replies held WHERE held.occurrence = o.id AND held.answer = 'on_site' AND held.state IN ('confirmed', 'offered')))`},
		{"a reminder waits for a date that is not held, or not then", `
			SELECT d.key, o.start_wall, o.state, e.state FROM dues d JOIN events e ON e.id = d.event JOIN occurrences o ON o.id = d.occurrence
			WHERE d.state = 'due' AND d.kind = 'reminder' AND d.key NOT LIKE 'cancelled/%'
				AND (e.state <> 'planned' OR o.state <> 'planned' OR d.key NOT LIKE '%' || o.start_wall || '%')`},
		{"somebody is to be told several things about one place", `
			SELECT to_person, occurrence, count(*) FROM dues WHERE state = 'due' AND key LIKE 'place/%'
			GROUP BY to_person, occurrence HAVING count(*) > 1`},
		{"somebody is told twice of one thing", `
			SELECT v.person, v.room, dd.due, count(*) FROM deliveries v JOIN delivery_dues dd ON dd.delivery = v.key
			WHERE v.state = 'sent' GROUP BY v.person, v.room, dd.due HAVING count(*) > 1`},
	} {
		if rows := s.rows(db, p.query); len(rows) > 0 {
			s.t.Logf("%s: %q, after\n%s", p.broken, rows, after) // the first is to be read: the database stays as it is
			rt.FailNow()
		}
	}
}

// auditHolds wants the last that the audit says of each row to be what the row
// says.
func (s *stage) auditHolds() {
	s.t.Helper()
	db := s.open()
	rows, err := db.QueryContext(s.t.Context(), `
		SELECT entity, entity_id, after_row FROM audit JOIN changes ON changes.number = audit.change ORDER BY changes.number, audit.seq`)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	last := map[[2]string]string{}
	for rows.Next() {
		var table, id, after string
		if err := rows.Scan(&table, &id, &after); err != nil {
			s.t.Fatal(err)
		}
		last[[2]string{table, id}] = after
	}
	if err := rows.Err(); err != nil {
		s.t.Fatal(err)
	}
	for row, after := range last {
		decoder := json.NewDecoder(strings.NewReader(after))
		decoder.UseNumber()
		var columns map[string]any
		if err := decoder.Decode(&columns); err != nil {
			s.t.Fatal(err)
		}
		for column, value := range columns {
			got := s.rows(db, fmt.Sprintf(`SELECT %s FROM %s WHERE id = '%s'`, column, row[0], row[1]))
			if len(got) != 1 || asNumber.Replace(got[0]) != asNumber.Replace(strings.TrimSpace(fmt.Sprintln(value))) {
				s.t.Errorf("%s of %s %s is %q, by the audit %q", column, row[0], row[1], got, fmt.Sprint(value))
			}
		}
	}
}

// asNumber writes truth values as SQLite has them.
var asNumber = strings.NewReplacer("true", "1", "false", "0")
