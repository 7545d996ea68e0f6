package simulation_test

import (
	"flag"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	years = flag.Int("years", 0, "years to simulate, from 2026 on; 0: a month in which clocks change")
	seed  = flag.Uint64("seed", 20260101, "what chance begins with")
)

// tolerance is how much later than due something may come: the bot was dropped,
// some seconds later it came back, and the lease of what it was sending ended.
const tolerance = 8 * time.Minute

// TestSimulation lets 24 people in as many zones plan series, change dates and
// set reminders, and drops the bot time and again. Each reminder is said
// exactly once, when the clock on the wall there shows the hour.
func TestSimulation(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(*seed, 0))
	plot := &plot{t: t, rand: r, wanted: map[string][]time.Time{}}
	series, reminders, every, within := 24, 100, 50, 3*24*time.Hour
	plot.from = time.Date(2027, 3, 8, 0, 0, 0, 0, time.UTC)
	plot.until = plot.from.AddDate(0, 1, 0)
	if *years > 0 {
		plot.from = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		plot.until = plot.from.AddDate(*years, 0, 0)
		series, reminders, every, within = 200, 2000, 400, plot.until.Sub(plot.from)/2
	}
	plot.addSeries(series, within)
	plot.addReminders(reminders)
	plot.settle()

	p := newProcess(t, r, plot.from, every)
	for i, l := range plot.lines {
		p.playTo(l.at)
		in := plot.incoming(l, i, p.now())
		if err := l.takes(p.hear(in)); err != nil {
			t.Fatalf("at %s %s said %q: %v", l.at, l.who, in.Text, err)
		}
		if p.now().Sub(l.at) > 7*time.Minute {
			t.Fatalf("%q was done only at %s: something may be due meanwhile", in.Text, p.now())
		}
	}
	p.playTo(plot.until.Add(tolerance))
	t.Logf("seed %d, %s to %s: %d series, %d reminders, %d sentences; dropped %v",
		*seed, plot.from.Format(time.DateOnly), plot.until.Format(time.DateOnly), series, reminders, len(plot.lines), p.drops)
	compare(t, plot.wanted, heard(p))
}

var names = regexp.MustCompile(`(?:Topic|Note) \d{4}`)

// heard is when each thing was reminded of. Answers have another key; who
// changed something stands in what is told of a change, and in nothing else.
func heard(p *process) map[string][]time.Time {
	all := map[string][]time.Time{}
	for _, m := range p.net.Said() {
		if strings.HasPrefix(m.Key, "a:") || strings.Contains(m.Text, "Changed by ") {
			continue
		}
		for _, name := range names.FindAllString(m.Text, -1) {
			all[name] = append(all[name], m.At)
		}
	}
	return all
}

// compare wants each thing to have been said as often as it was due, each time
// when it was.
func compare(t *testing.T, wanted, heard map[string][]time.Time) {
	t.Helper()
	total, late := 0, time.Duration(0)
	for name, due := range wanted {
		said := heard[name]
		total += len(due)
		if len(said) != len(due) {
			t.Errorf("%s was due %d times, and said %d times: %v", name, len(due), len(said), differing(due, said))
			continue
		}
		for i, at := range due {
			by := said[i].Sub(at)
			late = max(late, by)
			if by < 0 || by > tolerance {
				t.Errorf("%s was due at %s and said at %s", name, at, said[i])
			}
		}
	}
	for name := range heard {
		if wanted[name] == nil {
			t.Errorf("%s was said, and never due", name)
		}
	}
	t.Logf("%d reminders were due; the latest came %s after", total, late)
}

// differing is what is due and not said, or said and not due.
func differing(due, said []time.Time) (all []string) {
	near := func(list []time.Time, at time.Time) bool {
		return slices.ContainsFunc(list, func(other time.Time) bool { return at.Sub(other).Abs() <= tolerance })
	}
	for _, at := range due {
		if !near(said, at) {
			all = append(all, "lost "+at.Format(time.RFC3339))
		}
	}
	seen := map[time.Time]bool{}
	for _, at := range said {
		if !near(due, at) || seen[at.Truncate(quarter)] {
			all = append(all, "said "+at.Format(time.RFC3339))
		}
		seen[at.Truncate(quarter)] = true
	}
	return all
}
