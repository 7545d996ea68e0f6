package ical

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"entente/planner"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// wrapped is a calendar with one event of these lines.
func wrapped(lines ...string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u@h\r\nSUMMARY:Oceans\r\n" +
		strings.Join(lines, "\r\n") + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
}

func TestReadForeign(t *testing.T) {
	const paris = "DTSTART;TZID=Europe/Paris:20270112T150000"
	tests := []struct {
		name  string
		lines []string
		want  string // starts, with zones
	}{
		{"a floating time", []string{"DTSTART:20270112T150000"}, "2027-01-12T15:00 Asia/Tokyo"},
		{"UTC", []string{"DTSTART:20270112T150000Z", "DURATION:PT90M"}, "2027-01-12T15:00 UTC"},
		{"a day", []string{"DTSTART;VALUE=DATE:20270112"}, "2027-01-12T00:00 Asia/Tokyo"},
		{"lower case", []string{"dtstart;tzid=Europe/Paris:20270112T150000"}, "2027-01-12T15:00 Europe/Paris"},
		{"until before the hour of its day", []string{paris, "RRULE:FREQ=WEEKLY;UNTIL=20270126T130000Z"},
			"2027-01-12T15:00 Europe/Paris, 2027-01-19T15:00 Europe/Paris"},
		{"until at the hour itself", []string{paris, "RRULE:FREQ=WEEKLY;UNTIL=20270126T140000Z"},
			"2027-01-12T15:00 Europe/Paris, 2027-01-19T15:00 Europe/Paris, 2027-01-26T15:00 Europe/Paris"},
		{"exceptions as a date and in UTC", []string{paris, "RRULE:COUNT=4;FREQ=WEEKLY", "EXDATE;VALUE=DATE:20270119", "EXDATE:20270126T140000Z,20270202T120000Z"},
			"2027-01-12T15:00 Europe/Paris, 2027-02-02T15:00 Europe/Paris"},
		{"parts in another order", []string{paris, "RRULE:BYMONTHDAY=12;WKST=SU;COUNT=2;FREQ=MONTHLY"},
			"2027-01-12T15:00 Europe/Paris, 2027-02-12T15:00 Europe/Paris"},
		{"a nth weekday", []string{paris, "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=2"},
			"2027-01-12T15:00 Europe/Paris, 2027-02-09T15:00 Europe/Paris"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cal, err := Read(strings.NewReader("\uFEFF"+wrapped(tt.lines...)), "Asia/Tokyo")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range cal.Items[0].Occurrences {
				got = append(got, o.Span.Start.String()+" "+o.Span.Zone)
			}
			if text := strings.Join(got, ", "); text != tt.want {
				t.Errorf("got %s", text)
			}
			if e := cal.Items[0].Event; e.ID != "u" || e.Title != "Oceans" || cal.Host != "h" {
				t.Errorf("got %+v of %s", e, cal.Host)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	const paris = "DTSTART;TZID=Europe/Paris:20270112T150000"
	date := "DTSTART:20270112T150000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:u@h\r\nDTSTART:20270113T150000Z\r\n"
	for name, text := range map[string]string{
		"nothing":                          "",
		"no calendar":                      "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
		"what go-ical panics on":           "0;0=",
		"a cut":                            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
		"too much":                         wrapped("X:" + strings.Repeat("x", maxSize)),
		"too deep":                         wrapped(strings.Repeat("BEGIN:X\r\n", 100_000)),
		"too deep, folded":                 wrapped(strings.Repeat("BEG\r\n IN;A=1:X\r\n", maxDepth)),
		"too many":                         wrapped(strings.Repeat("BEGIN:X\r\nEND:X\r\n", maxComponents)),
		"long parameters":                  wrapped(`X;Y="` + strings.Repeat(":", 500_000) + `":z`),
		"no start":                         wrapped("DTEND:20270112T150000Z"),
		"no such day":                      wrapped("DTSTART:20270231T150000Z"),
		"no such hour":                     wrapped("DTSTART:20270212T250000Z"),
		"an unknown zone":                  wrapped("DTSTART;TZID=Romance Standard Time:20270112T150000"),
		"an end before the start":          wrapped(paris, "DTEND;TZID=Europe/Paris:20270112T140000"),
		"an end of another type":           wrapped(paris, "DTEND;VALUE=DATE:20270113"),
		"a yearly rule of another month":   wrapped(paris, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=12"),
		"the twelfths of a year":           wrapped(paris, "RRULE:FREQ=YEARLY;BYMONTHDAY=12"),
		"mixed weekdays of a month":        wrapped(paris, "RRULE:FREQ=MONTHLY;BYDAY=2TU,3TH"),
		"a rule with positions":            wrapped(paris, "RRULE:FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2"),
		"every Tuesday of a month":         wrapped(paris, "RRULE:FREQ=MONTHLY;BYDAY=TU"),
		"another day of the month":         wrapped(paris, "RRULE:FREQ=MONTHLY;BYMONTHDAY=13"),
		"a start besides the rule":         wrapped(paris, "RRULE:FREQ=WEEKLY;BYDAY=WE"),
		"weeks that begin on Sunday":       wrapped(paris, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"),
		"a count and an end":               wrapped(paris, "RRULE:FREQ=WEEKLY;COUNT=2;UNTIL=20270126T130000Z"),
		"no interval":                      wrapped(paris, "RRULE:FREQ=WEEKLY;INTERVAL=0"),
		"too many dates":                   wrapped(paris, "RRULE:FREQ=DAILY;COUNT=401"),
		"two rules":                        wrapped(paris, "RRULE:FREQ=DAILY;COUNT=4", "RRULE:FREQ=DAILY;COUNT=4"),
		"further dates at another hour":    wrapped(paris, "RDATE:20270113T150000Z"),
		"further dates besides a rule":     wrapped(paris, "RRULE:FREQ=WEEKLY", "RDATE;TZID=Europe/Paris:20270113T150000"),
		"further dates before the first":   wrapped(paris, "RDATE;TZID=Europe/Paris:20270111T150000"),
		"a sequence in words":              wrapped(paris, "SEQUENCE:two"),
		"an event twice":                   wrapped(date),
		"a date without its event":         wrapped("DTSTART:20270112T150000Z", "RECURRENCE-ID:20270112T150000Z"),
		"a date that is not of the series": wrapped(date + "RECURRENCE-ID:20270119T150000Z"),
	} {
		if cal, err := Read(strings.NewReader(text), "UTC"); err == nil {
			t.Errorf("%s was read as %+v", name, cal)
		}
	}
}

func TestReadBackWhatIsCommitted(t *testing.T) {
	want := calendar(t)
	got, err := Read(strings.NewReader(written(t, want)), "Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	if again := written(t, got); again != written(t, want) {
		t.Error(cmp.Diff(written(t, want), again))
	}
}

// What is written reads back as the same event on the same dates.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal := Calendar{Name: drawText(t, "name"), Host: "entente.example.org"}
		for i := range rapid.IntRange(0, 3).Draw(t, "events") {
			cal.Items = append(cal.Items, drawItem(t, planner.EventID("E"+string(rune('A'+i)))))
		}
		var b bytes.Buffer
		if err := Write(&b, cal); err != nil {
			t.Fatal(err)
		}
		got, err := Read(&b, "Asia/Tokyo")
		if err != nil {
			t.Fatal(err)
		}
		if len(cal.Items) == 0 {
			cal.Host = ""
		}
		if diff := cmp.Diff(said(cal), said(got)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// said is what a file says of a calendar: of a series its dates, not by which
// rule and exceptions they came to be.
func said(cal Calendar) any {
	type date struct {
		Start, End time.Time
		Span       planner.Span
		Original   planner.Wall
	}
	type event struct {
		Event planner.Event
		Code  string
		Dates []date
	}
	var events []event
	for _, item := range cal.Items {
		e := event{Event: item.Event, Code: item.Collaboration}
		e.Event.Rule = nil
		for _, o := range item.Occurrences {
			if o.State == e.Event.State {
				e.Dates = append(e.Dates, date{o.StartAt, o.EndAt, o.Span, o.Original})
			}
		}
		events = append(events, e)
	}
	return struct {
		Name, Host string
		Events     []event
	}{cal.Name, cal.Host, events}
}

func drawText(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.RuneFrom([]rune(`aé中🎓\;,:"n `+"\n\t")), -1, 60, -1).Draw(t, label)
}

func drawItem(t *rapid.T, id planner.EventID) Item {
	zone := rapid.SampledFrom([]string{"Europe/Paris", "America/Santiago", "Australia/Lord_Howe", "Asia/Tokyo", "Africa/Casablanca", "UTC"}).Draw(t, "zone")
	start := planner.Wall{
		Date:  planner.Date{Year: 2026, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 1000).Draw(t, "day")),
		Clock: planner.Clock{Hour: rapid.IntRange(0, 23).Draw(t, "hour"), Minute: rapid.SampledFrom([]int{0, 15, 30}).Draw(t, "minute")},
	}
	stamp := time.Date(2026, 1, 1, 0, 0, rapid.IntRange(0, 1e6).Draw(t, "second"), 0, time.UTC)
	e := planner.Event{
		ID: id, Title: drawText(t, "title"), Place: drawText(t, "place"),
		Kind:     rapid.SampledFrom(planner.Kinds()).Draw(t, "kind"),
		State:    rapid.SampledFrom([]planner.State{planner.Planned, planner.Cancelled}).Draw(t, "state"),
		Sequence: rapid.IntRange(0, 9).Draw(t, "sequence"), Created: stamp, Updated: stamp.Add(time.Hour),
		Span: planner.Timed(start, time.Duration(rapid.IntRange(1, 3000).Draw(t, "minutes"))*time.Minute, zone),
	}
	if rapid.Bool().Draw(t, "all day") { // the file says no zone: they are read in Tokyo
		e.Span = planner.AllDay(start.Date, start.Date.AddDays(rapid.IntRange(0, 9).Draw(t, "days")), "Asia/Tokyo")
	}
	e.Rule = drawRule(t, start.Date)
	occs, err := planner.Occurrences(e)
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range occs {
		occs[i].State = e.State
		if e.Rule == nil {
			continue
		}
		switch rapid.IntRange(0, 5).Draw(t, "change") {
		case 0:
			later := o.Span.StartingAt(o.Span.Start.Add(time.Duration(rapid.IntRange(1, 500).Draw(t, "hours")) * time.Hour))
			if occs[i], err = planner.MoveOccurrence(o, later); err != nil {
				t.Fatal(err)
			}
			occs[i].State = e.State
		case 1:
			if e.State == planner.Planned {
				occs[i].State = planner.Cancelled
			}
		}
	}
	return Item{Event: e, Occurrences: occs, Collaboration: rapid.SampledFrom([]string{"", "GANDA"}).Draw(t, "code")}
}

func drawRule(t *rapid.T, start planner.Date) *planner.Rule {
	if rapid.Bool().Draw(t, "one-off") {
		return nil
	}
	if rapid.IntRange(0, 4).Draw(t, "listed") == 0 {
		return &planner.Rule{Freq: planner.Listed, Interval: 1, Dates: []planner.Date{start, start.AddDays(7), start.AddDays(100)}}
	}
	rule := planner.Rule{
		Freq:     rapid.SampledFrom([]planner.Freq{planner.Daily, planner.Weekly, planner.Monthly, planner.Yearly}).Draw(t, "freq"),
		Interval: rapid.IntRange(1, 3).Draw(t, "interval"),
	}
	if rule.Freq == planner.Weekly && rapid.Bool().Draw(t, "days") {
		rule.Weekdays = []time.Weekday{start.AddDays(2).Weekday(), start.Weekday()}
	}
	if rule.Freq == planner.Monthly && start.Day <= 28 && rapid.Bool().Draw(t, "nth") {
		rule.Nth = (start.Day-1)/7 + 1
		if rapid.Bool().Draw(t, "also") {
			rule.AlsoNth = []int{rule.Nth%4 + 1}
		}
	}
	if rapid.Bool().Draw(t, "counted") {
		rule.Count = rapid.IntRange(1, 12).Draw(t, "count")
	} else {
		rule.Until = start.AddDays(rapid.IntRange(0, 200).Draw(t, "until"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "exceptions") {
		rule.Except = append(rule.Except, start.AddDays(7*rapid.IntRange(0, 10).Draw(t, "except")))
	}
	return &rule
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, calendar(f)))
	f.Add(wrapped("DTSTART:20270112T150000Z", "RRULE:FREQ=MONTHLY;BYDAY=-1TU;COUNT=3", "EXDATE:20270112T150000Z"))
	f.Add(wrapped("DTSTART;VALUE=DATE:99991231", "RRULE:FREQ=DAILY"))
	for _, s := range []string{"0;0=", `0;1=""00`, "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "BEG\r\n IN:VCALENDAR", ":\n :"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cal, err := Read(strings.NewReader(text), "Europe/Paris")
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := Write(&b, cal); err != nil {
			t.Errorf("what was read cannot be written: %v", err)
		}
	})
}
