package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestReminders(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		update(t, s, func(tx *store.Tx) error {
			own, err := tx.SaveReminder(planner.Reminder{
				Owner: p.owner.ID, ByHand: true, Wall: wall("2027-01-05T09:00"), Zone: "Asia/Tokyo",
				Text: "send the abstracts", ToPerson: p.owner.ID, State: planner.Planned, Created: monday,
			})
			if err != nil {
				return err
			}
			byHand, err := tx.SaveReminder(planner.Reminder{
				Event: p.event.ID, Occurrence: p.occurrences[0].ID, Owner: p.owner.ID, ByHand: true,
				Lead: planner.Lead{Exact: 90 * time.Minute}, ToRoom: room, State: planner.Planned, Created: monday,
			})
			if err != nil {
				return err
			}
			if own.Number != 2 || byHand.Number != 3 {
				t.Errorf("numbers %d and %d", own.Number, byHand.Number)
			}
			lists := map[string]func() ([]planner.Reminder, error){
				"of event": func() ([]planner.Reminder, error) { return tx.RemindersOf(p.event.ID) },
				"owned":    func() ([]planner.Reminder, error) { return tx.RemindersOwned(p.owner.ID) },
				"in zone":  func() ([]planner.Reminder, error) { return tx.RemindersIn("Asia/Tokyo") },
			}
			want := map[string][]planner.Reminder{
				"of event": {p.reminder, byHand}, "owned": {own, byHand}, "in zone": {own},
			}
			for name, list := range lists {
				got, err := list()
				if diff := cmp.Diff(want[name], got); diff != "" || err != nil {
					t.Errorf("%s: %v, %s", name, err, diff)
				}
			}
			own.State = planner.Cancelled
			if _, err := tx.SaveReminder(own); err != nil {
				return err
			}
			if n, err := tx.CountOwned(p.owner.ID); n != 0 || err != nil {
				t.Errorf("%d owned that are still to come, %v", n, err)
			}
			if err := tx.AddDue(planner.Due{Key: "k", Kind: planner.DueReminder, At: monday, Reminder: byHand.ID}); err != nil {
				return err
			}
			if n, err := tx.CountOwned(p.owner.ID); n != 1 || err != nil {
				t.Errorf("%d owned after one was cancelled, %v", n, err)
			}
			got, err := tx.ReminderByNumber(2)
			if diff := cmp.Diff(own, got); diff != "" {
				t.Errorf("the cancelled one: %s", diff)
			}
			return err
		})
	})
}
