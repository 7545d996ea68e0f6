package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/planner"
	"entente/store"
)

// seriesSentences are what people do to a series.
var seriesSentences = []string{
	"skip {id} of {day}: strike", "unskip {id} of {day}", "move {id} of {day} one day later", "move {id} of {day} 6 days later",
	"from {day} {id} is at 16:00", "from {day} {id} is on Thursdays", "move {id} of {day} and following to 17:00",
	"from {day} {id} is an hour later", "cancel {id} of {day}", "{day} in room 112",
	"reminders for {id}: 2 days before, 1 hour before", "reminders for {id}: 1 hour before", "usual reminders for {id}",
}

// seriesNow is the series and what waits for it.
type seriesNow struct {
	event planner.Event
	occs  []planner.Occurrence
}

func (s *stage) series(number int) (now seriesNow) {
	s.view(func(tx *store.Tx) (err error) {
		if now.event, err = tx.EventByNumber(number); err != nil {
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
// remind of a date that is not held, or is held at another time. Time passes
// with the bot at work or away. Each check has a series of its own, in weeks of
// its own, and fails with the same words: so rapid can play it again, and shorter.
func TestWhateverIsDoneToASeries(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		number, week := 0, curtain
		rapid.Check(t, func(rt *rapid.T) {
			number++
			s.now = week
			week = week.AddDate(0, 0, 7*26) // some dates move beyond the last
			id := fmt.Sprintf("E%d", number)
			s.must("olga", "ganda", fmt.Sprintf(`plan seminar "Oceans" every Tuesday 15:00 from %s to %s`,
				s.now.AddDate(0, 0, 8).Format(time.DateOnly), s.now.AddDate(0, 0, 8+7*11).Format(time.DateOnly)), id)
			for range rapid.IntRange(1, 6).Draw(rt, "steps") {
				switch next, ok := planner.Next(s.series(number).occs, s.now); {
				case !ok || rapid.IntRange(0, 3).Draw(rt, "time passes") > 0:
					s.changeSeries(rt, number)
				case rapid.Bool().Draw(rt, "the bot is away"):
					s.now = next.EndAt
				default:
					s.playFor(next.EndAt.Sub(s.now))
				}
				s.rightRows(rt, number)
			}
			if _, err := s.bot.Step(s.t.Context(), week.Add(-time.Hour)); err != nil {
				rt.Fatal(err)
			}
		})
	})
}

// changeSeries says a sentence of the series, and perhaps undoes what it did.
func (s *stage) changeSeries(rt *rapid.T, number int) {
	before, made := s.series(number), s.count(changes)
	day := before.occs[rapid.IntRange(0, len(before.occs)-1).Draw(rt, "date")].Span.Start.Date.String()
	sentence := rapid.SampledFrom(seriesSentences).Draw(rt, "sentence")
	sentence = strings.NewReplacer("{id}", fmt.Sprintf("E%d", number), "{day}", day).Replace(sentence)
	said := s.say("olga", "ganda", sentence).text()
	rt.Logf("%s: %s", s.now, sentence)
	after := s.series(number)
	for i, o := range before.occs {
		if !o.StartAt.After(s.now) && after.occs[i] != o {
			rt.Logf("%+v is now %+v; it says\n%s", o, after.occs[i], said)
			rt.Fatal("what was held is changed")
		}
	}
	s.rightRows(rt, number)
	if s.count(changes) == made || !rapid.Bool().Draw(rt, "undone") {
		return
	}
	s.say("olga", "ganda", "undo")
	if diff := cmp.Diff(before, s.series(number), cmp.AllowUnexported(seriesNow{})); diff != "" {
		rt.Log(diff)
		rt.Fatal("an undo leaves something")
	}
}

// rightRows wants those rows to wait that the dates want as they stand, each for
// the reminder that wants it. That a date is not held is said once: the row that
// says so may also have fallen due, which is the runner's affair, or be done.
func (s *stage) rightRows(rt *rapid.T, number int) {
	var want, waiting []string
	line := func(d planner.Due) string { return fmt.Sprintf("%s at %s of %s", d.Key, d.At, d.Reminder) }
	s.view(func(tx *store.Tx) error {
		e, err := tx.EventByNumber(number)
		if err != nil {
			return err
		}
		occs, err := tx.OccurrencesOf(e.ID)
		if err != nil {
			return err
		}
		rules, err := tx.RemindersOf(e.ID)
		if err != nil {
			return err
		}
		rows, err := tx.DuesIn(store.DueScope{Event: e.ID})
		if err != nil {
			return err
		}
		said := map[string]bool{}
		for _, d := range rows {
			switch fell := !d.At.After(s.now); {
			case d.State == planner.DueWaiting && !fell:
				waiting = append(waiting, line(d))
			case d.State == planner.DueDone, d.State == planner.DueWaiting:
				said[d.Key] = strings.HasPrefix(d.Key, "cancelled/")
			}
		}
		dues, _, err := planner.Dues(e, occs, rules, s.now)
		for _, d := range dues {
			if !said[d.Key] {
				want = append(want, line(d))
			}
		}
		return err
	})
	slices.Sort(want)
	slices.Sort(waiting)
	if diff := cmp.Diff(want, waiting); diff != "" {
		rt.Log(s.now, diff)
		rt.Fatal("the rows that wait are not those wanted")
	}
}
