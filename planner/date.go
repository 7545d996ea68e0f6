package planner

import (
	"cmp"
	"fmt"
	"time"
)

// ParseDate reads "2027-05-12". The error is a [*Refusal] for a text of
// another form and for a day that does not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, &Refusal{Why: "when.impossible", Words: s}
	}
	return dateOf(t), nil
}

// String is the date as "2027-05-12".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// IsZero says whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Valid says whether the day exists, in the years 1 to 9999.
func (d Date) Valid() bool {
	return 1 <= d.Year && d.Year <= 9999 && dateOf(d.asUTC()) == d
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.asUTC().Weekday() }

// AddDays is the date n days later; n may be negative.
func (d Date) AddDays(n int) Date { return dateOf(d.asUTC().AddDate(0, 0, n)) }

// AddMonths is the same day number n months later, or the last day of that
// month where it has fewer days; n may be negative.
func (d Date) AddMonths(n int) Date {
	first := dateOf(Date{d.Year, d.Month, 1}.asUTC().AddDate(0, n, 0))
	last := first.lastOfMonth()
	first.Day = min(d.Day, last.Day)
	return first
}

// DaysUntil is the number of days from d to other; negative when other is
// earlier.
func (d Date) DaysUntil(other Date) int {
	const day = 24 * 60 * 60
	return int((other.asUTC().Unix() - d.asUTC().Unix()) / day)
}

// Compare is -1, 0 or +1 as d is before, the same as, or after other.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before says whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// MarshalText is the date as "2027-05-12", or nothing for the zero date.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	if !d.Valid() {
		return nil, fmt.Errorf("write date: %s does not exist", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

func (d Date) lastOfMonth() Date {
	return dateOf(Date{d.Year, d.Month, 1}.asUTC().AddDate(0, 1, -1))
}

// asUTC is the date written into UTC, where every day has 24 hours, to do
// arithmetic with; it is not the instant at which the day begins anywhere.
func (d Date) asUTC() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// dateOf is the date that t shows in its own location.
func dateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}
