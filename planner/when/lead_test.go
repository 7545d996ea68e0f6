package when

import (
	"errors"
	"strings"
	"testing"
	"time"

	"entente/planner"
)

func TestParseLead(t *testing.T) {
	nine, six := planner.Morning(), planner.Clock{Hour: 18}
	for text, want := range map[string]planner.Lead{
		"3 days before":                {Days: 3, At: nine},
		"3 days before at 18:00":       {Days: 3, At: six},
		"at 6pm 3 days before":         {Days: 3, At: six},
		"a week before":                {Days: 7, At: nine},
		"two weeks before":             {Days: 14, At: nine},
		"one month before":             {Months: 1, At: nine},
		"a year before":                {Months: 12, At: nine},
		"the day before at 18:00":      {Days: 1, At: six},
		"1 h before":                   {Exact: time.Hour},
		"1h30 before":                  {Exact: 90 * time.Minute},
		"an hour and a half before":    {Exact: 90 * time.Minute},
		"half an hour before":          {Exact: 30 * time.Minute},
		"15 min before":                {Exact: 15 * time.Minute},
		"2 semaines avant":             {Days: 14, At: nine},
		"un mois avant":                {Months: 1, At: nine},
		"un mois avant à 9 h":          {Months: 1, At: nine},
		"la veille à 18h":              {Days: 1, At: six},
		"1h avant":                     {Exact: time.Hour},
		"une demi-heure avant":         {Exact: 30 * time.Minute},
		"3 jours avant, à 18\u00a0h":   {Days: 3, At: six},
		"1 heure et 30 minutes avant.": {Exact: 90 * time.Minute},
	} {
		for _, lang := range []planner.Lang{planner.English, planner.French} {
			got, err := ParseLead(text, lang)
			if err != nil || got != want {
				t.Errorf("%s (%s): %+v, %v; want %+v", text, lang, got, err, want)
			}
		}
	}
}

func TestParseLeadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"3 days":                           "! when.not_understood [3 days]",
		"before":                           "! when.not_understood [before]",
		"0 days before":                    "! when.impossible [0 days before]",
		"9999 months before":               "! when.impossible [9999 months before]",
		"1 hour before at 18:00":           "! when.twice [at 18:00]",
		"3 days before 1 week before":      "! when.twice [1 week before]",
		"3 days before at 3":               "? when.which_hour [at 3]: at 03:00 | at 15:00",
		"3 days before at 25:00":           "! when.impossible [25:00]",
		"3 days before at midnight":        "! when.impossible [at midnight]",
		"3 days before maybe":              "! when.not_understood [maybe]",
		"15 jours avant":                   "? when.which_lead [15 jours avant]: 2 semaines avant | 15 days before",
		"huit jours avant":                 "? when.which_lead [huit jours avant]: 1 semaine avant | 8 days before",
		"3 days before from 9:00 to 10:00": "! when.not_understood [from 9:00 to 10:00]",
	} {
		_, err := ParseLead(text, planner.French)
		if got := describe(Reading{}, err); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		var asked *planner.Question
		if errors.As(err, &asked) {
			for _, choice := range asked.Choices {
				if _, err := ParseLead(strings.Replace(text, asked.Words, choice, 1), planner.French); err != nil {
					t.Errorf("%s: the choice %q is not understood: %v", text, choice, err)
				}
			}
		}
	}
}

func TestFindLead(t *testing.T) {
	for _, tt := range []struct {
		text   string
		lang   planner.Lang
		want   planner.Lead
		pieces string
	}{
		{"remind me 3 days before E5", planner.English, planner.Lead{Days: 3, At: planner.Morning()}, "3 days before"},
		{"remind me 3 days before E5 at 18:00", planner.English, planner.Lead{Days: 3, At: planner.Clock{Hour: 18}}, "3 days before … at 18:00"},
		{"rappelle-moi 3 jours avant E5", planner.French, planner.Lead{Days: 3, At: planner.Morning()}, "3 jours avant"},
		{"remind here 1 h before #12", planner.French, planner.Lead{Exact: time.Hour}, "1 h before"},
		{"rappelez-moi la veille de E5 à 18h", planner.English, planner.Lead{Days: 1, At: planner.Clock{Hour: 18}}, "la veille … à 18h"},
	} {
		lead, pieces, err := FindLead(tt.text, tt.lang)
		var said []string
		for _, p := range pieces {
			said = append(said, tt.text[p[0]:p[1]])
		}
		if got := strings.Join(said, " … "); err != nil || lead != tt.want || got != tt.pieces {
			t.Errorf("%s: %+v of %q, %v", tt.text, lead, got, err)
		}
	}
	if _, _, err := FindLead("remind me tomorrow", planner.English); !errors.Is(err, ErrNone) {
		t.Errorf("no lead: %v", err)
	}
	if _, _, err := FindLead("remind me on Friday 3 days before E5", planner.English); !isNotUnderstood(err) {
		t.Errorf("a date beside a lead: %v", err)
	}
}

// TestFindLeadBesideDate leaves the date of the event to the event.
func TestFindLeadBesideDate(t *testing.T) {
	for text, lang := range map[string]planner.Lang{
		"remind me 1 day before E2 of 26 January 2027":             planner.English,
		"remind me 1 day before the seminar on Tuesday 26 January": planner.English,
		"rappelle-moi 1 jour avant E2 du 26 janvier 2027":          planner.French,
		"rappelle-moi 1 jour avant la séance du mardi 26 janvier":  planner.French,
	} {
		lead, pieces, err := FindLead(text, lang)
		if want := (planner.Lead{Days: 1, At: planner.Morning()}); err != nil || lead != want || len(pieces) != 1 {
			t.Errorf("%s: %+v, %v, %v", text, lead, pieces, err)
		}
	}
}
