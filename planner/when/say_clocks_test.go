package when

import (
	"testing"
	"time"

	"entente/planner"
)

// TestSayClocks: the event's own zone first, then from west to east, each hour
// once, with the weekday where it is another.
func TestSayClocks(t *testing.T) {
	at := time.Date(2027, time.January, 12, 14, 0, 0, 0, time.UTC)
	zones := []string{"Europe/Paris", "Australia/Sydney", "Europe/Berlin", "Asia/Ho_Chi_Minh", "America/Montreal", "Asia/Kathmandu", "Nowhere/Atall"}
	for lang, want := range map[planner.Lang]string{
		planner.English: "15:00 Paris UTC+1 · 09:00 Montréal UTC−5 · 19:45 Kathmandu UTC+5:45 · 21:00 Hanoi UTC+7 · Wed 01:00 Sydney UTC+11",
		planner.French: "15\u00a0h à Paris UTC+1 · 9\u00a0h à Montréal UTC−5 · 19\u00a0h\u00a045 à Katmandou UTC+5:45 · 21\u00a0h à Hanoï UTC+7 · " +
			"mercredi 1\u00a0h\u00a000 à Sydney UTC+11",
	} {
		got := ""
		for _, c := range SayClocks(at, zones, Reader{Lang: lang}) {
			if got != "" {
				got += " · "
			}
			if c.Weekday != "" {
				got += c.Weekday + " "
			}
			got += c.Said + " " + SayOffset(at, c.Zone)
		}
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := SayClocks(at, nil, Reader{}); got != nil {
		t.Errorf("of no zone: %v", got)
	}
}

func TestSayDays(t *testing.T) {
	for _, tt := range []struct{ first, last, en, fr string }{
		{"2027-03-14", "2027-03-27", "14 to 27 March 2027", "14 au 27 mars 2027"},
		{"2027-10-31", "2027-11-06", "31 October to 6 November 2027", "31 octobre au 6 novembre 2027"},
		{"2027-12-31", "2028-01-01", "31 December 2027 to 1 January 2028", "31 décembre 2027 au 1er janvier 2028"},
		{"2027-03-14", "2027-03-14", "14 March 2027", "14 mars 2027"},
	} {
		for lang, want := range map[planner.Lang]string{planner.English: tt.en, planner.French: tt.fr} {
			if got := SayDays(date(t, tt.first), date(t, tt.last), lang); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}

// TestAReaderWhoStaysElsewhere reads each date by the clocks of where they are
// then.
func TestAReaderWhoStaysElsewhere(t *testing.T) {
	r := ReaderOf(planner.Person{Zone: "Europe/Paris", Stays: []planner.Stay{
		{Zone: "Asia/Tokyo", First: date(t, "2027-05-05"), Last: date(t, "2027-05-12")},
	}}, planner.English, time.Date(2027, time.May, 1, 9, 0, 0, 0, time.UTC))
	in := planner.Span{Start: wall(t, "2027-05-11T20:00"), End: wall(t, "2027-05-11T21:00"), Zone: "Europe/Paris"}
	if got, want := Say(in, r), "Tue 11 May 2027, 20:00–21:00 Paris (Wed 12 May, 03:00–04:00 Tokyo)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	after := in.StartingAt(wall(t, "2027-05-13T20:00"))
	if got, want := Say(after, r), "Thu 13 May 2027, 20:00–21:00 Paris"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := SayInstant(time.Date(2027, time.May, 6, 9, 0, 0, 0, time.UTC), r), "Thu 6 May 2027, 18:00 Tokyo"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := Say(in, r.In("America/Lima")), "Tue 11 May 2027, 20:00–21:00 Paris (13:00–14:00 Lima)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
