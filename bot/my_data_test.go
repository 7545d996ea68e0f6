package bot

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// Somebody whose name and account are found wherever they stand.
const (
	theirName    = "Zénobie Quintanar"
	theirAccount = "U4711ZQ"
)

// zenobie is what she says, in a room or in "dm".
func zenobie(where, text string) chat.Incoming {
	in := line("z", where, text)
	in.From, in.FromName = person(theirAccount), theirName
	if where == "dm" {
		in.Room = "test:D0815"
	}
	return in
}

// named is line, with Zénobie mentioned as @z.
func named(who, where, text string) chat.Incoming {
	in := line(who, where, text)
	for i, m := range in.Mentions {
		if m.Text == "@z" {
			in.Mentions[i].Person, in.Mentions[i].Name = person(theirAccount), theirName
		}
	}
	return in
}

// busy lets her do what leaves something of her in most tables, the last role of
// GANDA not being hers.
func busy(s *stage) {
	s.must("olga", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
	s.must("olga", "ganda", `use GANDA here`, "GANDA")
	for _, in := range []chat.Incoming{
		zenobie("ganda", "agenda"),
		zenobie("dm", "language en"),
		zenobie("dm", "timezone Hanoi"),
		zenobie("dm", "I am in Tokyo from 1 to 12 May 2027"),
		zenobie("dm", "quiet hours 22:00-07:00"),
		named("olga", "ganda", "add @z as secretary of GANDA"),
		zenobie("ganda", `plan workshop "Days" 12-14 May 2027`),
		named("olga", "ganda", "plan meeting 15 January 2027 10:00 with @z"),
		zenobie("dm", `plan meeting "Quintanar family" 16 January 2027 10:00`),
		zenobie("dm", `remind me tomorrow at 9:00 that I am Quintanar`),
		zenobie("dm", "mute E1"),
		zenobie("dm", "coming E1 on site"),
		zenobie("dm", "feedback it is wrong"),
		named("olga", "ganda", "invite @z to speak at E1"),
		zenobie("dm", "link"),
	} {
		s.happen(in)
	}
}

// everything is all that the database holds, a line a row.
func (s *stage) everything() (all []string) {
	db := s.open()
	tables := `SELECT name FROM sqlite_master WHERE type = 'table'`
	if !strings.HasPrefix(s.url, "sqlite:") {
		tables = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()`
	}
	for _, table := range s.rows(db, tables) {
		for _, row := range s.rows(db, `SELECT * FROM `+table) {
			all = append(all, table+" "+row)
		}
	}
	return all
}

// about are the rows that hold her name, a part of it, or her account.
func about(rows []string) (found []string) {
	for _, row := range rows {
		folded := strings.ToLower(row)
		for _, part := range []string{"zénobie", "quintanar", strings.ToLower(theirAccount)} {
			if strings.Contains(folded, part) {
				found = append(found, row)
				break
			}
		}
	}
	return found
}

// TestForgetMe: afterwards the whole database holds neither her name nor her
// account; what she planned for others stays, and so do the counts.
func TestForgetMe(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		busy(s)
		if len(about(s.everything())) < 3 {
			t.Fatal("the scene holds nothing of her")
		}
		people, roles := s.count(`SELECT COUNT(*) FROM people`), s.count(`SELECT COUNT(*) FROM roles`)
		if said := s.happen(zenobie("dm", "forget me")).text(); !strings.Contains(said, "Forget you?") {
			t.Fatalf("answered %s", said)
		}
		if said := s.happen(zenobie("dm", "yes")).text(); !strings.Contains(said, "I have forgotten you") {
			t.Fatalf("answered %s", said)
		}
		for _, row := range about(s.everything()) {
			t.Errorf("still there: %s", row)
		}
		if n := s.count(`SELECT COUNT(*) FROM people`); n != people {
			t.Errorf("%d people, had been %d", n, people)
		}
		if n := s.count(`SELECT COUNT(*) FROM roles`); n != roles {
			t.Errorf("%d roles, had been %d", n, roles)
		}
		s.must("olga", "ganda", "show E1", "Days")
		if said := s.happen(zenobie("dm", "reminders")).text(); strings.Contains(said, "Quintanar") {
			t.Errorf("as a new person she sees %s", said)
		}
	})
}

// TestMyDataIsComplete: the file holds every row that points to the person, by
// the columns that point to people in the schema.
func TestMyDataIsComplete(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		busy(s)
		var file *chat.File
		for _, out := range s.happen(zenobie("ganda", "my data")) {
			if out.File != nil {
				file = out.File
				if out.To.Person == "" {
					t.Error("the file is posted in the room")
				}
			}
		}
		if file == nil {
			t.Fatal("no file")
		}
		var data map[string][]map[string]any
		if err := json.Unmarshal(file.Content, &data); err != nil {
			t.Fatal(err)
		}
		for _, table := range []string{"people", "identities", "roles", "events", "reminders", "changes", "wishes", "event_people"} {
			if len(data[table]) == 0 {
				t.Errorf("nothing of %s", table)
			}
		}
		err := s.bot.Store.View(context.Background(), func(tx *store.Tx) error {
			olga, err := tx.PersonOf(planner.IdentityID("test:olga"))
			if err == nil && strings.Contains(string(file.Content), `"name": "`+olga.Name) {
				t.Error("it holds the name of somebody else")
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}
