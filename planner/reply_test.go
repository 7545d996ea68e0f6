package planner_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/planner"
)

// hall is a date whose places people ask for, as the store keeps it.
type hall struct {
	seats   planner.Seats // without those who ask
	replies map[planner.PersonID]planner.Reply
}

// load is the hall as it is read for one command.
func (h *hall) load() *planner.Seats {
	s := h.seats
	for _, r := range h.replies {
		switch {
		case r.Waits():
			s.Queue = append(s.Queue, r)
		case r.Answer == planner.YesOnSite && r.State == planner.Confirmed:
			s.Taken++
		}
		s.Last = max(s.Last, r.Turn)
	}
	slices.SortFunc(s.Queue, func(a, b planner.Reply) int { return a.Turn - b.Turn })
	return &s
}

func (h *hall) keep(replies ...planner.Reply) {
	for _, r := range replies {
		h.replies[r.Person] = r
	}
}

// answer is one command: settle, answer, settle.
func (h *hall) answer(person planner.PersonID, answer planner.Answer, now time.Time) planner.Reply {
	s := h.load()
	h.keep(s.Settle(now)...)
	was := h.replies[person]
	was.Person = person
	h.keep(s.Answer(was, answer, now))
	h.keep(s.Settle(now)...)
	return h.replies[person]
}

func newHall(capacity int) *hall {
	return &hall{
		seats:   planner.Seats{Capacity: capacity, Start: begins},
		replies: map[planner.PersonID]planner.Reply{},
	}
}

var (
	opens  = time.Date(2027, 5, 1, 8, 0, 0, 0, time.UTC)
	begins = opens.Add(10 * 24 * time.Hour)
)

func TestWhoGetsAPlace(t *testing.T) {
	const (
		onSite, remote, maybe, no = planner.YesOnSite, planner.YesRemote, planner.Maybe, planner.No
		h                         = time.Hour
	)
	type said struct {
		after  time.Duration
		person planner.PersonID
		answer planner.Answer
	}
	for _, c := range []struct {
		name     string
		capacity int
		said     []said
		want     string // state of ann, bob, cleo, in order, as far as they answered
	}{
		{"no limit", 0, []said{{0, "ann", onSite}, {0, "bob", onSite}}, "confirmed confirmed"},
		{"the last place", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}}, "confirmed waiting"},
		{"the room alone is limited", 1, []said{{0, "ann", onSite}, {0, "bob", remote}, {0, "cleo", maybe}}, "confirmed confirmed confirmed"},
		{"saying it twice changes nothing", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {h, "bob", onSite}, {h, "ann", onSite}}, "confirmed waiting"},
		{"a freed place is offered to the first", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {0, "cleo", onSite}, {h, "ann", no}}, "confirmed offered waiting"},
		{"and taken by saying so", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {0, "cleo", onSite}, {h, "ann", no}, {2 * h, "bob", onSite}}, "confirmed confirmed waiting"},
		{"declined, it goes on", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {0, "cleo", onSite}, {h, "ann", no}, {2 * h, "bob", no}}, "confirmed confirmed offered"},
		{"nobody jumps the queue", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {h, "ann", remote}, {2 * h, "cleo", onSite}}, "confirmed offered waiting"},
		{"not taken in 48 hours, it goes on", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {0, "cleo", onSite}, {h, "ann", no}, {49 * h, "ann", maybe}}, "confirmed lapsed offered"},
		{"who let it lapse asks anew", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {0, "cleo", onSite}, {h, "ann", no}, {50 * h, "bob", onSite}}, "confirmed waiting offered"},
		{"leaving the list", 1, []said{{0, "ann", onSite}, {0, "bob", onSite}, {0, "cleo", onSite}, {h, "bob", remote}, {2 * h, "ann", no}}, "confirmed confirmed offered"},
	} {
		t.Run(c.name, func(t *testing.T) {
			hall := newHall(c.capacity)
			for _, s := range c.said {
				hall.answer(s.person, s.answer, opens.Add(s.after))
			}
			got := ""
			for _, person := range []planner.PersonID{"ann", "bob", "cleo"} {
				if r, answered := hall.replies[person]; answered {
					got += " " + string(r.State)
				}
			}
			if got != " "+c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestOffersEndInTime(t *testing.T) {
	for _, c := range []struct{ left, want time.Duration }{
		{10 * 24 * time.Hour, 48 * time.Hour},
		{96 * time.Hour, 48 * time.Hour},
		{24 * time.Hour, 12 * time.Hour},
		{40 * time.Minute, 20 * time.Minute},
		{20 * time.Minute, 15 * time.Minute},
		{5 * time.Minute, 5 * time.Minute},
		{-time.Hour, 0},
	} {
		if got := planner.OfferUntil(begins.Add(-c.left), begins).Sub(begins.Add(-c.left)); got != c.want {
			t.Errorf("%s before the start: for %s, want %s", c.left, got, c.want)
		}
	}
}

// TestPlacesAreKept: whatever people say, and however the room changes, there
// are never more people than places, nobody is passed over, no place stays empty
// while somebody waits, and nobody is lost.
func TestPlacesAreKept(t *testing.T) {
	answers := []planner.Answer{planner.YesOnSite, planner.YesOnSite, planner.YesOnSite, planner.YesRemote, planner.Maybe, planner.No}
	rapid.Check(t, func(t *rapid.T) {
		hall := newHall(rapid.IntRange(0, 4).Draw(t, "capacity"))
		now := opens
		answered := map[planner.PersonID]planner.Answer{}
		for step := range rapid.IntRange(1, 60).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "hours")) * time.Hour)
			before := map[planner.PersonID]planner.Reply{}
			for person, r := range hall.replies {
				before[person] = r
			}
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0: // another room, but not too small for who has a place
				if c := rapid.IntRange(0, 5).Draw(t, "places"); c == 0 || c >= hall.load().Taken {
					hall.seats.Capacity = c
				}
				s := hall.load()
				hall.keep(s.Settle(now)...)
			default:
				person := planner.PersonID(fmt.Sprint("p", rapid.IntRange(0, 7).Draw(t, "person")))
				answer := rapid.SampledFrom(answers).Draw(t, "answer")
				hall.answer(person, answer, now)
				answered[person] = answer
			}
			checkHall(t, hall, before, answered, now, step)
		}
	})
}

func checkHall(t *rapid.T, h *hall, before map[planner.PersonID]planner.Reply, answered map[planner.PersonID]planner.Answer, now time.Time, step int) {
	s := h.load()
	if s.Over() > 0 || s.Free() < 0 {
		t.Fatalf("step %d: %d on site and %d queued for %d places", step, s.Taken, len(s.Queue), s.Capacity)
	}
	for person, answer := range answered {
		if r := h.replies[person]; r.Answer != answer {
			t.Fatalf("step %d: %s said %s, kept is %s", step, person, answer, r.Answer)
		}
	}
	for _, r := range s.Queue {
		switch {
		case r.State == planner.Waiting && s.Free() > 0 && now.Before(s.Start):
			t.Fatalf("step %d: %s waits although there is a place", step, r.Person)
		case r.State == planner.Offered && (!r.Until.After(now) || r.Until.After(s.Start)):
			t.Fatalf("step %d: %s is offered a place until %s", step, r.Person, r.Until)
		}
		for _, other := range h.replies {
			gained := other.Waits() != before[other.Person].Waits() || other.State != before[other.Person].State
			has := other.State == planner.Offered || other.Answer == planner.YesOnSite && other.State == planner.Confirmed
			if r.State == planner.Waiting && before[r.Person].State == planner.Waiting && before[r.Person].Turn == r.Turn &&
				gained && has && other.Turn > r.Turn {
				t.Fatalf("step %d: %s (turn %d) got a place before %s (turn %d)", step, other.Person, other.Turn, r.Person, r.Turn)
			}
		}
	}
}

func TestWhenRepliesClose(t *testing.T) {
	span := planner.Timed(planner.Wall{Date: planner.Date{Year: 2027, Month: 5, Day: 11}, Clock: planner.Clock{Hour: 10}}, time.Hour, "Europe/Paris")
	start, end, _, err := span.Resolve()
	if err != nil {
		t.Fatal(err)
	}
	o := planner.Occurrence{Span: span, StartAt: start, EndAt: end}
	for text, want := range map[string]time.Time{
		"":                 end,
		"48h0m0s":          start.Add(-48 * time.Hour),
		"2027-05-03T18:00": time.Date(2027, 5, 3, 16, 0, 0, 0, time.UTC),
	} {
		var c planner.Cutoff
		if err := c.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		got, err := planner.Event{Cutoff: c}.RepliesClose(o)
		if err != nil || !got.Equal(want) || c.String() != text {
			t.Errorf("%q: %s (%q), want %s; %v", text, got, c.String(), want, err)
		}
	}
}
