package e2e

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/adapters/counterpart"
)

// punctual has the punctuality of reminders measured: `make bench-reminders`.
// A test asserts no speed, so that without it nothing is.
var punctual = flag.Bool("punctual", false, "measure how punctual reminders are")

// sink is a bot in a terminal, which shows what is due as fast as it comes: a
// network that answers at once.
type sink struct {
	installation
	*exec.Cmd
	input io.Closer
	shown chan showing
}

// showing is one reminder that was shown.
type showing struct {
	number int
	at     time.Time
}

// TestPunctual measures, and prints what docs/performance.md says.
func TestPunctual(t *testing.T) {
	if !*punctual {
		t.Skip("make bench-reminders measures")
	}
	for name, database := range map[string]func(*testing.T, string) installation{"SQLite": onFile, "PostgreSQL": onServer} {
		for what, measure := range map[string]func(*testing.T, installation){"burst": burst, "spread": spread, "waiting": waiting} {
			t.Run(name+"/"+what, func(t *testing.T) { measure(t, database(t, name)) })
		}
	}
}

func onFile(t *testing.T, _ string) installation {
	t.Helper()
	dir := t.TempDir()
	return installation{dir: dir, address: counterpart.FreeAddress(t)}.made(t, filepath.Join(dir, "entente.db"))
}

func onServer(t *testing.T, _ string) installation {
	t.Helper()
	address := newPostgres(t)
	return installation{dir: t.TempDir(), address: counterpart.FreeAddress(t), postgres: address}.made(t, address)
}

// made has the database made, with a hundred rooms.
func (i installation) made(t *testing.T, database string) installation {
	t.Helper()
	i.config = database
	must(t, i.dir, []string{"help"}, "chat", "--db", database, "--as", "alice", "--tz", "UTC")
	var rooms []string
	for n := range 100 {
		rooms = append(rooms, sinkRoom(n))
	}
	i.prepare(t, rooms)
	must(t, i.dir, []string{"help"}, "chat", "--db", database, "--as", "alice", "--tz", "UTC")
	return i
}

func sinkRoom(n int) string { return fmt.Sprintf("terminal:#room%d", n%100) }

// open starts the bot, and says how long that took until it was ready.
func open(t *testing.T, i installation) (*sink, time.Duration) {
	t.Helper()
	began := time.Now()
	s := &sink{installation: i, Cmd: command(t, i.dir, "chat", "--db", i.config, "--as", "alice", "--tz", "UTC", "--json", "--web", i.address), shown: make(chan showing, 10_000)}
	input, err := s.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.input, s.Stderr = input, os.Stderr
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	go s.read(output)
	for status := 0; status != 200; {
		if time.Since(began) > soon {
			t.Fatalf("not ready within %s", soon)
		}
		pause(2 * time.Millisecond)
		status, _ = i.page(t, "/readyz")
	}
	return s, time.Since(began)
}

var reminderNumber = regexp.MustCompile(`reminder-(\d+)-test`)

func (s *sink) read(output io.Reader) {
	for lines := bufio.NewScanner(output); lines.Scan(); {
		at := time.Now()
		for _, found := range reminderNumber.FindAllStringSubmatch(lines.Text(), -1) {
			number, _ := strconv.Atoi(found[1]) // the pattern has digits only
			s.shown <- showing{number, at}
		}
	}
}

// lateness is by how much n reminders came late, the least first.
func (s *sink) lateness(t *testing.T, list []reminder) []time.Duration {
	t.Helper()
	var late []time.Duration
	for range list {
		select {
		case got := <-s.shown:
			late = append(late, got.at.Sub(list[got.number].at))
		case <-time.After(2 * time.Minute):
			t.Fatalf("%d of %d came", len(late), len(list))
		}
	}
	slices.Sort(late)
	return late
}

func (s *sink) close(t *testing.T) {
	t.Helper()
	if err := s.input.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err != nil {
		t.Error(err)
	}
}

// burst has a thousand reminders fall due at one instant.
func burst(t *testing.T, i installation) {
	at := time.Now().Add(5 * time.Second).Truncate(time.Millisecond)
	var list []reminder
	for n := range 1000 {
		list = append(list, reminder{n, sinkRoom(n), at})
	}
	i.remind(t, list)
	s, _ := open(t, i)
	late := s.lateness(t, list)
	s.close(t)
	t.Logf("1,000 at one instant over 100 rooms: the first is out after %s, half after %s, the last after %s",
		round(late[0]), round(late[500]), round(late[999]))
}

// spread has six hundred fall due one by one within a minute.
func spread(t *testing.T, i installation) {
	began := time.Now().Add(4 * time.Second).Truncate(time.Millisecond)
	var list []reminder
	for n := range 600 {
		at := began.Add(time.Duration(n)*100*time.Millisecond + time.Duration(rand.IntN(100))*time.Millisecond)
		list = append(list, reminder{n, sinkRoom(n), at})
	}
	i.remind(t, list)
	s, _ := open(t, i)
	late := s.lateness(t, list)
	s.close(t)
	t.Logf("600 spread over a minute: late by p50 %s, p90 %s, p99 %s, at most %s",
		round(late[300]), round(late[540]), round(late[594]), round(late[599]))
}

// waiting has a million reminders wait, and looks at what that costs.
func waiting(t *testing.T, i installation) {
	const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) `
	i.execute(t, `INSERT INTO reminders (`+ruleColumns+`) `+numbers+
		`SELECT 'wait' || i, 2000000 + i, 'test', TRUE, 0, 0, '', 0, '2040-01-01T09:00', 'UTC', 'send the abstracts', '`+sinkRoom(0)+`', 'planned', 0 FROM n`)
	i.execute(t, `INSERT INTO dues (`+dueColumns+`) `+numbers+
		`SELECT 'wait' || i || '/2040-01-01T09:00[UTC]', 2000000 + i, 'reminder', 2209021200000 + i * 1000, 'wait' || i, '', 'due', '' FROM n`)
	s, ready := open(t, i)
	pause(10 * time.Second)
	const idle = 40 * time.Second
	before := s.cpu(t)
	pause(idle)
	spent := s.cpu(t) - before
	memory := s.memory(t)
	s.close(t)
	t.Logf("1,000,000 waiting: ready after %s, %s resident, %.2f %% of a processor when idle",
		round(ready), memory, 100*spent.Seconds()/idle.Seconds())
}

// cpu is what the process has used so far: proc(5), fields 14 and 15 of stat,
// in hundredths of a second.
func (s *sink) cpu(t *testing.T) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var ticks int64
	for _, field := range fields[11:13] {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// memory is what of the process is in memory.
func (s *sink) memory(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%.1f MB", float64(kilobytes)*1024/1e6)
}

func round(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) }
