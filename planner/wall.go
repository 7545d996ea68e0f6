package planner

import (
	"cmp"
	"fmt"
	"time"
)

const (
	clockLayout = "15:04"
	wallLayout  = "2006-01-02T15:04"
)

// ParseClock reads "15:00"; 24:00 does not exist. The error is a [*Refusal].
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse(clockLayout, s)
	if err != nil || len(s) != len(clockLayout) {
		return Clock{}, &Refusal{Why: "when.impossible", Words: s}
	}
	return Clock{t.Hour(), t.Minute()}, nil
}

// String is the clock as "15:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// Valid says whether the clock lies between 00:00 and 23:59.
func (c Clock) Valid() bool {
	return 0 <= c.Hour && c.Hour <= 23 && 0 <= c.Minute && c.Minute <= 59
}

// Compare is -1, 0 or +1 as c is before, the same as, or after other.
func (c Clock) Compare(other Clock) int {
	return cmp.Or(cmp.Compare(c.Hour, other.Hour), cmp.Compare(c.Minute, other.Minute))
}

// MarshalText is the clock as "15:00".
func (c Clock) MarshalText() ([]byte, error) {
	if !c.Valid() {
		return nil, fmt.Errorf("write clock: %s does not exist", c)
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (c *Clock) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClock(string(text))
	return err
}

// ParseWall reads "2027-05-12T15:00". The error is a [*Refusal].
func ParseWall(s string) (Wall, error) {
	t, err := time.Parse(wallLayout, s)
	if err != nil || len(s) != len(wallLayout) || t.Year() < 1 {
		return Wall{}, &Refusal{Why: "when.impossible", Words: s}
	}
	return wallOf(t), nil
}

// String is the wall time as "2027-05-12T15:00".
func (w Wall) String() string { return w.Date.String() + "T" + w.Clock.String() }

// IsZero says whether there is no wall time.
func (w Wall) IsZero() bool { return w == Wall{} }

// Valid says whether the day exists and has that hour on ordinary days; in a
// zone it may still fall into a gap: see [ResolveLocal].
func (w Wall) Valid() bool { return w.Date.Valid() && w.Clock.Valid() }

// Compare is -1, 0 or +1 as w is before, the same as, or after other, read as
// times of one zone.
func (w Wall) Compare(other Wall) int {
	return cmp.Or(w.Date.Compare(other.Date), w.Clock.Compare(other.Clock))
}

// Add is the wall time that is d later on a clock that is never changed: it
// is arithmetic on what people write, not on instants.
func (w Wall) Add(d time.Duration) Wall { return wallOf(w.asUTC().Add(d)) }

// Sub is how much later w is than other, on a clock that is never changed.
func (w Wall) Sub(other Wall) time.Duration { return w.asUTC().Sub(other.asUTC()) }

// MarshalText is the wall time as "2027-05-12T15:00", or nothing for the zero
// wall time.
func (w Wall) MarshalText() ([]byte, error) {
	if w.IsZero() {
		return nil, nil
	}
	if !w.Valid() {
		return nil, fmt.Errorf("write wall time: %s does not exist", w)
	}
	return []byte(w.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (w *Wall) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*w = Wall{}
		return nil
	}
	*w, err = ParseWall(string(text))
	return err
}

// asUTC is the wall time written into UTC, to do arithmetic with.
func (w Wall) asUTC() time.Time {
	return time.Date(w.Date.Year, w.Date.Month, w.Date.Day, w.Clock.Hour, w.Clock.Minute, 0, 0, time.UTC)
}

// wallOf is the wall time that t shows in its own location.
func wallOf(t time.Time) Wall { return Wall{dateOf(t), Clock{t.Hour(), t.Minute()}} }
