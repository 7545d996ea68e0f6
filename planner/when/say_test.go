package when

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/planner"
)

func wall(t testing.TB, text string) planner.Wall {
	t.Helper()
	w, err := planner.ParseWall(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func date(t testing.TB, text string) planner.Date {
	t.Helper()
	d, err := planner.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSay(t *testing.T) {
	timed := func(start, end, zone string) planner.Span {
		return planner.Span{Start: wall(t, start), End: wall(t, end), Zone: zone}
	}
	seminar := timed("2027-03-16T15:00", "2027-03-16T16:00", "Europe/Paris")
	tests := []struct {
		name   string
		span   planner.Span
		reader Reader
		en, fr string
	}{
		{"nobody's zone", seminar, Reader{},
			"Tue 16 March 2027, 15:00–16:00 Paris",
			"mardi 16 mars 2027, 15\u00a0h–16\u00a0h à Paris"},
		{"the same hour elsewhere", seminar, Reader{Zone: "Europe/Berlin"},
			"Tue 16 March 2027, 15:00–16:00 Paris",
			"mardi 16 mars 2027, 15\u00a0h–16\u00a0h à Paris"},
		{"another hour", seminar, Reader{Zone: "Asia/Ho_Chi_Minh"},
			"Tue 16 March 2027, 15:00–16:00 Paris (21:00–22:00 Hanoi)",
			"mardi 16 mars 2027, 15\u00a0h–16\u00a0h à Paris (21\u00a0h–22\u00a0h à Hanoï)"},
		{"another date", timed("2027-03-16T20:30", "2027-03-16T21:45", "Europe/Paris"), Reader{Zone: "Asia/Tokyo"},
			"Tue 16 March 2027, 20:30–21:45 Paris (Wed 17 March, 04:30–05:45 Tokyo)",
			"mardi 16 mars 2027, 20\u00a0h\u00a030–21\u00a0h\u00a045 à Paris (mercredi 17 mars, 4\u00a0h\u00a030–5\u00a0h\u00a045 à Tokyo)"},
		{"another year", timed("2027-12-31T20:00", "2027-12-31T21:00", "Europe/Paris"), Reader{Zone: "Asia/Tokyo"},
			"Fri 31 December 2027, 20:00–21:00 Paris (Sat 1 January 2028, 04:00–05:00 Tokyo)",
			"vendredi 31 décembre 2027, 20\u00a0h–21\u00a0h à Paris (samedi 1er janvier 2028, 4\u00a0h\u00a000–5\u00a0h\u00a000 à Tokyo)"},
		{"short in the year", seminar, Reader{Zone: "Asia/Ho_Chi_Minh", Short: true, Now: march10("").Now},
			"Tue 16 March, 15:00–16:00 Paris (21:00–22:00 Hanoi)",
			"mardi 16 mars, 15\u00a0h–16\u00a0h à Paris (21\u00a0h–22\u00a0h à Hanoï)"},
		{"over midnight", timed("2027-03-16T22:00", "2027-03-17T02:00", "Europe/Paris"), Reader{},
			"Tue 16 March 2027, 22:00–02:00 Paris",
			"mardi 16 mars 2027, 22\u00a0h–2\u00a0h\u00a000 à Paris"},
		{"several days with hours", timed("2027-05-12T14:00", "2027-05-16T12:00", "Europe/Paris"), Reader{},
			"Wed 12 May 2027, 14:00 – Sun 16 May 2027, 12:00 Paris",
			"mercredi 12 mai 2027, 14\u00a0h – dimanche 16 mai 2027, 12\u00a0h à Paris"},
		{"a day", planner.AllDay(date(t, "2027-06-01"), date(t, "2027-06-01"), "Europe/Paris"), Reader{Zone: "Asia/Tokyo"},
			"Tue 1 June 2027", "mardi 1er juin 2027"},
		{"days", planner.AllDay(date(t, "2027-05-12"), date(t, "2027-05-16"), "Europe/Paris"), Reader{},
			"Wed 12 – Sun 16 May 2027", "du mercredi 12 au dimanche 16 mai 2027"},
		{"days of two months", planner.AllDay(date(t, "2027-06-28"), date(t, "2027-07-02"), "Europe/Paris"), Reader{},
			"Mon 28 June – Fri 2 July 2027", "du lundi 28 juin au vendredi 2 juillet 2027"},
		{"days of two years", planner.AllDay(date(t, "2027-12-20"), date(t, "2028-01-05"), "Europe/Paris"), Reader{},
			"Mon 20 December 2027 – Wed 5 January 2028", "du lundi 20 décembre 2027 au mercredi 5 janvier 2028"},
		{"Cairo", timed("2027-03-16T09:00", "2027-03-16T09:30", "Africa/Cairo"), Reader{},
			"Tue 16 March 2027, 09:00–09:30 Cairo", "mardi 16 mars 2027, 9\u00a0h–9\u00a0h\u00a030 au Caire"},
		{"UTC", timed("2027-03-16T09:00", "2027-03-16T09:30", "UTC"), Reader{},
			"Tue 16 March 2027, 09:00–09:30 UTC", "mardi 16 mars 2027, 9\u00a0h–9\u00a0h\u00a030 UTC"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for lang, want := range map[planner.Lang]string{planner.English: tt.en, planner.French: tt.fr} {
				tt.reader.Lang = lang
				if got := Say(tt.span, tt.reader); got != want {
					t.Errorf("%s\n got %s\nwant %s", lang, got, want)
				}
			}
		})
	}
}

func TestSayStartAndInstant(t *testing.T) {
	span := planner.Span{Start: wall(t, "2027-03-16T15:00"), End: wall(t, "2027-03-18T16:00"), Zone: "Europe/Paris"}
	reader := Reader{Lang: planner.English, Zone: "America/Montreal"}
	if got, want := SayStart(span, reader), "Tue 16 March 2027, 15:00 Paris (10:00 Montréal)"; got != want {
		t.Errorf("SayStart: got %q, want %q", got, want)
	}
	at := time.Date(2027, time.March, 16, 14, 0, 0, 0, time.UTC)
	if got, want := SayInstant(at, reader), "Tue 16 March 2027, 10:00 Montréal"; got != want {
		t.Errorf("SayInstant: got %q, want %q", got, want)
	}
	if got, want := SayInstant(at, Reader{}), "Tue 16 March 2027, 14:00 UTC"; got != want {
		t.Errorf("SayInstant without a zone: got %q, want %q", got, want)
	}
}

func TestSayClock(t *testing.T) {
	for text, want := range map[string]string{
		"15:30": "15\u00a0h\u00a030", "15:00": "15\u00a0h", "04:00": "4\u00a0h\u00a000", "00:00": "0\u00a0h", "00:05": "0\u00a0h\u00a005",
	} {
		clock, err := planner.ParseClock(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := SayClock(clock, planner.French); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
		if got := SayClock(clock, planner.English); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
}

func TestSayLead(t *testing.T) {
	nine := planner.Morning()
	for _, tt := range []struct {
		lead   planner.Lead
		en, fr string
	}{
		{planner.Lead{Months: 1, At: nine}, "1 month before, at 09:00", "1 mois avant, à 9\u00a0h"},
		{planner.Lead{Days: 7, At: nine}, "1 week before, at 09:00", "1 semaine avant, à 9\u00a0h"},
		{planner.Lead{Days: 1, At: planner.Clock{Hour: 18, Minute: 30}}, "1 day before, at 18:30", "1 jour avant, à 18\u00a0h\u00a030"},
		{planner.Lead{Exact: time.Hour}, "1 hour before", "1 heure avant"},
		{planner.Lead{Exact: 90 * time.Minute}, "1 hour 30 minutes before", "1 heure 30 minutes avant"},
		{planner.Lead{Exact: 15 * time.Minute}, "15 minutes before", "15 minutes avant"},
	} {
		for lang, want := range map[planner.Lang]string{planner.English: tt.en, planner.French: tt.fr} {
			if got := SayLead(tt.lead, lang); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			again, err := ParseLead(want, lang)
			if err != nil || again != tt.lead {
				t.Errorf("%q reads as %+v, %v; want %+v", want, again, err, tt.lead)
			}
		}
	}
}

func TestSayRule(t *testing.T) {
	start := date(t, "2027-01-12")
	tuesday := []time.Weekday{time.Tuesday}
	for _, tt := range []struct {
		rule   planner.Rule
		en, fr string
	}{
		{planner.Rule{Freq: planner.Weekly, Interval: 1, Weekdays: tuesday, Until: date(t, "2027-06-29")},
			"every Tuesday from 12 January to 29 June 2027",
			"tous les mardis du 12 janvier au 29 juin 2027"},
		{planner.Rule{Freq: planner.Weekly, Interval: 2, Weekdays: tuesday, Count: 10},
			"every other Tuesday from 12 January 2027, 10 times",
			"un mardi sur deux à partir du 12 janvier 2027, 10 fois"},
		{planner.Rule{Freq: planner.Monthly, Interval: 1, Weekdays: tuesday, Nth: 2},
			"the second Tuesday of every month from 12 January 2027",
			"le deuxième mardi de chaque mois à partir du 12 janvier 2027"},
		{planner.Rule{Freq: planner.Weekly, Interval: 1, Weekdays: tuesday, Until: date(t, "2028-06-27"),
			Except: []planner.Date{date(t, "2027-02-09"), date(t, "2027-03-16"), date(t, "2028-01-04")}},
			"every Tuesday from 12 January 2027 to 27 June 2028 except 9 February, 16 March and 4 January 2028",
			"tous les mardis du 12 janvier 2027 au 27 juin 2028 sauf le 9 février, le 16 mars et le 4 janvier 2028"},
	} {
		for lang, want := range map[planner.Lang]string{planner.English: tt.en, planner.French: tt.fr} {
			if got := SayRule(tt.rule, start, Reader{Lang: lang}); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
			r, err := Parse(want, march10(lang))
			if err != nil {
				t.Errorf("%s: %v", want, err)
				continue
			}
			if diff := cmp.Diff(tt.rule, *r.Rule); diff != "" || r.Start.Date != start {
				t.Errorf("%s starts on %s, and reads as (-want +got)\n%s", want, r.Start.Date, diff)
			}
		}
	}
}

// someZones are thirty zones with every kind of name and of summer time.
var someZones = []string{
	"Europe/Paris", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Moscow", "Atlantic/Azores", "Africa/Casablanca",
	"Africa/Cairo", "Africa/Dakar", "Africa/Johannesburg", "America/New_York", "America/Montreal", "America/St_Johns",
	"America/Santiago", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "America/Indiana/Indianapolis",
	"America/Los_Angeles", "Pacific/Honolulu", "Pacific/Apia", "Pacific/Chatham", "Pacific/Auckland", "Australia/Sydney",
	"Australia/Lord_Howe", "Asia/Tokyo", "Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Asia/Kolkata", "Etc/GMT+12", "UTC",
}

// TestSaidIsRead says times and reads them back, in both languages: the same
// instants.
func TestSaidIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]planner.Lang{planner.English, planner.French}).Draw(t, "lang")
		zone := rapid.SampledFrom(someZones).Draw(t, "zone")
		day := planner.Date{Year: 2026, Month: time.January, Day: 1}.AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		span := planner.AllDay(day, day.AddDays(rapid.IntRange(0, 400).Draw(t, "days")), zone)
		if rapid.Bool().Draw(t, "timed") {
			clock := planner.Clock{Hour: rapid.IntRange(0, 23).Draw(t, "hour"), Minute: rapid.IntRange(0, 59).Draw(t, "minute")}
			length := time.Duration(rapid.IntRange(1, 3000).Draw(t, "length")) * time.Minute
			span = planner.Timed(planner.Wall{Date: day, Clock: clock}, length, zone)
		}
		said := Say(span, Reader{Lang: lang})
		r, err := Parse(said, march10(lang))
		if err != nil {
			t.Fatalf("%q: %v", said, err)
		}
		if got := r.Span(planner.Meeting, zone); got != span {
			t.Fatalf("%q reads as %+v, want %+v", said, got, span)
		}
	})
}

// TestFrequencyIsRead says how often and reads it back, in both languages: the
// same rule.
func TestFrequencyIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]planner.Lang{planner.English, planner.French}).Draw(t, "lang")
		start := planner.Date{Year: 2027, Month: time.April, Day: 1}.AddDays(rapid.IntRange(0, 800).Draw(t, "day"))
		rule := planner.Rule{Interval: rapid.IntRange(1, 12).Draw(t, "interval")}
		switch rapid.IntRange(0, 6).Draw(t, "kind") {
		case 0:
			rule.Freq = planner.Daily
		case 1:
			rule.Freq = planner.Weekly
			rule.Weekdays = []time.Weekday{start.Weekday()}
			if other := rapid.IntRange(0, 6).Draw(t, "other"); time.Weekday(other) != start.Weekday() {
				rule.Weekdays = append(rule.Weekdays, time.Weekday(other))
			}
		case 2:
			rule.Freq, rule.Nth, rule.Weekdays = planner.Monthly, (start.Day+6)/7, []time.Weekday{start.Weekday()}
			if rapid.Bool().Draw(t, "also") {
				rule.AlsoNth = []int{-1}
			}
		case 3:
			rule.Freq = planner.Monthly
		case 4:
			rule.Freq = planner.Yearly
		case 5:
			rule.Freq, rule.Nth, rule.Weekdays = planner.Yearly, (start.Day+6)/7, []time.Weekday{start.Weekday()}
		case 6:
			rule.Freq, rule.Interval, rule.Dates = planner.Listed, 1, []planner.Date{start}
			for range rapid.IntRange(1, 5).Draw(t, "dates") {
				last := rule.Dates[len(rule.Dates)-1]
				rule.Dates = append(rule.Dates, last.AddDays(rapid.IntRange(2, 290).Draw(t, "apart")))
			}
		}
		if rule.Freq != planner.Listed {
			rule.Until = start.AddDays(rapid.IntRange(0, 700).Draw(t, "until"))
		}
		said := SayRule(rule, start, Reader{Lang: lang})
		r, err := Parse(said, march10(lang))
		if err != nil {
			t.Fatalf("%q: %v", said, err)
		}
		if r.Rule == nil || r.Start.Date != start || SayRule(*r.Rule, start, Reader{Lang: lang}) != said {
			t.Fatalf("%q reads as %s %+v", said, r.Start.Date, r.Rule)
		}
	})
}

// TestEveryZoneIsRead says an hour in every zone and reads it back.
func TestEveryZoneIsRead(t *testing.T) {
	start := wall(t, "2027-05-12T15:00")
	for _, zone := range planner.ZoneNames() {
		want, _, err := planner.ResolveLocal(start, zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []planner.Lang{planner.English, planner.French} {
			said := SayStart(planner.Span{Start: start, End: start, Zone: zone}, Reader{Lang: lang})
			r, err := Parse(said, march10(lang))
			if err != nil {
				t.Errorf("%q: %v", said, err)
				continue
			}
			got, _, err := planner.ResolveLocal(r.Start, r.Zone)
			if err != nil || !got.Equal(want) {
				t.Errorf("%q reads as %s in %s: %s, want %s", said, r.Start, r.Zone, got, want)
			}
		}
	}
}
