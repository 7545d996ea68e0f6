package when

import (
	"errors"
	"testing"
	"time"

	"entente/planner"
)

func TestFindShift(t *testing.T) {
	for _, tt := range []struct {
		text, piece string
		want        Shift
		way         bool
	}{
		{"one hour later", "one hour later", Shift{Exact: time.Hour}, true},
		{"E5 half an hour earlier", "half an hour earlier", Shift{Exact: -30 * time.Minute}, true},
		{"the seminar of 6 April two weeks later", "two weeks later", Shift{Days: 14}, true},
		{"E5 by a month", "by a month", Shift{Months: 1}, false},
		{"E5 by 90 minutes @7", "by 90 minutes", Shift{Exact: 90 * time.Minute}, false},
		{"une heure plus tard", "une heure plus tard", Shift{Exact: time.Hour}, true},
		{"E5 deux jours plus tôt", "deux jours plus tôt", Shift{Days: -2}, true},
		{"E5 d'une semaine", "d'une semaine", Shift{Days: 7}, false},
		{"d’1h30", "d’1h30", Shift{Exact: 90 * time.Minute}, false},
		{"la séance du 6 avril de deux heures", "de deux heures", Shift{Exact: 2 * time.Hour}, false},
	} {
		for _, lang := range []planner.Lang{planner.English, planner.French} {
			got, err := FindShift(tt.text, lang)
			if err != nil || got.Shift != tt.want || got.Way != tt.way || tt.text[got.Piece[0]:got.Piece[1]] != tt.piece {
				t.Errorf("%s (%s): %+v, %v", tt.text, lang, got, err)
			}
		}
	}
}

// TestNoShift leaves alone what is a time of its own.
func TestNoShift(t *testing.T) {
	for _, text := range []string{
		"E5 to 20 May", "la séance de 15 h", "la séance de 2 h à 4 h", "E5 by Friday", "later", "3 days before E5", "E5 in a week",
		"du 20 au 24 mai", "the 2 hours of Tuesday", "",
	} {
		if found, err := FindShift(text, planner.French); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %+v, %v", text, found, err)
		}
	}
	var refusal *planner.Refusal
	if _, err := FindShift("0 days later", planner.English); !errors.As(err, &refusal) {
		t.Errorf("0 days later: %v", err)
	}
}

func TestShiftAfter(t *testing.T) {
	for _, tt := range []struct {
		from  string
		shift Shift
		want  string
	}{
		{"2027-03-28T01:30", Shift{Exact: time.Hour}, "2027-03-28T02:30"}, // the clock; resolved afterwards
		{"2027-03-16T23:30", Shift{Exact: time.Hour}, "2027-03-17T00:30"},
		{"2028-01-31T15:00", Shift{Months: 1}, "2028-02-29T15:00"},
		{"2028-01-03T15:00", Shift{Days: 7}.Reversed(), "2027-12-27T15:00"},
	} {
		if got := tt.shift.After(wall(t, tt.from)).String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.from, got, tt.want)
		}
	}
}
