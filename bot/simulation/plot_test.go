package simulation_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// plot is all that people say in a simulation, and what they are to be told by
// itself: worked out from what they say and from clocks on the wall alone.
type plot struct {
	t           testing.TB
	rand        *rand.Rand
	from, until time.Time
	lines       []line
	series      []*series
	wanted      map[string][]time.Time // by name: when it is reminded of
}

// line is something that somebody says.
type line struct {
	at    time.Time
	who   string
	room  string // empty: privately
	text  func() string
	takes func(answer string) error // reads the answer; an error ends the test
}

// slot is a random moment between two quarters of an hour, when nothing is due.
func (p *plot) slot(from, to time.Time) time.Time {
	n := max(1, int(to.Sub(from)/quarter))
	return from.Truncate(quarter).Add(time.Duration(p.rand.IntN(n))*quarter + 8*time.Minute)
}

// addSeries plans so many series within some days, and changes some dates.
func (p *plot) addSeries(n int, within time.Duration) {
	for i := range n {
		at := p.slot(p.from, p.from.Add(within))
		s := p.someSeries(i, at)
		p.series = append(p.series, s)
		p.lines = append(p.lines, line{at, s.who, s.name, func() string { return s.said }, func(answer string) (err error) {
			s.id, err = number(answer, `\bE\d+`)
			return err
		}})
		changes := p.rand.Perm(len(s.dates))
		for _, d := range changes[:min(4, len(changes))] {
			p.change(s, s.dates[d], at)
		}
	}
}

// change cancels a date, moves it, or cancels it and takes that
// back, some time before it or its reminder.
func (p *plot) change(s *series, d *date, planned time.Time) {
	was := d.stands[0].shown
	begins := s.clock.first(was)
	earliest := planned.Add(time.Hour)
	if soon := begins.AddDate(0, 0, -8); soon.After(earliest) {
		earliest = soon
	}
	at := p.slot(earliest, begins.Add(-time.Hour))
	if !at.Before(begins) || at.After(p.until) {
		return
	}
	on := was.Format(time.DateOnly)
	switch p.rand.IntN(3) {
	case 0:
		p.alter(s, at, "cancel for sure %s of "+on)
		d.stands = append(d.stands, stand{at, was, false})
	case 1:
		to := day(was).AddDate(0, 0, 1)
		if s.holds(to) {
			to = day(was) // of two dates on one day, the bot would not know which is meant next
		}
		to = to.Add(p.someHour())
		p.alter(s, at, "move %s of "+on+" to "+to.Format("2006-01-02 15:04"))
		d.stands = append(d.stands, stand{at, to, true})
	case 2:
		var change string
		p.lines = append(p.lines,
			line{at, s.who, s.name, func() string { return "cancel for sure " + s.id + " of " + on }, func(answer string) (err error) {
				change, err = number(answer, `\bC\d+`)
				return err
			}},
			line{at.Add(quarter), s.who, s.name, func() string { return "undo " + change }, changed})
		d.stands = append(d.stands, stand{at, was, false}, stand{at.Add(quarter), was, true})
	}
}

// alter says a change of a series.
func (p *plot) alter(s *series, at time.Time, sentence string) {
	p.lines = append(p.lines, line{at, s.who, s.name, func() string { return fmt.Sprintf(sentence, s.id) }, changed})
}

// addReminders sets so many single reminders, half of them to a room, and some
// at hours that do not exist or come twice.
func (p *plot) addReminders(n int) {
	clocks, changes := make([]clock, len(zones)), make([][]time.Time, len(zones))
	for i, zone := range zones {
		clocks[i] = clockIn(p.t, zone)
		changes[i] = clocks[i].changes(p.from.AddDate(0, 0, 3), p.until)
	}
	for i := range n {
		who := i % len(zones)
		c := clocks[who]
		name := fmt.Sprintf("Note %04d", i)
		shown := c.shows(p.slot(p.from.AddDate(0, 0, 2), p.until)).Truncate(quarter)
		if list := changes[who]; len(list) > 0 && p.rand.IntN(4) == 0 {
			change := list[p.rand.IntN(len(list))]
			shown = c.shows(change.Add(-quarter)).Add(time.Duration(p.rand.IntN(6)) * quarter)
		}
		due := c.first(shown)
		earliest := due.AddDate(0, 0, -1-p.rand.IntN(700))
		if earliest.Before(p.from) {
			earliest = p.from
		}
		l := line{at: p.slot(earliest, due.Add(-time.Hour)), who: fmt.Sprintf("p%d", who), takes: func(answer string) error {
			_, err := number(answer, `\bR\d+`)
			return err
		}}
		whom := "me"
		if i%2 == 0 {
			l.room, whom = "square", "here"
		}
		text := fmt.Sprintf("remind %s on %s at %s to read %s", whom, shown.Format("2 January 2006"), shown.Format("15:04"), name)
		l.text = func() string { return text }
		p.lines = append(p.lines, l)
		p.want(name, due)
	}
}

// want notes that something is due, if the simulation lasts so long.
func (p *plot) want(name string, at time.Time) {
	if !at.After(p.until) {
		p.wanted[name] = append(p.wanted[name], at)
	}
}

// settle works out what is due for the series as they were changed, and puts
// what is said into order.
func (p *plot) settle() {
	for _, s := range p.series {
		for _, d := range s.dates {
			for at := range s.dues(d) {
				p.want(s.name, at)
			}
		}
	}
	for _, times := range p.wanted {
		slices.SortFunc(times, time.Time.Compare)
	}
	slices.SortStableFunc(p.lines, func(a, b line) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
}

// incoming is a line as the network hands it over.
func (p *plot) incoming(l line, event int, now time.Time) chat.Incoming {
	id := fmt.Sprintf("e%d", event)
	var zone int
	if _, err := fmt.Sscanf(l.who, "p%d", &zone); err != nil {
		p.t.Fatal(err)
	}
	in := chat.Incoming{
		Kind: chat.Said, Network: "test", EventID: id, Message: id, Room: planner.RoomID("test:dm-" + l.who), Direct: true,
		From: planner.IdentityID("test:" + l.who), FromName: l.who, FromZone: zones[zone%len(zones)], FromLang: planner.English,
		Addressed: true, Text: l.text(), At: now,
	}
	if l.room != "" {
		in.Room, in.Name, in.Direct = planner.RoomID("test:"+strings.ReplaceAll(l.room, " ", "-")), l.room, false
	}
	return in
}

// number is what an answer calls something.
func number(answer, form string) (string, error) {
	found := regexp.MustCompile(form).FindString(answer)
	if found == "" {
		return "", fmt.Errorf("answered %q", answer)
	}
	return found, nil
}

// changed reads the answer to a change.
func changed(answer string) error {
	_, err := number(answer, `\bC\d+`)
	return err
}
