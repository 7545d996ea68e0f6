package e2e

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// messages is how many messages of each kind are measured: `make
// bench-networks`. A test asserts no speed, so that without it nothing is.
var messages = flag.Int("messages", 0, "measure so many messages beside an echo bot")

// starts is how often a start is measured, and rest how long after the last
// one a bot is idle.
const (
	starts = 10
	rest   = 5 * time.Second
)

// A contender is a bot that is measured.
type contender struct {
	name    string
	command func() *exec.Cmd
	ask     func(text string) time.Duration // until the answer is read
	process *exec.Cmd
}

// build builds a bare echo bot as Entente is built.
func build(t *testing.T, folder string) string {
	t.Helper()
	bot := filepath.Join(t.TempDir(), "echo")
	c := exec.Command("go", "build", "-tags", "goolm", "-trimpath", "-ldflags", "-s -w", "-o", bot, "./"+folder)
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", folder, err, out)
	}
	return bot
}

func (c *contender) start(t *testing.T) {
	t.Helper()
	c.process = c.command()
	var log transcript
	c.process.Stdout, c.process.Stderr = &log, &log
	if err := c.process.Start(); err != nil {
		t.Fatal(err)
	}
	started := c.process
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s:\n%s", c.name, log.String())
		}
		_ = started.Process.Kill() // it may have been stopped before
	})
}

func (c *contender) stop(t *testing.T) {
	t.Helper()
	if err := c.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = c.process.Wait() // a bare bot dies of the signal
}

// compareAnswers asks both by turns, so that what else the machine does falls
// on both, and prints how they answered.
func compareAnswers(t *testing.T, what string, ours, echo *contender, text func(i int) string) {
	t.Helper()
	took := map[*contender][]time.Duration{}
	spent := map[*contender]time.Duration{}
	for i := range *messages/2 + 1 { // warm-up: the log of the database has its size
		ours.ask(text(i))
		echo.ask(text(i))
	}
	for _, c := range []*contender{ours, echo} {
		spent[c] = -c.cpu(t)
	}
	for i := range *messages {
		pair := []*contender{ours, echo}
		if i%2 == 1 {
			slices.Reverse(pair)
		}
		for _, c := range pair {
			took[c] = append(took[c], c.ask(text(i)))
		}
	}
	for _, c := range []*contender{ours, echo} {
		spent[c] += c.cpu(t)
		slices.Sort(took[c])
	}
	for _, p := range []int{50, 95} {
		a, b := took[ours][*messages*p/100], took[echo][*messages*p/100]
		t.Logf("%s, p%d: %.1f ms, %s %.1f ms: %.2f times", what, p, ms(a), echo.name, ms(b), ms(a)/ms(b))
	}
	n := float64(*messages)
	t.Logf("%s, CPU a message: %.1f ms, %s %.1f ms", what, ms(spent[ours])/n, echo.name, ms(spent[echo])/n)
}

// compareStarts stops both again and again, and measures how long after their
// start what was said meanwhile is answered.
func compareStarts(t *testing.T, said func(c *contender) (answered func() time.Duration), bots ...*contender) {
	t.Helper()
	took := map[*contender][]time.Duration{}
	for range starts {
		for _, c := range bots {
			c.stop(t)
			answered := said(c)
			start := time.Now()
			c.start(t)
			answered()
			took[c] = append(took[c], time.Since(start))
		}
	}
	for _, c := range bots {
		slices.Sort(took[c])
		t.Logf("first answer after the start, %s: p50 %.0f ms, slowest %.0f ms", c.name, ms(took[c][starts/2]), ms(took[c][starts-1]))
	}
	<-time.After(rest)
	for _, c := range bots {
		t.Logf("memory idle, %s: %.1f MiB", c.name, c.memory(t))
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// cpu is what the process has spent, in user and system mode (proc(5), stat).
func (c *contender) cpu(t *testing.T) time.Duration {
	t.Helper()
	_, fields, _ := strings.Cut(c.proc(t, "stat"), ") ")
	var ticks int
	for _, field := range strings.Fields(fields)[11:13] {
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond // USER_HZ is 100
}

// memory is what the process holds of the machine's, in MiB (proc(5), status).
func (c *contender) memory(t *testing.T) float64 {
	t.Helper()
	_, rest, _ := strings.Cut(c.proc(t, "status"), "VmRSS:")
	kilobytes, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes / 1024
}

func (c *contender) proc(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", c.process.Process.Pid, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
