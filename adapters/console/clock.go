package console

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente/planner"
)

// setClock is `at 2027-01-04 09:00 Europe/Paris`: the clock jumps, as that of a
// machine that slept; what fell due meanwhile is late.
type setClock struct {
	to   time.Time
	zone string
}

// waitUntil is `wait until 2027-03-28 01:59 UTC`.
type waitUntil struct{ to time.Time }

// waitFor is `wait 7d`: days and weeks on the calendar of the last "at", so
// that the clock shows the same hour; hours and minutes exactly.
type waitFor struct {
	days    int
	exactly time.Duration
	zone    string
}

// restart drops the bot as by kill -9 and opens it again.
type restart struct{}

// at reads `at DATE TIME [ZONE]`.
func (ps *parser) at(source string) (directive, error) {
	moment, zone, err := ps.moment(strings.TrimPrefix(source, "at "))
	if err != nil {
		return nil, err
	}
	ps.zone = zone
	return setClock{to: moment, zone: zone}, nil
}

// wait reads `wait until DATE TIME [ZONE]` and `wait 1d 2h`.
func (ps *parser) wait(source string) (directive, error) {
	rest := strings.TrimPrefix(source, "wait ")
	if until, ok := strings.CutPrefix(rest, "until "); ok {
		moment, _, err := ps.moment(until)
		return waitUntil{to: moment}, err
	}
	return ps.length(rest)
}

func (ps *parser) restart(source string) (directive, error) {
	if source != "restart" {
		return nil, fmt.Errorf("restart stands alone")
	}
	return restart{}, nil
}

// moment reads a date, an hour and a zone; without one it is that of the last
// "at".
func (ps *parser) moment(text string) (time.Time, string, error) {
	words, zone := strings.Fields(text), ps.zone
	if len(words) == 3 {
		zone = words[2]
	}
	if len(words) < 2 || len(words) > 3 || zone == "" {
		return time.Time{}, "", fmt.Errorf("not a date, hour and zone: %q; write as 2027-01-04 09:00 Europe/Paris", text)
	}
	date, err := planner.ParseDate(words[0])
	if err != nil {
		return time.Time{}, "", fmt.Errorf("date %q: write as 2027-01-04", words[0])
	}
	clock, err := planner.ParseClock(words[1])
	if err != nil {
		return time.Time{}, "", fmt.Errorf("hour %q: write as 09:00", words[1])
	}
	moment, _, err := planner.ResolveLocal(planner.Wall{Date: date, Clock: clock}, zone)
	if err != nil {
		return time.Time{}, "", fmt.Errorf("zone %q: %w", zone, err)
	}
	return moment, zone, nil
}

// lengthForm is one part of a length of time.
var lengthForm = regexp.MustCompile(`^(\d{1,4}) ?(s|min|m|h|d|w)(?: |$)?`)

// length reads `7d`, `1d 2h`, `90m`.
func (ps *parser) length(text string) (directive, error) {
	wait, rest := waitFor{zone: ps.zone}, text
	for rest != "" {
		m := lengthForm.FindStringSubmatch(rest)
		if m == nil {
			return nil, fmt.Errorf("not a length of time: %q; write as 7d, 2h, 15m or 1d 2h", text)
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, fmt.Errorf("length of time: %w", err)
		}
		switch m[2] {
		case "s":
			wait.exactly += time.Duration(n) * time.Second
		case "m", "min":
			wait.exactly += time.Duration(n) * time.Minute
		case "h":
			wait.exactly += time.Duration(n) * time.Hour
		case "d":
			wait.days += n
		case "w":
			wait.days += 7 * n
		}
		rest = rest[len(m[0]):]
	}
	return wait, nil
}

// after is the end of the wait that begins at now.
func (w waitFor) after(now time.Time) (time.Time, error) {
	if w.days > 0 {
		wall, err := planner.WallAt(now, w.zone)
		if err != nil {
			return now, fmt.Errorf("wait: %w", err)
		}
		seconds := now.Sub(now.Truncate(time.Minute)) // walls have no seconds
		wall.Date = wall.Date.AddDays(w.days)
		if now, _, err = planner.ResolveLocal(wall, w.zone); err != nil {
			return now, fmt.Errorf("wait: %w", err)
		}
		now = now.Add(seconds)
	}
	return now.Add(w.exactly), nil
}

func (c setClock) play(p *player) error {
	if c.to.Before(p.now) {
		p.fault("the clock does not run backwards: it is " + p.clock())
		return nil
	}
	p.zone, p.now = c.zone, c.to
	if p.home == "" {
		p.home = c.zone
	}
	return p.open()
}

func (w waitUntil) play(p *player) error {
	if w.to.Before(p.now) {
		p.fault("that is past: it is " + p.clock())
		return nil
	}
	return p.runUntil(w.to)
}

func (w waitFor) play(p *player) error {
	end, err := w.after(p.now)
	if err != nil {
		return err
	}
	return p.runUntil(end)
}

func (restart) play(p *player) error {
	p.host.Kill()
	p.opened = false
	return p.open()
}
