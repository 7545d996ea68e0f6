package bot

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/planner"
	"entente/store"
)

// seriesSentences are what people do to a series; %s is a day of it.
var seriesSentences = []string{
	"skip E1 of %s: strike", "unskip E1 of %s", "move E1 of %s one day later", "from %s E1 is at 16:00", "from %s E1 is on Thursdays",
	"move E1 of %s and following to 17:00", "from %[1]s E1 is an hour later", "cancel E1 of %s", "%s in room 112",
}

// seriesNow is the series and what waits for it.
type seriesNow struct {
	event planner.Event
	occs  []planner.Occurrence
}

func (s *stage) series() (now seriesNow) {
	s.view(func(tx *store.Tx) (err error) {
		if now.event, err = tx.EventByNumber(1); err != nil {
			return err
		}
		now.event.Version, now.event.Sequence, now.event.Updated = 0, 0, time.Time{}
		now.occs, err = tx.OccurrencesOf(now.event.ID)
		return err
	})
	return now
}

// TestWhateverIsDoneToASeries: whatever people do to a series, dates that have
// begun stay as they were, an undo restores all of it, and no row waits to
// remind of a date that is not held, or is held at another time.
func TestWhateverIsDoneToASeries(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.must("olga", "ganda", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 30 March 2027`, "E1")
		rapid.Check(t, func(rt *rapid.T) {
			for range rapid.IntRange(1, 3).Draw(rt, "sentences") {
				before, made := s.series(), s.count(changes)
				held := rapid.SampledFrom(before.occs).Draw(rt, "date").Span.Start.Date
				sentence := fmt.Sprintf(rapid.SampledFrom(seriesSentences).Draw(rt, "sentence"), held)
				said := s.say("olga", "ganda", sentence).text()
				after := s.series()
				for i, o := range before.occs {
					if !o.StartAt.After(s.now) && after.occs[i] != o {
						rt.Fatalf("%s changes what was held: %+v is now %+v; it says\n%s", sentence, o, after.occs[i], said)
					}
				}
				s.rightRows(rt, after.occs)
				if s.count(changes) > made && rapid.Bool().Draw(rt, "undone") {
					s.say("olga", "ganda", "undo")
					if diff := cmp.Diff(before, s.series(), cmp.AllowUnexported(seriesNow{})); diff != "" {
						rt.Fatalf("%s, undone, leaves %s", sentence, diff)
					}
					s.rightRows(rt, before.occs)
				}
			}
			if next, ok := planner.Next(s.series().occs, s.now); ok && rapid.Bool().Draw(rt, "time passes") {
				s.now = next.EndAt
			}
		})
	})
}

// rightRows wants those rows to wait that the dates want as they stand.
func (s *stage) rightRows(t *rapid.T, occs []planner.Occurrence) {
	var want []string
	s.view(func(tx *store.Tx) error {
		e, err := tx.EventByNumber(1)
		if err != nil {
			return err
		}
		rules, err := tx.RemindersOf(e.ID)
		if err != nil {
			return err
		}
		dues, _, err := planner.Dues(e, occs, rules, s.now)
		for _, d := range dues {
			want = append(want, d.Key)
		}
		return err
	})
	db := s.open()
	// What fell due is the runner's affair.
	waiting := s.rows(db, fmt.Sprintf(`SELECT key FROM dues WHERE state = 'due' AND kind = 'reminder' AND at > %d`, s.now.UnixMilli()))
	slices.Sort(want)
	slices.Sort(waiting)
	if diff := cmp.Diff(want, waiting); diff != "" {
		t.Fatalf("the rows that wait are not those wanted: %s", diff)
	}
}
