package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// Whom events take up: with whom they were planned, who accepted to speak (not
// who was only invited), and who chairs; and which ones a room.
func TestEngagements(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p, tentative := plan(t, s, 2), plan(t, s, 1)
		on := p.occurrences[0].ID
		update(t, s, func(tx *store.Tx) error {
			e := tentative.event
			e.Certainty, e.Place = planner.SomeTime, "Room 314"
			if _, err := tx.SaveEvent(e); err != nil {
				return err
			}
			e = p.event
			e.Place = "room 314"
			if _, err := tx.SaveEvent(e); err != nil {
				return err
			}
			for _, id := range []planner.EventID{p.event.ID, tentative.event.ID} {
				if err := tx.AddPeopleTo(id, []planner.PersonID{p.owner.ID}); err != nil {
					return err
				}
			}
			for _, state := range []planner.SpeakerState{planner.Accepted, planner.Invited} {
				if _, err := tx.SaveSpeaker(planner.Speaker{Event: e.ID, Occurrence: on, Person: p.owner.ID, Name: string(state), State: state}); err != nil {
					return err
				}
			}
			_, err := tx.SaveTalk(planner.Talk{Event: e.ID, Chair: planner.Speaker{Person: p.owner.ID}})
			return err
		})
		update(t, s, func(tx *store.Tx) error {
			got, err := tx.EngagementsOf([]planner.PersonID{p.owner.ID, "nobody"})
			want := []planner.Engagement{
				{Event: p.event.ID, Person: p.owner.ID, Part: planner.Chairs},
				{Event: p.event.ID, Person: p.owner.ID, Part: planner.With},
				{Event: p.event.ID, Occurrence: on, Person: p.owner.ID, Part: planner.Speaks},
			}
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%v %s", err, diff)
			}
			taken, err := tx.EventsAt(" ROOM 314")
			if diff := cmp.Diff([]planner.EventID{p.event.ID}, taken); diff != "" || err != nil {
				t.Errorf("%v %s", err, diff)
			}
			return nil
		})
	})
}
