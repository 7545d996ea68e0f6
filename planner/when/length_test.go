package when

import (
	"testing"
	"time"

	"entente/planner"
)

// TestParseLength: how long something lasts, and what says something else.
func TestParseLength(t *testing.T) {
	hour := time.Hour
	for text, want := range map[string]Shift{
		"90 minutes": {Exact: 90 * time.Minute}, "90 min": {Exact: 90 * time.Minute}, "for 90 minutes": {Exact: 90 * time.Minute},
		"an hour": {Exact: hour}, "an hour and a half": {Exact: hour + hour/2}, "half an hour": {Exact: hour / 2}, "1.5 hours": {Exact: hour + hour/2}, "two hours": {Exact: 2 * hour},
		"1 h 30": {Exact: hour + hour/2}, "1h30": {Exact: hour + hour/2}, "1 h 30 min": {Exact: hour + hour/2}, "une heure et demie": {Exact: hour + hour/2}, "une demi-heure": {Exact: hour / 2}, "2 heures": {Exact: 2 * hour},
		"a day": {Days: 1}, "un jour": {Days: 1}, "3 days": {Days: 3}, "two weeks": {Days: 14}, "deux mois": {Months: 2},
		"": {}, "16:00": {}, "long": {}, "90 minutes on 16 March": {}, "0 minutes": {}, "1 h 75": {}, "the hour": {}, "30": {},
	} {
		for _, lang := range []planner.Lang{planner.English, planner.French} {
			if got, err := ParseLength(text, lang); got != want || (err == nil) != (want != Shift{}) {
				t.Errorf("%q in %s is %v, %v; want %v", text, lang, got, err, want)
			}
		}
	}
}
