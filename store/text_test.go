package store_test

import (
	"strings"
	"testing"

	"entente/planner"
	"entente/store"
)

// TestTextFromPeople: both engines keep what people write, byte for byte, but
// for what PostgreSQL refuses.
func TestTextFromPeople(t *testing.T) {
	texts := map[string]string{
		"latex":       `Heights and $p$-adic \(\mathbb{Q}\) — "dynamics" 'n' \\ %_`,
		"ping":        "<!channel> @room <script>alert(1)</script>",
		"directions":  "\u202eabc\u202c \u2066x\u2069",
		"scripts":     "Hội thảo, 会議, 🧮👩🏽‍🔬, e\u0301",
		"sql":         `'; DROP TABLE events; -- $1 $2 ?`,
		"controls":    "a\tb\r\nc\x1b[31m\x7f",
		"NUL":         "a\x00b",
		"not UTF-8":   "a\xff\xfeb",
		"half a pair": "a\xed\xa0\x80b",
		"long":        strings.Repeat("π", 50_000),
	}
	kept := map[string]string{"NUL": "ab", "not UTF-8": "a\uFFFDb", "half a pair": "a\uFFFDb"}
	each(t, func(t *testing.T, s *store.Store) {
		for name, text := range texts {
			update(t, s, func(tx *store.Tx) error {
				want := text
				if replaced, ok := kept[name]; ok {
					want = replaced
				}
				for where, got := range everywhere(t, tx, text) {
					if got != want {
						t.Errorf("%s: %s holds %q", name, where, got)
					}
				}
				return nil
			})
		}
	})
}

// everywhere writes text wherever people's words go, and reads it again.
func everywhere(t *testing.T, tx *store.Tx, text string) map[string]string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	id := planner.NewID[string]()
	p, _, err := tx.EnsurePerson(planner.IdentityID("terminal:"+id), text, monday)
	must(err)
	_, err = tx.BeginChange(store.Change{Person: p.ID, At: monday, Command: "plan"})
	must(err)
	c, err := tx.SaveCollaboration(planner.Collaboration{Code: id, Title: text, Theme: text, Place: text, Countries: []string{text}})
	must(err)
	r := planner.Room{ID: planner.RoomID("terminal:" + id), Name: text}
	must(tx.SaveRoom(r))
	e := seminar(p.ID)
	e.Room, e.Title, e.Place = r.ID, text, text
	e, err = tx.SaveEvent(e)
	must(err)
	m, err := tx.SaveReminder(planner.Reminder{Owner: p.ID, Text: text, State: planner.Planned})
	must(err)

	p, err = tx.Person(p.ID)
	must(err)
	c, err = tx.Collaboration(c.ID)
	must(err)
	r, err = tx.Room(r.ID)
	must(err)
	e, err = tx.Event(e.ID)
	must(err)
	m, err = tx.Reminder(m.ID)
	must(err)
	return map[string]string{
		"person": p.Name, "collaboration": c.Title, "theme": c.Theme, "its place": c.Place, "country": c.Countries[0],
		"room": r.Name, "event": e.Title, "place": e.Place, "reminder": m.Text,
	}
}
