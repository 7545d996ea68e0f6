package e2e

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite" // to look into the bot's database beside it
)

// installation is a folder with a configuration and a database, in which the
// bot is started, ended and started again.
type installation struct {
	dir, config, address string
	env                  []string // tokens and passwords
}

// lease is that of all installations: as short as a configuration may have it
// and the requests of a loaded machine still fit in.
const lease = 2 * time.Second

// install writes a configuration. networks is YAML; env holds the secrets that
// it names.
func install(t *testing.T, networks string, env ...string) installation {
	t.Helper()
	i := installation{dir: t.TempDir(), address: freeAddress(t), env: env}
	i.config = write(t, i.dir, "config.yaml", fmt.Sprintf("web: {listen: %q}\ndelivery: {lease: %s}\n%s", i.address, lease, networks))
	return i
}

// delivery is a row of the database: one message to one recipient.
type delivery struct {
	Room, State string
	LeaseEnds   time.Time // while it is being sent
}

// deliveries are all there are, by room.
func (i installation) deliveries(t *testing.T) []delivery {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(i.dir, "entente.db")+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), "SELECT room, state, wake FROM deliveries ORDER BY room")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []delivery
	for rows.Next() {
		var d delivery
		var wake int64
		if err := rows.Scan(&d.Room, &d.State, &wake); err != nil {
			t.Fatal(err)
		}
		d.LeaseEnds = time.UnixMilli(wake)
		all = append(all, d)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// settled waits until n deliveries were sent, and none is under way.
func (i installation) settled(t *testing.T, n int) {
	t.Helper()
	until(t, "so many deliveries are sent", func() bool {
		all := i.deliveries(t)
		for _, d := range all {
			if d.State != "sent" {
				return false
			}
		}
		return len(all) == n
	})
}

// planMeeting plans a meeting whose reminder of a quarter of an hour before
// falls due with a minute, since none is planned finer: soon, but only once the
// test has got ready for it.
func planMeeting(title string) string {
	due := time.Now().UTC().Add(15 * time.Second).Truncate(time.Minute).Add(time.Minute)
	return `plan meeting "` + title + `" ` + due.Add(15*time.Minute).Format("2006-01-02 15:04 UTC")
}

// dueWithin is how long the reminder of planMeeting may take to arrive.
const dueWithin = 100 * time.Second

// soon is how long anything else may take, on a machine that is busy.
const soon = 30 * time.Second

// until waits for something that nobody tells of.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	late, tick := time.After(soon), time.NewTicker(50*time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("not within %s: %s", soon, what)
		}
	}
}
