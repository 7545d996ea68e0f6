package planner

import (
	"fmt"
	"strings"
	"time"
)

// Wishes say how little a person, or a room, wants of reminders that nobody set
// by hand. The zero value is what everybody gets who said nothing.
type Wishes struct {
	Person PersonID // whose; or
	Room   RoomID   // of which room
	Level  Level
	Quiet  Quiet // of a person: for private messages
}

// Level is how many reminders somebody takes.
type Level string

// The levels, from all to none.
const (
	AllReminders Level = ""
	DayBefore    Level = "day"    // only the one of the day before
	DigestOnly   Level = "digest" // no reminder, only the digest
	NoReminders  Level = "none"   // neither
)

// Takes says whether a reminder comes at this level. One that was set by hand
// always does; a digest, as long as nothing was said against it.
func (l Level) Takes(r Reminder) bool {
	if r.Schedule != "" {
		return l != NoReminders
	}
	return r.ByHand || l == AllReminders || l == DayBefore && r.Lead.Months == 0 && r.Lead.Days == 1
}

// Quiet is when a person receives no private reminder, by the clocks of their
// zone: from one clock to the next time that the other is shown. The zero
// value means [UsualQuiet].
type Quiet struct {
	From, To Clock
	Off      bool // there are none
}

// UsualQuiet are the quiet hours of whoever named no others.
func UsualQuiet() Quiet { return Quiet{From: Clock{Hour: 21}, To: Clock{Hour: 8}} }

// Length is how long the quiet hours are on an ordinary day.
func (q Quiet) Length() time.Duration {
	if q = q.orUsual(); q.Off {
		return 0
	}
	minutes := (q.To.Hour-q.From.Hour)*60 + q.To.Minute - q.From.Minute
	return time.Duration((minutes+24*60)%(24*60)) * time.Minute
}

func (q Quiet) orUsual() Quiet {
	if q == (Quiet{}) {
		return UsualQuiet()
	}
	return q
}

// Validate says what is wrong with q, as a [*Refusal], or nil.
func (q Quiet) Validate() error {
	if q.Length() > MaxQuiet || q != (Quiet{}) && !q.Off && q.From == q.To {
		return &Refusal{Why: "quiet.long", Args: map[string]any{"n": int(MaxQuiet / time.Hour)}}
	}
	return nil
}

// Around are the quiet hours (from, and until before to) in which an instant
// lies in a zone; inside is false when it lies in none.
func (q Quiet) Around(at time.Time, zone string) (from, to time.Time, inside bool, err error) {
	if q = q.orUsual(); q.Off {
		return from, to, false, nil
	}
	wall, err := WallAt(at, zone)
	if err != nil {
		return from, to, false, err
	}
	over := 0 // midnights between begin and end
	if q.To.Compare(q.From) <= 0 {
		over = 1
	}
	for _, begin := range []Date{wall.Date.AddDays(-over), wall.Date} {
		if from, _, err = ResolveLocal(Wall{begin, q.From}, zone); err != nil {
			return from, to, false, err
		}
		if to, _, err = ResolveLocal(Wall{begin.AddDays(over), q.To}, zone); err != nil {
			return from, to, false, err
		}
		if !at.Before(from) && at.Before(to) {
			return from, to, true, nil
		}
	}
	return time.Time{}, time.Time{}, false, nil
}

// MarshalText is "22:00-07:00", "none", or nothing for the usual ones.
func (q Quiet) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// String is as MarshalText.
func (q Quiet) String() string {
	switch {
	case q == (Quiet{}):
		return ""
	case q.Off:
		return "none"
	}
	return q.From.String() + "-" + q.To.String()
}

// UnmarshalText reads what MarshalText writes.
func (q *Quiet) UnmarshalText(text []byte) error {
	*q = Quiet{}
	switch string(text) {
	case "":
		return nil
	case "none":
		q.Off = true
		return nil
	}
	from, to, found := strings.Cut(string(text), "-")
	if !found {
		return fmt.Errorf("read quiet hours: %q", text)
	}
	var err error
	if q.From, err = ParseClock(from); err != nil {
		return err
	}
	q.To, err = ParseClock(to)
	return err
}
