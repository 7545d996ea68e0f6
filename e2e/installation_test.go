package e2e

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite" // to look into the bot's database beside it

	"entente/adapters/counterpart"
)

// installation is a folder with a configuration and a database, in which the
// bot is started, ended and started again.
type installation struct {
	dir, config, address string
	postgres             string   // address of its database there; else it is an SQLite file
	env                  []string // tokens and passwords
}

// lease is that of all installations: short, so that look-ups come soon, and
// longer than a server on a busy machine takes over a request whose sender is
// gone, for a look-up before that would find nothing. A bot that is killed in it
// has claimed, sent and died before it ends.
const lease = 10 * time.Second

// install writes a configuration. networks is YAML; env holds the secrets that
// it names.
func install(t *testing.T, networks string, env ...string) installation {
	t.Helper()
	i := installation{dir: t.TempDir(), address: counterpart.FreeAddress(t), env: env}
	i.config = write(t, i.dir, "config.yaml", fmt.Sprintf("web: {listen: %q}\ndelivery: {lease: %s}\n%s", i.address, lease, networks))
	return i
}

// delivery is a row of the database: one message to one recipient.
type delivery struct {
	Room, State string
	Wake        time.Time // when it is to be sent or, while it is being sent, when its lease ends
}

// onPostgres moves an installation that was never started to a database of its
// own on PostgreSQL.
func (i installation) onPostgres(t *testing.T) installation {
	t.Helper()
	address := newPostgres(t)
	return i.onDatabase(t, address, address)
}

// onDatabase moves it to a database there, which the bot reaches elsewhere.
func (i installation) onDatabase(t *testing.T, address, reached string) installation {
	t.Helper()
	text, err := os.ReadFile(i.config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, i.dir, "config.yaml", string(text)+"database: {url_env: DATABASE}\n")
	i.postgres = address
	i.env = append(i.env, "DATABASE="+reached)
	return i
}

// unhurried gives a bot that was never started the lease that it has by
// default: nothing is lost on its way, and other tests keep the machine busy.
func (i installation) unhurried(t *testing.T) { i.leased(t, "") }

// leased gives a bot that was never started another line of its configuration for
// the lease.
func (i installation) leased(t *testing.T, line string) {
	t.Helper()
	text, err := os.ReadFile(i.config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, i.dir, "config.yaml", strings.Replace(string(text), "delivery: {lease: "+lease.String()+"}\n", line, 1))
}

// execute changes the bot's database, while the bot is not there.
func (i installation) execute(t *testing.T, statement string) {
	t.Helper()
	if i.postgres != "" {
		c := exec.CommandContext(t.Context(), "psql", "-q", "-v", "ON_ERROR_STOP=1", i.postgres)
		c.Stdin = strings.NewReader(statement) // too long for an argument
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%.200s: %v\n%s", statement, err, out)
		}
		return
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(i.dir, "entente.db")+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%.200s: %v", statement, err)
	}
}

// rows are what a query of the bot's database gives, as text.
func (i installation) rows(t *testing.T, query string) [][]string {
	t.Helper()
	if i.postgres != "" {
		out, err := exec.CommandContext(t.Context(), "psql", "-At", "-F", "\t", "-c", query, i.postgres).Output()
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var all [][]string
		for line := range strings.Lines(string(out)) {
			all = append(all, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
		return all
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(i.dir, "entente.db")+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for rows.Next() {
		row, cells := make([]string, len(columns)), make([]any, len(columns))
		for n := range row {
			cells[n] = &row[n]
		}
		if err := rows.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// deliveries are all there are, by room.
func (i installation) deliveries(t *testing.T) []delivery {
	t.Helper()
	var all []delivery
	for _, row := range i.rows(t, "SELECT room, state, wake FROM deliveries ORDER BY room") {
		wake, err := strconv.ParseInt(row[2], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, delivery{row[0], row[1], time.UnixMilli(wake)})
	}
	return all
}

// idle waits until everything said to the bot was answered.
func (i installation) idle(t *testing.T) {
	t.Helper()
	until(t, "the inbox is empty", func() bool {
		return len(i.rows(t, "SELECT event_id FROM inbox WHERE state <> 'closed'")) == 0
	})
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
	due := nextMinute()
	return `plan meeting "` + title + `" ` + due.Add(15*time.Minute).Format("2006-01-02 15:04 UTC")
}

// ready is how long a test may take, on a machine that is busy, until it has got
// ready for what falls due.
const ready = 40 * time.Second

// nextMinute is the first full minute for which a test is ready.
func nextMinute() time.Time {
	return time.Now().UTC().Add(ready).Truncate(time.Minute).Add(time.Minute)
}

// dueWithin is how long what is due at nextMinute may take to arrive.
const dueWithin = ready + time.Minute + soon

// soon is how long anything else may take, on a machine that is busy.
const soon = 2 * time.Minute

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

// eventNumber is the number of an event in an answer: E12.
var eventNumber = regexp.MustCompile(`\bE\d+\b`)
