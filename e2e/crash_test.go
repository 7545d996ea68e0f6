package e2e

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"entente/adapters/counterpart"
)

// points are where a build for this test kills itself, see bot/delivery.
var points = []string{"handed over", "claiming", "claimed", "sending", "sent", "settling", "settled", "looking up", "looked up"}

// crashProgram is that build. The release has none of it: TestReleaseHasNoHooks.
var crashProgram = sync.OnceValues(func() (string, error) {
	program := filepath.Join(filepath.Dir(binary), "entente-crash")
	build := exec.Command("go", "build", "-C", "..", "-tags", "goolm,crashpoints", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build with crash points: %w\n%s", err, out)
	}
	return program, nil
})

func TestReleaseHasNoHooks(t *testing.T) {
	t.Parallel()
	program, err := crashProgram()
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]bool{binary: false, program: true} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, hook := range []string{"ENTENTE_CRASH", "entente/bot/delivery.point"} {
			if strings.Contains(string(text), hook) != want {
				t.Errorf("%s: %q is in it: %t", filepath.Base(file), hook, !want)
			}
		}
	}
}

// TestCrash lets a bot that has a thousand reminders to send in fifty rooms be
// killed two hundred times, and counts what came. It is ten times shorter in
// `make test`. On PostgreSQL the server is ended, cut off and started again, and
// the program frozen, in between.
func TestCrash(t *testing.T) {
	t.Parallel()
	long := map[string]func(*testing.T){}
	for network, build := range map[string]func(*testing.T, move, int) (scene, installation){"slack": slackScene, "matrix": matrixScene} {
		long[network+"/sqlite"] = func(t *testing.T) {
			newOrdeal(t, func(i installation, _ *testing.T) installation { return i }, build).play(t, []disaster{killedAnywhere, killedAtPoint, killedWhileSending})
		}
		long[network+"/postgres"] = func(t *testing.T) {
			server := startPostgres(t)
			o := newOrdeal(t, server.move, build)
			o.database, o.second = server, network == "slack"
			o.play(t, []disaster{killedAnywhere, databaseEnds, killedAtPoint, databaseCutOff, killedWhileSending, frozen})
		}
	}
	for name, test := range long {
		if testing.Short() && name != "slack/postgres" && name != "matrix/sqlite" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

// disaster is what may happen to a bot that has something to send.
type disaster int

const (
	killedAnywhere disaster = iota
	killedAtPoint
	killedWhileSending
	databaseEnds
	databaseCutOff
	frozen // past its lease
)

func (d disaster) String() string {
	return [...]string{"killed at any instant", "killed at a point", "killed while sending", "database ended", "database cut off", "frozen"}[d]
}

// perDisaster is how many reminders fall due for each disaster.
const perDisaster = 5

// ordeal is a bot in many rooms, and what happened to it.
type ordeal struct {
	scene
	installation
	database *postgresServer // nil: it is an SQLite file
	second   bool            // a second bot may run beside the first
	program  string
	bot      *process
	planned  int
	lease    time.Duration
	counts   map[string]int
}

// longLease is that of the long form, which has the machine to itself: a third of
// its disasters wait until it has ended.
const longLease = 5 * time.Second

func newOrdeal(t *testing.T, to move, build func(*testing.T, move, int) (scene, installation)) *ordeal {
	t.Helper()
	program, err := crashProgram()
	if err != nil {
		t.Fatal(err)
	}
	rooms, claim := 50, longLease
	if testing.Short() {
		rooms, claim = 10, lease
	}
	s, i := build(t, to, rooms)
	i.leased(t, fmt.Sprintf("delivery: {lease: %s}\n", claim))
	o := &ordeal{scene: s, installation: i, program: program, lease: claim, counts: map[string]int{}}
	o.start(t).stop(t) // makes the database
	var ids []string
	for c := range o.conversations() - 1 {
		ids = append(ids, o.room(c))
	}
	o.prepare(t, ids)
	o.installation.start(t).stop(t)
	return o
}

// play has disasters happen by turns, and counts what came in the end.
func (o *ordeal) play(t *testing.T, disasters []disaster) {
	rounds := 200
	if testing.Short() {
		rounds = 20
	}
	for n := range rounds {
		first := o.planned
		o.plan(t, perDisaster)
		d := disasters[n%len(disasters)]
		where := o.happen(t, d, n/len(disasters), first)
		o.counts[d.String()]++
		t.Logf("%s: %d: %s%s", t.Name(), n+1, d, where)
	}
	o.bot = o.installation.start(t)
	o.finished(t)
	o.bot.stop(t)
	o.balance(t)
}

// plan writes n reminders that fall due within the next two seconds, one a room
// by turns, while the bot is not there.
func (o *ordeal) plan(t *testing.T, n int) {
	t.Helper()
	var list []reminder
	for range n {
		at := time.Now().Add(time.Duration(rand.IntN(2000)) * time.Millisecond)
		list = append(list, reminder{o.planned, o.room(o.planned % (o.conversations() - 1)), at})
		o.planned++
	}
	o.remind(t, list)
}

// happen starts the bot, does a disaster to it, which it has done so many turns
// before, and leaves it dead. It says where it struck.
func (o *ordeal) happen(t *testing.T, d disaster, turn, first int) (where string) {
	t.Helper()
	switch d {
	case killedAtPoint:
		name := points[turn%len(points)]
		o.bot = o.launch(t, o.program, "ENTENTE_CRASH="+name)
		// By then what was being sent before is looked up.
		if o.dies(o.lease+2*time.Second) && !o.bot.ProcessState.Exited() {
			o.counts["at "+name]++
			return ": " + name
		}
		where = ": not come to " + name
	case killedWhileSending:
		how := killing(turn)
		o.strike(t, first%(o.conversations()-1), how)
		o.bot = o.launch(t, o.program)
		if o.struck(t, 1, 4*time.Second) {
			o.counts[how.String()]++
			where = ": " + how.String()
		}
	default:
		o.bot = o.launch(t, o.program)
		pause(time.Duration(rand.IntN(2500)) * time.Millisecond)
	}
	switch d {
	case databaseEnds:
		o.database.Restart(t)
		pause(time.Second)
	case databaseCutOff:
		o.database.cut(time.Second)
		pause(time.Second)
	case frozen:
		o.freeze(t)
	}
	return where + o.end()
}

// end kills the bot, and says when it was gone: one that finds no database at
// its start ends, and whoever runs it starts it again.
func (o *ordeal) end() string {
	_ = o.bot.Process.Kill() // an error says that it has ended
	<-o.bot.done
	if o.bot.ProcessState.Exited() {
		return ", ended by itself"
	}
	return ""
}

// freeze stops the bot until what it was doing is given away; meanwhile a second
// one takes it over, where there may be one. Thawed, both go on for a moment.
func (o *ordeal) freeze(t *testing.T) {
	t.Helper()
	if err := o.bot.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	var beside *process
	if o.second {
		other := o.installation
		other.address = counterpart.FreeAddress(t)
		text, err := os.ReadFile(o.config)
		if err != nil {
			t.Fatal(err)
		}
		other.config = write(t, o.dir, "second.yaml", strings.Replace(string(text), o.address, other.address, 1))
		beside = other.launch(t, o.program)
	}
	pause(o.lease + time.Second)
	if err := o.bot.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	pause(500 * time.Millisecond)
	if beside != nil {
		beside.kill(t)
	}
}

// dies says whether the bot ends by itself within a time.
func (o *ordeal) dies(within time.Duration) bool {
	select {
	case err := <-o.bot.done:
		o.bot.done <- err // for whoever waits for its end
		return true
	case <-time.After(within):
		return false
	}
}

// patience is longer than what was tried eight times waits to be tried again.
const patience = 10 * time.Minute

// finished waits until nothing is to be done any more.
func (o *ordeal) finished(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for ctx.Err() == nil {
		open := o.rows(t, `SELECT key FROM dues WHERE state = 'due' AND kind = 'reminder' AND seq < 9000000
			UNION ALL SELECT key FROM deliveries WHERE state IN ('due', 'retry', 'sending')`)
		if len(open) == 0 {
			return
		}
		pause(200 * time.Millisecond)
	}
	t.Errorf("not everything is done after %s", patience)
}

// balance reads everything back and counts.
func (o *ordeal) balance(t *testing.T) {
	t.Helper()
	texts, keys := map[string]int{}, map[string]int{}
	for _, u := range o.heard(t) {
		keys[u.key]++
		for n := range o.planned {
			texts[reminder{number: n}.text()] += strings.Count(u.text, reminder{number: n}.text())
		}
	}
	lost, doubled := 0, 0
	for n := range o.planned {
		switch count := texts[reminder{number: n}.text()]; {
		case count == 0:
			lost++
			t.Logf("lost: %d: %v", n, o.fate(t, n))
		case count > 1:
			doubled++
			t.Logf("doubled: %d: %v", n, o.fate(t, n))
		}
	}
	for key, n := range keys {
		if key == "" || n > 1 {
			t.Logf("key %q came %d times", key, n)
		}
	}
	t.Logf("%s: %d reminders in %d rooms: %d lost, %d doubled; %v", t.Name(), o.planned, o.conversations()-1, lost, doubled, o.counts)
	if lost+doubled > 0 {
		t.Errorf("%d lost, %d doubled", lost, doubled)
	}
}

// fate is what the bot's database says of a reminder.
func (o *ordeal) fate(t *testing.T, n int) [][]string {
	t.Helper()
	return o.rows(t, fmt.Sprintf(`SELECT dues.at, dues.state, dues.reason, coalesce(deliveries.state, ''), coalesce(deliveries.attempts, 0), coalesce(deliveries.message, '')
		FROM dues LEFT JOIN delivery_dues ON delivery_dues.due = dues.key LEFT JOIN deliveries ON deliveries.key = delivery_dues.delivery
		WHERE dues.reminder = 'test%d'`, n))
}

// pause waits: what happens next is to happen at any instant.
func pause(d time.Duration) { <-time.After(d) }
