package when

import (
	"strings"
	"testing"
	"time"

	"entente/planner"
)

// TestContext reads phrases on other days and in other zones than the corpora.
func TestContext(t *testing.T) {
	tests := []struct {
		now, zone string
		lang      planner.Lang
		phrase    string
		want      string
	}{
		// A weekday in each part of the week.
		{"2027-03-08T09:00:00+01:00", "Europe/Paris", "en", "next Monday", "2027-03-15"},
		{"2027-03-08T09:00:00+01:00", "Europe/Paris", "en", "next Sunday", "? when.which_date [next Sunday]: 2027-03-14 | 2027-03-21"},
		{"2027-03-14T09:00:00+01:00", "Europe/Paris", "en", "next Monday", "2027-03-15"},
		{"2027-03-14T09:00:00+01:00", "Europe/Paris", "fr", "dimanche prochain", "2027-03-21"},
		{"2027-03-14T09:00:00+01:00", "Europe/Paris", "fr", "dimanche", "? when.which_date [dimanche]: 2027-03-14 | 2027-03-21"},
		{"2027-03-11T09:00:00+01:00", "Europe/Paris", "fr", "jeudi en huit", "2027-03-18"},
		{"2027-03-12T09:00:00+01:00", "Europe/Paris", "fr", "jeudi en huit", "2027-03-25"},

		// The year of a date without one, and months of different lengths.
		{"2027-01-04T09:00:00+01:00", "Europe/Paris", "en", "every Tuesday 15:00 from 12 January to 29 June",
			"2027-01-12T15:00 weekly/1 Tuesday until 2027-06-29"},
		{"2027-01-04T09:00:00+01:00", "Europe/Paris", "en", "Thu 28 Jan 4pm Paris time for 90 min",
			"2027-01-28T16:00 to 17:30 lasting 1h30m0s zone Europe/Paris"},
		{"2027-12-27T09:00:00+01:00", "Europe/Paris", "en", "20 December to 5 January",
			"? when.which_date [20 December to 5 January]: from 2027-12-20 to 2028-01-05 | from 2028-12-20 to 2029-01-05"},
		{"2027-12-31T09:00:00+01:00", "Europe/Paris", "en", "in a month", "2028-01-31"},
		{"2028-01-31T09:00:00+01:00", "Europe/Paris", "en", "in a month", "2028-02-29"},
		{"2028-01-31T09:00:00+01:00", "Europe/Paris", "en", "next month", "period 2028-02-01 to 2028-02-29"},
		{"2027-12-31T09:00:00+01:00", "Europe/Paris", "fr", "demain", "2028-01-01"},
		{"2027-12-31T09:00:00+01:00", "Europe/Paris", "fr", "le 30", "2028-01-30"},
		{"2028-01-31T09:00:00+01:00", "Europe/Paris", "fr", "le 30", "2028-03-30"},

		// An hour without a date is the next one on the writer's clock.
		{"2027-03-10T16:00:00+01:00", "Europe/Paris", "en", "at 3pm", "T15:00"},
		{"2027-03-27T23:30:00+01:00", "Europe/Paris", "en", "in 3 hours", "2027-03-28T03:30 at 2027-03-28T01:30:00Z"},

		// "Today" of somebody for whom it is another day.
		{"2027-03-10T22:00:00+01:00", "Europe/Paris", "en", "tomorrow 9:00 Tokyo time", "? when.which_date [tomorrow]: 2027-03-12 | 2027-03-11"},
		{"2027-03-10T12:00:00+01:00", "Europe/Paris", "en", "tomorrow 9:00 Tokyo time", "2027-03-11T09:00 zone Asia/Tokyo"},
		{"2027-03-10T22:00:00+01:00", "Europe/Paris", "en", "12 May 9:00 Tokyo time", "2027-05-12T09:00 zone Asia/Tokyo"},
		{"2027-03-10T12:00:00Z", "Pacific/Auckland", "en", "today", "2027-03-11"},

		// Abbreviations in summer and winter.
		{"2027-07-01T12:00:00Z", "Europe/Paris", "en", "tomorrow 9:00 CET", "? when.which_zone [CET]: Europe/Paris | Africa/Algiers"},
		{"2027-07-01T12:00:00Z", "Europe/Paris", "en", "tomorrow 9:00 CEST", "2027-07-02T09:00 zone Europe/Paris"},
		{"2027-07-01T12:00:00Z", "Europe/Paris", "en", "every Tuesday 9:00 JST", "2027-07-06T09:00 zone Asia/Tokyo weekly/1 Tuesday"},

		// A series that begins today, or whose hour is over.
		{"2027-03-09T14:00:00+01:00", "Europe/Paris", "en", "every Tuesday at 15:00", "2027-03-09T15:00 weekly/1 Tuesday"},
		{"2027-03-09T16:00:00+01:00", "Europe/Paris", "en", "every Tuesday at 15:00", "2027-03-16T15:00 weekly/1 Tuesday"},
		{"2027-03-09T16:00:00+01:00", "Europe/Paris", "fr", "tous les mois le 31 s'il existe", "2027-03-31 monthly/1"},
	}
	for _, tt := range tests {
		now, err := time.Parse(time.RFC3339, tt.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(Parse(tt.phrase, Context{Now: now, Zone: tt.zone, Lang: tt.lang})); got != tt.want {
			t.Errorf("%s, at %s in %s\n got %s\nwant %s", tt.phrase, tt.now, tt.zone, got, tt.want)
		}
	}
}

func TestHourWithoutDate(t *testing.T) {
	c := march10(planner.English) // 09:00 in Paris, 15:00 in Hanoi
	for phrase, want := range map[string]string{
		"at 3pm":           "2027-03-10T15:00",
		"at 8:00":          "2027-03-11T08:00",
		"16:00 Hanoi time": "2027-03-10T16:00",
		"14:00 Hanoi time": "2027-03-11T14:00",
		"14:00+02:00":      "2027-03-10T13:00",
		"9:00+02:00":       "2027-03-11T08:00",
	} {
		r, err := Parse(phrase, c)
		if err != nil || r.HasDate || r.Start.String() != want {
			t.Errorf("%s: %v, %v; want %s", phrase, r.Start, err, want)
		}
	}
}

func TestUnknownZoneOfWriter(t *testing.T) {
	if _, err := Parse("tomorrow", Context{Now: march10("").Now}); err == nil {
		t.Error("a writer without a zone has no tomorrow")
	}
}

func TestReadingSpan(t *testing.T) {
	for phrase, want := range map[string]string{
		"12 May 2027":                       "Wed 12 May 2027",
		"12-16 May 2027":                    "Wed 12 – Sun 16 May 2027",
		"12 May 2027 14:00":                 "Wed 12 May 2027, 14:00–15:00 Paris",
		"12 May 2027 14:00 for 3 hours":     "Wed 12 May 2027, 14:00–17:00 Paris",
		"12 May 2027 14:00 Hanoi time":      "Wed 12 May 2027, 14:00–15:00 Hanoi",
		"every Tuesday 15:00-16:30":         "Tue 16 March 2027, 15:00–16:30 Paris",
		"2027-05-12T14:00:00Z for 1 hour":   "Wed 12 May 2027, 14:00–15:00 UTC",
		"2027-05-12T14:00+00:00 for 1 hour": "Wed 12 May 2027, 16:00–17:00 Paris",
		// What lasts so long ends when it has passed, where summer time begins or ends meanwhile.
		"28 March 2027 01:30 for 90 minutes":                    "Sun 28 March 2027, 01:30–04:00 Paris",
		"31 October 2027 01:30 for 3 hours":                     "Sun 31 October 2027, 01:30–03:30 Paris",
		"7 November 2027 00:30 America/New_York for four hours": "Sun 7 November 2027, 00:30–03:30 New York",
		"28 March 2027 01:30-03:30":                             "Sun 28 March 2027, 01:30–03:30 Paris",
		"12 May 22:00 to 13 May 2027 01:00":                     "Wed 12 May 2027, 22:00–01:00 Paris",
	} {
		r, err := Parse(phrase, march10(planner.English))
		if got := Say(r.Span(planner.Meeting, "Europe/Paris"), Reader{}); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", phrase, got, err, want)
		}
	}
}

// TestManyTimes reads texts whose every part could be read again without another.
func TestManyTimes(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("15:00 Paris / 9:00 Montréal, ", 100),
		strings.Repeat("12 May 10:00 ", 300) + "or " + strings.Repeat("13 May 11:00 ", 300),
		strings.Repeat("12 May or ", 500),
	} {
		start := time.Now()
		if _, err := Parse(text, march10(planner.English)); err == nil {
			t.Errorf("%.40s… is understood", text)
		}
		if _, err := Find(text, march10(planner.English)); err == nil {
			t.Errorf("%.40s… is understood in a sentence", text)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%.40s… takes %v", text, took)
		}
	}
}
