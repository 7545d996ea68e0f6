package simulation_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"testing"
	"time"
)

// TestDigests has somebody in each of 24 zones receive a digest privately, and
// somebody else one in a room, while the bot is dropped time and again, clocks
// change, and some stay elsewhere. Each comes exactly once on each day of those
// who read it.
func TestDigests(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(*seed, 1))
	plot := &plot{t: t, rand: r, wanted: map[string][]time.Time{}, from: time.Date(2027, 3, 8, 0, 7, 0, 0, time.UTC)}
	plot.until = plot.from.AddDate(0, 1, 0)
	every := 50
	if *years > 0 {
		plot.from = time.Date(2026, 1, 1, 0, 7, 0, 0, time.UTC)
		plot.until = plot.from.AddDate(2, 0, 0)
		every = 400
	}
	for i := range zones {
		plot.addDigest(i, false)
		plot.addDigest(i, true)
	}
	p := newProcess(t, r, plot.from, every)
	for i, l := range plot.lines {
		in := plot.incoming(l, i, p.now())
		if err := l.takes(p.hear(in)); err != nil {
			t.Fatalf("%s said %q: %v", l.who, in.Text, err)
		}
	}
	begin := plot.from.Add(settingUp)
	if p.now().After(begin) {
		t.Fatalf("all was set only at %s", p.now())
	}
	p.playTo(plot.until.Add(tolerance))
	t.Logf("seed %d, %s to %s: dropped %v", *seed, plot.from.Format(time.DateOnly), plot.until.Format(time.DateOnly), p.drops)
	heard := map[string][]time.Time{}
	over := plot.until.Truncate(quarter).Add(quarter) // by then what was due before has come, and what is due after not
	for _, m := range p.net.Said() {
		if m.At.After(begin) && m.At.Before(over) && digestHead.MatchString(m.Text) {
			reader := string(m.To.Room) + string(m.To.Person)
			heard[reader] = append(heard[reader], m.At)
		}
	}
	compare(t, plot.wanted, heard)
}

// settingUp is how long after the beginning digests count: before, people set
// them, and the visit of which they tell has not begun everywhere.
const settingUp = 4 * 24 * time.Hour

var digestHead = regexp.MustCompile(`(?m)^(Your dates|DIG[A-Z]), .*:$`)

// someDays are days of the week, as cron and as a calendar know them.
var someDays = []struct {
	cron string
	on   func(day time.Time) bool
}{
	{"*", func(time.Time) bool { return true }},
	{"1-5", func(day time.Time) bool { return day.Weekday()%6 != 0 }},
	{"7", func(day time.Time) bool { return day.Weekday() == time.Sunday }},
}

// cities are where people stay.
var cities = map[string]string{"New York": "America/New_York", "Paris": "Europe/Paris", "Tokyo": "Asia/Tokyo", "Santiago": "America/Santiago"}

// away are days, both included, that somebody spends elsewhere.
type away struct {
	first, last time.Time
	clock       clock
}

// addDigest sets a digest in a zone, for a person or for a room; it has something
// to say every day: a visit that lasts. People are elsewhere for some days.
func (p *plot) addDigest(zone int, inRoom bool) {
	who, room, reader := fmt.Sprintf("p%d", zone), "", fmt.Sprintf("test:p%d", zone)
	if inRoom { // of somebody else, who receives none privately
		who, room = fmt.Sprintf("p%d", zone+len(zones)), fmt.Sprintf("digests-%d", zone)
		reader = "test:" + room
		code := fmt.Sprintf("DIG%c", 'A'+zone)
		p.say(who, "", fmt.Sprintf(`collaboration add %s IRN "Digests"`, code))
		p.say(who, room, fmt.Sprintf("use %s here", code))
	}
	for from := p.from.AddDate(0, 0, 2); from.Before(p.until); from = from.AddDate(0, 0, 28) {
		p.say(who, room, fmt.Sprintf(`plan visit "Guest" from %s to %s`, from.Format("2 January 2006"), from.AddDate(0, 0, 29).Format("2 January 2006")))
	}
	days := someDays[p.rand.IntN(len(someDays))]
	hour := p.someHour()
	p.say(who, room, fmt.Sprintf("digest %d %d * * %s", int(hour.Minutes())%60, int(hour.Hours()), days.cron))
	home := clockIn(p.t, zones[zone])
	var stays []away
	if !inRoom && zone%2 == 0 {
		for from := day(p.from).AddDate(0, 0, 5+p.rand.IntN(12)); from.Before(p.until); from = from.AddDate(0, 3, 0) {
			elsewhere := []string{"New York", "Paris", "Tokyo", "Santiago"}[p.rand.IntN(4)]
			stay := away{from, from.AddDate(0, 0, 3+p.rand.IntN(10)), clockIn(p.t, cities[elsewhere])}
			stays = append(stays, stay)
			p.say(who, "", fmt.Sprintf("I am in %s from %s to %s", elsewhere, stay.first.Format("2 January 2006"), stay.last.Format("2 January 2006")))
		}
	}
	for _, at := range digestsOf(home, stays, hour, days.on, p.from.Add(settingUp), p.until) {
		p.want(reader, at)
	}
}

// say has somebody say something at the beginning.
func (p *plot) say(who, room, text string) {
	p.lines = append(p.lines, line{p.from, who, room, func() string { return text }, func(answer string) error {
		_, err := number(answer, `Undo`)
		return err
	}})
}

// digestsOf is when a digest of each day is due: when the clock of where somebody
// is shows the hour, the first time; and when none does, since they are on their
// way, by that of where they arrive.
func digestsOf(home clock, stays []away, hour time.Duration, on func(time.Time) bool, from, until time.Time) (all []time.Time) {
	where := func(at time.Time) clock {
		for _, s := range stays {
			if there := day(s.clock.shows(at)); !there.Before(s.first) && !there.After(s.last) {
				return s.clock
			}
		}
		return home
	}
	for d := day(from).AddDate(0, 0, -1); !d.After(until.AddDate(0, 0, 1)); d = d.AddDate(0, 0, 1) {
		var due, last time.Time
		clocks := []clock{home}
		for _, s := range stays {
			clocks = append(clocks, s.clock)
		}
		for _, c := range clocks {
			at := c.first(d.Add(hour))
			if where(at).String() == c.String() && (due.IsZero() || at.Before(due)) {
				due = at
			}
			if at.After(last) {
				last = at
			}
		}
		if due.IsZero() {
			due = where(last).first(d.Add(hour))
		}
		if on(d) && due.After(from) && !due.After(until) {
			all = append(all, due)
		}
	}
	return all
}
