package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestRuleSets(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		update(t, s, func(tx *store.Tx) error {
			c, err := tx.SaveCollaboration(planner.Collaboration{Code: "GANDA", Instrument: planner.IRN, Title: "Geometry"})
			if err != nil {
				return err
			}
			want := planner.RuleSet{Collaboration: c.ID, Kind: planner.Seminar, Rules: []planner.ReminderRule{
				{Lead: planner.Lead{Months: 1, Days: 3, At: planner.Clock{Hour: 9}}, Audience: planner.ForMembers},
				{Lead: planner.Lead{Exact: 90 * time.Minute, Anchor: planner.AnchorEnd}, Audience: planner.ForRoom, InThread: true},
			}}
			for _, rules := range [][]planner.ReminderRule{nil, want.Rules} { // the second in the place of the first
				set := want
				set.Rules = rules
				if err := tx.SaveRuleSet(set); err != nil {
					return err
				}
			}
			got, err := tx.RuleSets(c.ID)
			if diff := cmp.Diff([]planner.RuleSet{want}, got); diff != "" || err != nil {
				t.Errorf("of the collaboration: %v, %s", err, diff)
			}
			if err := tx.SaveRuleSet(planner.RuleSet{Event: p.event.ID}); err != nil {
				return err
			}
			own, err := tx.RuleSetOf(p.event.ID)
			if err != nil || len(own.Rules) != 0 {
				t.Errorf("of the event: %+v, %v", own, err)
			}
			if err := tx.SaveRuleSet(planner.RuleSet{Event: p.event.ID, Withdrawn: true}); err != nil {
				return err
			}
			if _, err := tx.RuleSetOf(p.event.ID); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("withdrawn: %v", err)
			}
			return nil
		})
	})
}

func TestWishesAndMutesOfOneWhoWasTwo(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		night := planner.Quiet{From: planner.Clock{Hour: 22}, To: planner.Clock{Hour: 7}}
		update(t, s, func(tx *store.Tx) error {
			other, _, err := tx.EnsurePerson(onMatrix, "Alice", monday)
			if err != nil {
				return err
			}
			for _, w := range []planner.Wishes{
				{Person: p.owner.ID, Level: planner.DayBefore}, {Person: p.owner.ID, Quiet: night},
				{Person: other.ID, Level: planner.NoReminders}, {Room: room, Level: planner.DigestOnly},
			} {
				if err := tx.SaveWishes(w); err != nil {
					return err
				}
			}
			if err := errors.Join(tx.Mute(p.owner.ID, p.event.ID, false), tx.Mute(other.ID, p.event.ID, true)); err != nil {
				return err
			}
			if err := tx.MergePeople(p.owner.ID, other.ID); err != nil {
				return err
			}
			got, err := tx.WishesOf(p.owner.ID)
			if diff := cmp.Diff(planner.Wishes{Person: p.owner.ID, Quiet: night}, got); diff != "" || err != nil {
				t.Errorf("wishes: %v, %s", err, diff)
			}
			if silent, err := tx.Muted(p.owner.ID, p.event.ID); !silent || err != nil {
				t.Errorf("what one of them muted is not muted (%v)", err)
			}
			const after = planner.RoomID("terminal:#oceans")
			if err := tx.MoveRoom(room, after, monday); err != nil {
				return err
			}
			if w, err := tx.WishesIn(after); w.Level != planner.DigestOnly || err != nil {
				t.Errorf("in the room that took its place: %+v, %v", w, err)
			}
			return nil
		})
	})
}
