package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

const abstract = "Let $f\\colon X\\to\\mathbb{P}^1$.\nWe show \\[ h(x) < \\varepsilon \\]"

// TestTalks: a talk and its speakers come back as they were kept, LaTeX byte for
// byte, and an undo takes back what one command entered.
func TestTalks(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 3)
		o := p.occurrences[1]
		jane := planner.Speaker{Event: p.event.ID, Occurrence: o.ID, Name: "Jane Doe", Affiliation: "Bonn", Language: "en", Email: "jane@example.org", By: p.owner.ID, State: planner.ToBeSent}
		var invite, details store.Change
		update(t, s, func(tx *store.Tx) (err error) {
			if invite, err = tx.BeginChange(store.Change{Person: p.owner.ID, At: monday, Command: "invite"}); err != nil {
				return err
			}
			if jane, err = tx.SaveSpeaker(jane); err != nil {
				return err
			}
			_, err = tx.SaveSpeaker(planner.Speaker{Event: p.event.ID, Name: "Somebody", State: planner.Candidate})
			return err
		})
		talk := planner.Talk{
			Event: p.event.ID, Occurrence: o.ID, Title: "Heights and $p$-adic dynamics", Abstract: abstract, Chair: planner.Speaker{Person: p.owner.ID},
			Language: "English", Links: map[planner.LinkKind]string{planner.Slides: "https://example.org/s?a=1&b=2"}, Promised: planner.Date{Year: 2027, Month: 1, Day: 10},
		}
		series := planner.Talk{Event: p.event.ID, Chair: planner.Speaker{Name: "Sam"}, Asks: []int{14, 7}}
		update(t, s, func(tx *store.Tx) (err error) {
			if details, err = tx.BeginChange(store.Change{Person: p.owner.ID, At: monday, Command: "title"}); err != nil {
				return err
			}
			if talk, err = tx.SaveTalk(talk); err != nil {
				return err
			}
			series, err = tx.SaveTalk(series)
			return err
		})
		talk.Speakers = []planner.Speaker{jane}
		other := plan(t, s, 1)
		update(t, s, func(tx *store.Tx) error {
			_, err := tx.SaveTalk(planner.Talk{Event: other.event.ID, Asks: []int{}})
			if talks, errTalks := tx.TalksOf(other.event.ID); errTalks != nil || talks[""].Asks == nil || len(talks[""].Asks) > 0 {
				t.Errorf("speakers who are never asked: %#v, %v", talks[""].Asks, errTalks)
			}
			return err
		})
		got := in(t, s, func(tx *store.Tx) (planner.Talk, error) { return tx.TalkOf(o) })
		if diff := cmp.Diff(talk, got); diff != "" {
			t.Errorf("the talk: %s", diff)
		}
		all := in(t, s, func(tx *store.Tx) (map[planner.OccurrenceID]planner.Talk, error) { return tx.TalksOf(p.event.ID) })
		if diff := cmp.Diff(map[planner.OccurrenceID]planner.Talk{"": series, o.ID: talk}, all); diff != "" {
			t.Errorf("the talks: %s", diff)
		}
		if touched := undo(t, s, details); touched != nil {
			t.Errorf("details touched by %+v", touched)
		}
		bare := planner.Talk{ID: talk.ID, Event: p.event.ID, Occurrence: o.ID, Speakers: talk.Speakers}
		got = in(t, s, func(tx *store.Tx) (planner.Talk, error) { return tx.TalkOf(o) })
		if diff := cmp.Diff(bare, got); diff != "" {
			t.Errorf("without its details: %s", diff)
		}
		if touched := undo(t, s, invite); touched != nil {
			t.Errorf("invitation touched by %+v", touched)
		}
		if left := in(t, s, func(tx *store.Tx) ([]planner.Speaker, error) { return tx.SpeakersOf(p.event.ID) }); len(left) != 0 {
			t.Errorf("after undo: %+v", left)
		}
		if again := in(t, s, func(tx *store.Tx) (planner.Talk, error) {
			return tx.SaveTalk(planner.Talk{Event: p.event.ID, Occurrence: o.ID, Title: "New"})
		}); again.ID != talk.ID {
			t.Errorf("made again as another row: %s and %s", again.ID, talk.ID)
		}
	})
}
