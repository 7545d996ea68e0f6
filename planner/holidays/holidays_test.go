package holidays

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
)

func date(t *testing.T, text string) planner.Date {
	t.Helper()
	d, err := planner.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func country(t *testing.T, name string) Country {
	t.Helper()
	c, ok := Named(name)
	if !ok {
		t.Fatalf("%s is no country", name)
	}
	return c
}

// days are the holidays of a year as "01-01", each once; those expected end in
// "?".
func days(t *testing.T, name, year string) string {
	t.Helper()
	var list []string
	for _, d := range Of(country(t, name), date(t, year+"-01-01"), date(t, year+"-12-31")) {
		text := d.Date.String()[5:]
		if d.Expected {
			text += "?"
		}
		if len(list) == 0 || list[len(list)-1] != text {
			list = append(list, text)
		}
	}
	return strings.Join(list, " ")
}

// TestDaysOfAYear compares with what the law or a published list says.
func TestDaysOfAYear(t *testing.T) {
	for _, tt := range []struct{ country, year, source, want string }{
		{"France", "2027", "https://code.travail.gouv.fr/fiche-ministere-travail/les-jours-feries-et-les-ponts (article L. 3133-1), Easter 28 March",
			"01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25"},
		{"France", "2029", "the same, Easter 1 April",
			"01-01 04-02 05-01 05-08 05-10 05-21 07-14 08-15 11-01 11-11 12-25"},
		{"Vietnam", "2027", "Labour Code 2019, articles 111 and 112; Tết on 6 February, 10th of the third month on 16 April",
			"01-01 02-04? 02-05? 02-06 02-07 02-08 02-09? 02-10? 04-16 04-30 05-01 05-03? 09-02 09-03?"},
		{"Germany", "2027", "the nine days of all sixteen Länder, Easter 28 March",
			"01-01 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26"},
		{"United Kingdom", "2027", "Banking and Financial Dealings Act 1971, schedule 1, England and Wales; with the days that substitutes stand for",
			"01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"},
		{"United States", "2027", "5 U.S.C. 6103; with the days that substitutes stand for",
			"01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"},
		{"Japan", "2026", "Act on National Holidays (1948), articles 2 and 3",
			"01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23"},
		{"Chile", "2027", "Ley 2.977, 19.668 and 20.983: https://www.feriados.cl",
			"01-01 03-26 03-27 05-01 05-21 06-21 06-28 07-16 08-15 09-17 09-18 09-19 10-11 10-31 11-01 12-08 12-25"},
		{"China", "2027", "Order 795 of the State Council, Hong Kong Observatory for the lunar days",
			"01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03"},
		{"Korea", "2027", "Public Holidays Act; lunar months of https://astro.kasi.re.kr/life/post/calendarData: the first on 7 February, a day after China",
			"01-01 02-06 02-07 02-08 02-09 03-01 05-05 05-13 06-06 07-17 08-15 08-16 09-14 09-15 09-16 10-03 10-04 10-09 10-11 12-25 12-27"},
		{"Mexico", "2027", "Ley Federal del Trabajo, artículo 74", "01-01 02-01 03-15 05-01 09-16 11-15 12-25"},
		{"Uruguay", "2027", "Ley 16.805", "01-01 05-01 07-18 08-25 12-25"},
		{"Switzerland", "2027", "the four days of all cantons", "01-01 05-06 08-01 12-25"},
		{"Tunisia", "2027", "none is known", ""},
		{"Vietnam", "2031", "none is known", ""},
	} {
		if diff := cmp.Diff(tt.want, days(t, tt.country, tt.year)); diff != "" {
			t.Errorf("%s %s (%s):\n%s", tt.country, tt.year, tt.source, diff)
		}
	}
}

// TestFeastsByTheMoonAreExpected: no sighting is foretold.
func TestFeastsByTheMoonAreExpected(t *testing.T) {
	for _, name := range []string{"Morocco", "Senegal", "India"} {
		for _, d := range Of(country(t, name), date(t, "2027-01-01"), date(t, "2030-12-31")) {
			islamic := strings.Contains("Eid al-Fitr Eid al-Adha Islamic New Year Mawlid Korité Tabaski Tamkharit Gamou Grand Magal of Touba Id-ul-Fitr Id-ul-Zuha Muharram Milad-un-Nabi", d.English)
			if islamic && !d.Expected {
				t.Errorf("%s, %s on %s is not said to be expected", name, d.English, d.Date)
			}
		}
	}
}

// TestEachDayHasNamesAndSources, in all countries and years.
func TestEachDayHasNamesAndSources(t *testing.T) {
	known := 0
	for _, c := range countries().byCode {
		if !c.Known(2027) {
			continue
		}
		known++
		for _, d := range Of(c, date(t, "2026-01-01"), date(t, "2030-12-31")) {
			if d.English == "" || d.French == "" || strings.HasPrefix(d.English, " (") {
				t.Errorf("%s, %s has no name", c.English, d.Date)
			}
			if len(d.Sources) == 0 {
				t.Errorf("%s, %s has no source", c.English, d.English)
			}
			for _, s := range d.Sources {
				if s.Title == "" || !strings.HasPrefix(s.Address, "http") || s.Date == "" {
					t.Errorf("%s, %s: source %+v", c.English, d.English, s)
				}
			}
		}
	}
	if known < 30 {
		t.Errorf("%d countries are known", known)
	}
}

func TestCountries(t *testing.T) {
	for _, tt := range []struct{ typed, want string }{
		{"Vietnam", "VN"}, {"viêt nam", "VN"}, {"VN", "VN"}, {"Hanoï", "VN"}, {"États-Unis", "US"}, {"Etats Unis", "US"},
		{"Lyon", "FR"}, {"Montréal", "CA"}, {"Santiago", "CL"}, {"Université de Lyon", "FR"}, {"University of Bonn", "DE"},
		{"Côte d’Ivoire", "CI"}, {"Atlantis", ""}, {"in", ""}, {"", ""}, {"CIRM, Marseille", "FR"},
	} {
		got := ""
		for _, c := range Countries(tt.typed) {
			got = c.Code
		}
		if got != tt.want {
			t.Errorf("%q is %q, want %q", tt.typed, got, tt.want)
		}
	}
	var codes []string
	for _, c := range Countries("Lyon", "Hanoi", "Santiago", "Nowhere", "France") {
		codes = append(codes, c.Code)
	}
	if got := strings.Join(codes, " "); got != "FR VN CL" {
		t.Errorf("got %s", got)
	}
}
