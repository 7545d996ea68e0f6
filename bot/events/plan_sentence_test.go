package events

import (
	"errors"
	"strings"
	"testing"
	"time"

	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// planReader reads plan sentences of somebody in Paris, on Monday 4 January 2027,
// 09:00, on a store that knows the collaboration GANDA.
func planReader(t testing.TB) func(text string) (*draft, error) {
	t.Helper()
	ctx := t.Context()
	db, now := storetest.Open(t, storetest.SQLite(t)), time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)
	err := db.Update(ctx, func(tx *store.Tx) error {
		_, err := tx.SaveCollaboration(planner.Collaboration{Code: "GANDA", Instrument: planner.IRN, Title: "Geometry", Created: now})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(text string) (d *draft, err error) {
		err = db.View(ctx, func(tx *store.Tx) error {
			r := &request{&turn.Turn{Tx: tx, Now: now, Lang: planner.English, Person: planner.Person{Zone: "Europe/Paris"}}}
			d, err = r.readPlan(grammar.Clean(text))
			return err
		})
		return d, err
	}
}

// reading says a draft in one line: kind | title | time | place | collaboration | left over.
func reading(d *draft, err error) string {
	var refusal *planner.Refusal
	var question *planner.Question
	switch {
	case errors.As(err, &refusal):
		return "refused " + refusal.Why
	case errors.As(err, &question):
		return "asked " + question.Why
	case err != nil:
		return "error " + err.Error()
	}
	at, code := "-", ""
	if d.timed {
		at = d.when.Start.Date.String()
		if d.when.HasClock {
			at = d.when.Start.String()
		}
		if d.when.Rule != nil {
			at += " series"
		}
	}
	if d.collaboration != nil {
		code = d.collaboration.Code
	}
	return strings.Join([]string{string(d.kind), d.title, at, d.place, code, d.left}, "|")
}

func TestReadPlan(t *testing.T) {
	read := planReader(t)
	const whole = `workshop|Arithmetic days|2027-05-12|CIRM, Marseille|GANDA|`
	for text, want := range map[string]string{
		// any order of the parts
		`workshop "Arithmetic days" 12-16 May 2027 at CIRM, Marseille for GANDA`:                  whole,
		`workshop "Arithmetic days" at CIRM, Marseille 12-16 May 2027 for GANDA`:                  whole,
		`workshop "Arithmetic days" for GANDA at CIRM, Marseille, 12-16 May 2027`:                 whole,
		`workshop for GANDA "Arithmetic days" 12-16 May 2027 at CIRM, Marseille`:                  whole,
		`workshop 12-16 May 2027 "Arithmetic days" at CIRM, Marseille for GANDA`:                  whole,
		`"Arithmetic days" workshop 12-16 May 2027 at CIRM, Marseille for GANDA`:                  whole,
		`a workshop called "Arithmetic days" from 12 to 16 May 2027 at CIRM, Marseille for GANDA`: whole,
		`un atelier « Arithmetic days » du 12 au 16 mai 2027 au CIRM, Marseille pour GANDA`:       whole,
		`workshop “Arithmetic days” 2027-05-12 to 2027-05-16 in CIRM, Marseille for GANDA`:        whole,
		`workshop Arithmetic days 12-16 May 2027 at CIRM, Marseille for GANDA`:                    whole,
		// titles that hold what means something elsewhere
		`seminar "On 12 May 2027 at CIRM for GANDA" 13 May 2027 15:00`: `seminar|On 12 May 2027 at CIRM for GANDA|2027-05-13T15:00|||`,
		`seminar "Series of Dirichlet" 13 May 2027 15:00`:              `seminar|Series of Dirichlet|2027-05-13T15:00|||`,
		`meeting "every Tuesday" 13 May 2027 15:00`:                    `meeting|every Tuesday|2027-05-13T15:00|||`,
		`meeting "Is it 15:00?" 13 May 2027 16:00`:                     `meeting|Is it 15:00?|2027-05-13T16:00|||`,
		`séminaire « l'été à Nice » 13 mai 2027 15 h`:                  `seminar|l'été à Nice|2027-05-13T15:00|||`,
		// places that hold words of time: understood or refused, never misread
		`meeting "X" 13 May 2027 15:00 in room May`:     `meeting|X|2027-05-13T15:00|room May||`,
		`meeting "X" 13 May 2027 15:00 at Sunday House`: `refused when.twice`,
		`réunion « X » 13 mai 2027 15 h à l'amphi Mars`: `meeting|X|2027-05-13T15:00|amphi Mars||`,
		`meeting "X" 13 May 2027 15:00 at the IHP`:      `meeting|X|2027-05-13T15:00|IHP||`,
		`réunion « X » 13 mai 2027 à 15 h à l’IHP`:      `meeting|X|2027-05-13T15:00|IHP||`,
		// a series
		`seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`:         `seminar|Oceans|2027-01-12T15:00 series|||`,
		`seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027, room 5`: `seminar|Oceans|2027-01-12T15:00 series|room 5||`,
		// names and titles that look like times, and times that look like names
		`seminar "May 12 conjectures" every Tuesday at CIRM, Marseille`:  `seminar|May 12 conjectures|2027-01-05 series|CIRM, Marseille||`,
		`seminar May 12 conjectures every Tuesday at CIRM, Marseille`:    `refused when.series_date`,
		`visit of May Chen to Lyon from 3 to 30 May`:                     `visit|May Chen|2027-05-03|Lyon||`,
		`seminar by April Jones on 12 May at 15:00`:                      `seminar|April Jones|2027-05-12T15:00|||`,
		`séjour de Pascal Noël à Lyon du 3 au 30 mai`:                    `visit|Pascal Noël|2027-05-03|Lyon||`,
		`meeting Easter party on Easter Monday at 10:00`:                 `meeting|Easter party|2027-03-29T10:00|||`,
		`séminaire Équations de Mars tous les mardis à 15h au CIRM`:      `refused plan.title_or_time`,
		`séminaire Les 27 droites mardi à 15h au CIRM`:                   `seminar|Les 27 droites|2027-01-05T15:00|CIRM||`,
		`seminar on the 27 lines Tuesday 15:00 at CIRM`:                  `seminar|27 lines|2027-01-05T15:00|CIRM||`,
		`séminaire « Équations de Mars » tous les mardis à 15h au CIRM`:  `seminar|Équations de Mars|2027-01-05T15:00 series|CIRM||`,
		`seminar "Oceans" 12, 19 and 26 January at 15:00 at IHP`:         `seminar|Oceans|2027-01-12T15:00 series|IHP||`,
		`séminaire « Océans » les mardis 12 et 19 janvier à 15h salle 3`: `seminar|Océans|2027-01-12T15:00 series|salle 3||`,
		`seminar "Oceans" in room 3, 12 January at 15:00`:                `seminar|Oceans|2027-01-12T15:00|room 3||`,
		`seminar "Oceans" every Tuesday in even weeks at 15:00`:          `refused when.not_understood`,
		`meeting "Board" 14 or 15 January 10:00`:                         `asked when.which_date`,
		`committee "Board" 14 January (Friday) 10:00 in Lyon`:            `refused when.weekday`,
		// words that are left over
		`workshop "A" 12 May 2027 bananas`:                        `workshop|A|2027-05-12|||bananas`,
		`workshop "A" "B" 12 May 2027`:                            `workshop|A|2027-05-12|||"B"`,
		`workshop "A" 12 May 2027 at Lyon whatever 13:00 at Nice`: `workshop|A|2027-05-12T13:00|Lyon whatever||Nice`,
		// what is no plan, or asked about
		`conference "A" 12 May 2027`:    `asked kind`,
		`party "A" 12 May 2027`:         `refused plan.kind`,
		``:                              `refused plan.what`,
		`workshop "A"`:                  `workshop|A|-|||`,
		`workshop "A" 31 February 2027`: `refused when.impossible`,
	} {
		t.Run(text, func(t *testing.T) {
			if got := reading(read(text)); got != want {
				t.Errorf("read as  %s\nwant     %s", got, want)
			}
		})
	}
}

func FuzzReadPlan(f *testing.F) {
	read := planReader(f)
	for _, text := range []string{
		"seminar", "workshop \"", "workshop «»", "meeting \"A\" 2027-01-12 15:00 @9", "seminar \"<!channel> @room $x_1$\" 12 January 2027 15:00", "seminar \"a\x00b\" every day every Tuesday every 5 minutes",
		"workshop \xff\xfe 12 May 2027", "seminar \"A\" 0000-00-00", "seminar \"A\" 9999-12-31 23:59", "visit \"A\" 12 May 99999", strings.Repeat("plan ", 40), strings.Repeat("\"", 41),
		`seminar "May 12 conjectures" every Tuesday 15:00-16:00 from 12 January to 29 June 2027 except 9 February at CIRM, Marseille`,
		`un atelier « Océans » les mardis 6, 13 et 20 avril de 14 h à 16 h, salle 3, pour GANDA`,
		`visit of May Chen to Lyon from 3 to 30 May`, `réunion le lundi de Pâques à 10h (heure de Hanoï) avec @sam`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read(text)
		if err != nil && !turn.Refused(err) {
			t.Errorf("%q: %v", text, err)
		}
		if err == nil && strings.Contains(d.title+d.place+d.left, "\x00") {
			t.Errorf("%q: a mark is left in %q", text, reading(d, nil))
		}
	})
}
