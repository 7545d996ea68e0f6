package planner

import (
	"testing"
	"time"
)

// TestWorkingHour: requests wait for 9 h of a weekday, by the clock of whoever
// is asked.
func TestWorkingHour(t *testing.T) {
	for at, want := range map[string]string{
		"2027-02-05T10:00Z": "2027-02-05T10:00Z", // Friday, 11 h in Paris
		"2027-02-05T07:59Z": "2027-02-05T08:00Z",
		"2027-02-05T17:00Z": "2027-02-08T08:00Z", // 18 h: Monday
		"2027-02-06T10:00Z": "2027-02-08T08:00Z",
		"2027-02-07T23:30Z": "2027-02-08T08:00Z", // already Monday in Paris
		"2027-03-27T10:00Z": "2027-03-29T07:00Z", // after the summer time begins
	} {
		from, err := time.Parse("2006-01-02T15:04Z", at)
		if err != nil {
			t.Fatal(err)
		}
		got, err := WorkingHour(from, "Europe/Paris")
		if err != nil || got.Format("2006-01-02T15:04Z") != want {
			t.Errorf("%s: %s, %v, want %s", at, got, err, want)
		}
	}
}

// TestWorkingMorning: what would be said at a weekend is said on the Friday.
func TestWorkingMorning(t *testing.T) {
	for day, want := range map[int]string{5: "2027-02-05T07:30Z", 6: "2027-02-05T07:30Z", 7: "2027-02-05T07:30Z", 8: "2027-02-08T07:30Z"} {
		got, err := WorkingMorning(Date{Year: 2027, Month: 2, Day: day}, "Europe/Paris")
		if err != nil || got.UTC().Format("2006-01-02T15:04Z") != want {
			t.Errorf("%d February: %s, %v, want %s", day, got, err, want)
		}
	}
}
