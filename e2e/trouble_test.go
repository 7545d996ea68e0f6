package e2e

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"
)

// TestDatabaseTrouble: while the bot's database cannot be written, reminders
// fall due. None is sent then, since nothing could say afterwards that it was;
// the bot lives, and does not spin. Once the database is well again each comes,
// once.
func TestDatabaseTrouble(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string][2]string{
		"locked": {`BEGIN IMMEDIATE`, `ROLLBACK`},
		"full or read-only": {`CREATE TRIGGER full BEFORE UPDATE ON dues BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
			`DROP TRIGGER full`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := onFile(t, name)
			at := time.Now().Add(3 * time.Second).Truncate(time.Millisecond)
			var list []reminder
			for n := range 20 {
				list = append(list, reminder{n, sinkRoom(n % 4), at.Add(time.Duration(n) * 100 * time.Millisecond)})
			}
			i.remind(t, list)
			s, _ := open(t, i)
			db, err := sql.Open("sqlite", "file:"+filepath.Join(i.dir, "entente.db")+"?_pragma=busy_timeout(5000)")
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			db.SetMaxOpenConns(1)
			if _, err := db.ExecContext(t.Context(), trouble[0]); err != nil {
				t.Fatal(err)
			}
			before := s.cpu(t)
			select {
			case got := <-s.shown:
				t.Errorf("reminder %d is shown, which nothing remembers", got.number)
			case <-time.After(time.Until(at.Add(12 * time.Second))): // longer than a statement waits for the lock
			}
			if spent := s.cpu(t) - before; spent > 3*time.Second {
				t.Errorf("it used %s of a processor meanwhile", spent)
			}
			if _, err := db.ExecContext(t.Context(), trouble[1]); err != nil {
				t.Fatal(err)
			}
			s.lateness(t, list)
			pause(time.Second)
			s.close(t)
			if len(s.shown) > 0 {
				t.Errorf("%d are shown twice", len(s.shown))
			}
		})
	}
}
