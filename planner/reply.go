package planner

import (
	"math"
	"time"
)

// Answer is what a person says of coming.
type Answer string

// The answers to an invitation.
const (
	YesOnSite Answer = "on_site"
	YesRemote Answer = "remote"
	Maybe     Answer = "maybe"
	No        Answer = "no"
)

// Comes says whether it is a yes.
func (a Answer) Comes() bool { return a == YesOnSite || a == YesRemote }

// ReplyState is what became of an answer. Only who comes on site waits or is
// offered a place: the room is what is limited.
type ReplyState string

// The states of a reply.
const (
	Confirmed ReplyState = "confirmed" // it counts as given
	Waiting   ReplyState = "waiting"   // on the waiting list
	Offered   ReplyState = "offered"   // a freed place is kept for them until Until
	Lapsed    ReplyState = "lapsed"    // they did not take it in time, and wait no more
)

// Reply is what a person answered for one date of an event.
type Reply struct {
	ID         ReplyID
	Event      EventID
	Occurrence OccurrenceID
	Person     PersonID
	Answer     Answer
	State      ReplyState
	Turn       int       // of who comes on site: whoever has the lower one asked first
	At         time.Time // when it was given
	Until      time.Time // with Offered: when the offer lapses
}

// Comes says whether the person is expected: they said yes, and have their
// place if they come on site.
func (r Reply) Comes() bool { return r.Answer.Comes() && r.State == Confirmed }

// Says says whether the reply is what answer would make of it: given again it
// changes nothing. An offered place is taken by saying yes again.
func (r Reply) Says(answer Answer) bool {
	return r.Answer == answer && (r.State == Confirmed || r.State == Waiting)
}

// Waits says whether the person waits for a place, or is being offered one.
func (r Reply) Waits() bool { return r.State == Waiting || r.State == Offered }

// Seats are the places on site of one date. Its methods decide who has one;
// the caller keeps what they return.
type Seats struct {
	Capacity int       // 0: no limit
	Taken    int       // confirmed on site
	Queue    []Reply   // those offered a place and those who wait, by Turn
	Last     int       // the highest Turn given so far
	Start    time.Time // of the date: nothing is offered from then on
}

// Free is how many places are neither taken nor kept for somebody; below zero
// when there are too many people.
func (s *Seats) Free() int {
	if s.Capacity == 0 {
		return math.MaxInt
	}
	return s.Capacity - s.Taken - s.count(Offered)
}

// Over is how many more have a place than there are places.
func (s *Seats) Over() int {
	if s.Capacity == 0 {
		return 0
	}
	return max(0, s.Taken-s.Capacity)
}

// Answer is the reply of a person who answered was before (zero: nothing). Who
// holds a place, or waits, keeps it when they say the same again; who is offered
// one takes it; any other gets a place if one is free and nobody waits, else
// waits as the last. [Seats.Settle] comes before it, so that no offer has
// lapsed, and after it, since it may have freed a place.
func (s *Seats) Answer(was Reply, answer Answer, now time.Time) Reply {
	if was.Says(answer) {
		return was
	}
	is := was
	is.Answer, is.State, is.At, is.Until = answer, Confirmed, now, time.Time{}
	kept := was.Answer == YesOnSite && was.State == Offered
	s.drop(was)
	if answer != YesOnSite {
		return is
	}
	if !kept && (s.Free() <= 0 || s.count(Waiting) > 0) {
		is.State = Waiting
	}
	if !kept {
		s.Last++
		is.Turn = s.Last
	}
	if is.State == Confirmed {
		s.Taken++
	} else {
		s.Queue = append(s.Queue, is)
	}
	return is
}

// Settle ends the offers that have lapsed by now, and offers the free places to
// those who wait, in order. Where there is no limit any more, all have a place.
// Where there are fewer places than before, the last offers are taken back:
// those who had them wait at their turn. It returns the replies that changed.
func (s *Seats) Settle(now time.Time) (changed []Reply) {
	for i := len(s.Queue) - 1; i >= 0; i-- {
		if r := s.Queue[i]; r.State == Offered && s.Capacity > 0 && !r.Until.After(now) {
			r.State, r.Until = Lapsed, time.Time{}
			changed = append(changed, r)
			s.drop(r)
		}
	}
	for i := len(s.Queue) - 1; i >= 0 && s.Free() < 0; i-- {
		if r := &s.Queue[i]; r.State == Offered {
			r.State, r.Until = Waiting, time.Time{}
			changed = append(changed, *r)
		}
	}
	for i := 0; i < len(s.Queue) && s.Free() > 0; i++ {
		r := s.Queue[i]
		switch {
		case s.Capacity == 0:
			r.State, r.Until = Confirmed, time.Time{}
			s.drop(r)
			s.Taken++
			i--
		case r.State == Waiting && now.Before(s.Start):
			r.State, r.Until = Offered, OfferUntil(now, s.Start)
			s.Queue[i] = r
		default:
			continue
		}
		changed = append(changed, r)
	}
	return changed
}

// count is how many of the queue are in a state.
func (s *Seats) count(state ReplyState) (n int) {
	for _, r := range s.Queue {
		if r.State == state {
			n++
		}
	}
	return n
}

// drop takes a reply out of those who have a place or wait for one.
func (s *Seats) drop(r Reply) {
	for i, queued := range s.Queue {
		if queued.Person == r.Person {
			s.Queue = append(s.Queue[:i:i], s.Queue[i+1:]...)
			return
		}
	}
	if r.Answer == YesOnSite && r.State == Confirmed {
		s.Taken--
	}
}

// OfferUntil is when the offer of a place lapses that somebody learns of at
// told: after [OfferWithin], or half of the time that is left to the start
// where that is sooner, so that it can go on to others; never after the start.
func OfferUntil(told, start time.Time) time.Time {
	left := start.Sub(told)
	within := min(OfferWithin, max(left/2, OfferAtLeast))
	return told.Add(max(0, min(within, left)))
}

// Cutoff is until when a date takes replies; the zero value is until it ends.
type Cutoff struct {
	At     Wall          // on the clocks of the event's zone; or
	Before time.Duration // so long before each date starts, whole minutes
}

// RepliesClose is the instant from which the date o of e takes no more replies.
func (e Event) RepliesClose(o Occurrence) (time.Time, error) {
	switch {
	case e.Cutoff.At != Wall{}:
		at, _, err := ResolveLocal(e.Cutoff.At, o.Span.Zone)
		return at, err
	case e.Cutoff.Before > 0:
		return o.StartAt.Add(-e.Cutoff.Before), nil
	}
	return o.EndAt, nil
}

// String is "2027-05-03T18:00", "48h0m0s", or nothing for the zero value.
func (c Cutoff) String() string {
	switch {
	case c.At != Wall{}:
		return c.At.String()
	case c.Before > 0:
		return c.Before.String()
	}
	return ""
}

// UnmarshalText reads what String writes.
func (c *Cutoff) UnmarshalText(text []byte) (err error) {
	*c = Cutoff{}
	if len(text) == 0 {
		return nil
	}
	if c.Before, err = time.ParseDuration(string(text)); err == nil {
		return nil
	}
	return c.At.UnmarshalText(text)
}
