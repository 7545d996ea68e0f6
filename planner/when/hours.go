package when

import (
	"fmt"
	"time"

	"entente/planner"
)

// clockTimes are the hours of a phrase on a 24-hour clock.
type clockTimes struct {
	said     bool
	midnight bool // said as such: of which day is for the date to tell
	nextDay  bool // 24:00
	start    planner.Clock
	ranged   bool
	end      planner.Clock
	length   time.Duration // of a range
}

// tooLong is the length beyond which a range of hours that seems to pass
// midnight is taken for a mistake: 16:00-14:00.
const tooLong = 12 * time.Hour

// clockTimes puts the hours of the phrase on the clock, with what was said about
// the half of the day.
func (p *parser) clockTimes() (t clockTimes, err error) {
	r := p.parts.clock
	part := p.parts.dayPart
	if part.empty() {
		part = partOfDay{p.parts.dates.span, p.parts.dates.from.half}
	}
	if r.empty() {
		if part.half != anyHalf && part.half != wholeDay {
			return t, p.refuse("when.no_hour", part.span)
		}
		return t, nil
	}
	last := &r.from
	if r.ranged {
		last = &r.to
	}
	if !last.in(part.half) {
		return t, p.refuse("when.impossible", last.span)
	}
	if r.ranged {
		if from := r.from; from.in(part.half) && from.hour <= r.to.hour { // not 22 h in « de 22 h à 2 h du matin »
			r.from = from
		}
		return p.rangeOfTimes(r)
	}
	if r.from.bare {
		return t, p.ask("when.which_hour", r.from.span, r.from.choices()...)
	}
	clock, err := p.clockOf(r.from)
	return clockTimes{said: true, midnight: r.from.midnight, nextDay: clock.Hour == 24, start: planner.Clock{Hour: clock.Hour % 24, Minute: clock.Minute}}, err
}

// in puts an hour into a half of the day; it does not fit when it says itself
// that it is in the other.
func (h *hour) in(part half) bool {
	if part == night { // 9 at night, but not 2 at night
		if h.hour >= 18 || h.midnight {
			return true
		}
		part = pmHalf
		if h.hour < 6 || h.hour > 11 {
			return false
		}
	}
	switch {
	case part == wholeDay:
		return false
	case part == anyHalf || h.midnight || h.half == part:
		return true
	case h.half != anyHalf:
		return false
	case part == pmHalf && h.hour >= 12 && h.hour < 24:
		return true
	}
	h.half, h.bare = part, false
	return 1 <= h.hour && h.hour <= 12
}

// clockOf is the hour on the 24-hour clock, where 24:00 ends the day.
func (p *parser) clockOf(h hour) (planner.Clock, error) {
	n := h.hour
	switch {
	case h.half == amHalf && n == 12:
		n = 0
	case h.half == pmHalf && n < 12:
		n += 12
	}
	if n > 24 || h.minute > 59 || n == 24 && h.minute > 0 {
		return planner.Clock{}, p.refuse("when.impossible", h.span)
	}
	return planner.Clock{Hour: n, Minute: h.minute}, nil
}

func (h hour) choices() []string {
	return []string{fmt.Sprintf("%02d:%02d", h.hour, h.minute), fmt.Sprintf("%02d:%02d", h.hour+12, h.minute)}
}

// rangeOfTimes puts both hours of a range on the clock. An hour without am or
// pm takes that of the other where the range then goes forward.
func (p *parser) rangeOfTimes(r hourRange) (t clockTimes, err error) {
	r.from.bare = r.from.bare && r.to.half == anyHalf
	r.to.bare = r.to.bare && r.from.half == anyHalf
	if r.from.bare || r.to.bare {
		return t, p.ask("when.which_hour", r.span, r.choices()...)
	}
	start, err := p.clockOf(r.from)
	if err != nil {
		return t, err
	}
	end, err := p.clockOf(r.to)
	if err != nil {
		return t, err
	}
	if r.to.midnight {
		end = planner.Clock{Hour: 24}
	}
	if later := half12(r.from, start); r.from.half == anyHalf && r.to.half != anyHalf && later.Compare(end) < 0 {
		start = later
	}
	if later := half12(r.to, end); r.to.half == anyHalf && r.from.half != anyHalf && end.Compare(start) < 0 {
		end = later
	}
	t = clockTimes{said: true, start: start, ranged: true, end: planner.Clock{Hour: end.Hour % 24, Minute: end.Minute}}
	t.length = sinceMidnight(end) - sinceMidnight(start)
	if t.length < 0 {
		t.length += 24 * time.Hour
	}
	if t.length == 0 || t.length > tooLong && end.Compare(start) < 0 || start.Hour == 24 {
		return t, p.refuse("when.order", r.span)
	}
	return t, nil
}

// half12 is the clock in the second half of the day, if it is not there yet.
func half12(h hour, c planner.Clock) planner.Clock {
	if c.Hour < 12 && h.half == anyHalf && !h.midnight {
		c.Hour += 12
	}
	return c
}

func sinceMidnight(c planner.Clock) time.Duration {
	return time.Duration(c.Hour)*time.Hour + time.Duration(c.Minute)*time.Minute
}

// choices are the ranges that may be meant by hours without am or pm.
func (r hourRange) choices() (texts []string) {
	for _, from := range r.from.either() {
		for _, to := range r.to.either() {
			a, _ := planner.ParseClock(from)
			b, _ := planner.ParseClock(to)
			length := (sinceMidnight(b) - sinceMidnight(a) + 24*time.Hour) % (24 * time.Hour)
			if 0 < length && length <= tooLong {
				texts = append(texts, from+"-"+to)
			}
		}
	}
	return texts
}

func (h hour) either() []string {
	if h.bare || h.half == anyHalf && 1 <= h.hour && h.hour <= 6 { // the other one is in question
		return h.choices()
	}
	n := h.hour
	if h.half == pmHalf && n < 12 {
		n += 12
	}
	return []string{fmt.Sprintf("%02d:%02d", n, h.minute)}
}
