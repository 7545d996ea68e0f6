package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// states are those of the due rows, by key.
func states(t *testing.T, s *store.Store, dues []planner.Due) []string {
	t.Helper()
	return in(t, s, func(tx *store.Tx) (list []string, err error) {
		for _, d := range dues {
			d, err := tx.DueByKey(d.Key)
			if err != nil {
				return nil, err
			}
			list = append(list, string(d.State)+d.Reason)
		}
		return list, nil
	})
}

func TestSyncDues(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 4)
		scope, dues := store.DueScope{Event: p.event.ID}, p.dues()
		steps := []struct {
			name   string
			wanted []planner.Due
			now    time.Time
			want   []string
		}{
			{"planned", dues, monday, []string{"due", "due", "due", "due"}},
			{"one is done", dues, dues[1].At.Add(-time.Second), []string{"done", "due", "due", "due"}},
			{"the second is being handed over", nil, dues[1].At, []string{"done", "due", "skippedmoved", "skippedmoved"}},
			{"one comes back", dues[3:], dues[1].At.Add(-time.Second), []string{"done", "skippedmoved", "skippedmoved", "due"}},
			{"all come back", dues, monday, []string{"done", "due", "due", "due"}},
		}
		for i, step := range steps {
			update(t, s, func(tx *store.Tx) error {
				if i == 1 {
					if err := tx.MarkDue(dues[0].Key, planner.DueDone, ""); err != nil {
						return err
					}
				}
				return tx.SyncDues(scope, step.wanted, "moved", step.now)
			})
			if diff := cmp.Diff(step.want, states(t, s, dues)); diff != "" {
				t.Errorf("%s: %s", step.name, diff)
			}
		}
	})
}

func TestSyncDuesFollowsNewInstantsAndLeavesOthersAlone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 2)
		notice := planner.Due{
			Key: "notice", Kind: planner.DueNotice, At: monday, Event: p.event.ID, ToPerson: p.owner.ID,
			Data: `{"why":"failed"}`, State: planner.DueWaiting,
		}
		dues := p.dues()
		dues[0].At = dues[0].At.Add(time.Hour)
		update(t, s, func(tx *store.Tx) error {
			if err := tx.AddDue(notice); err != nil {
				return err
			}
			return tx.SyncDues(store.DueScope{Event: p.event.ID}, dues, "zone", monday)
		})
		update(t, s, func(tx *store.Tx) error {
			for _, want := range append(dues, notice) {
				got, err := tx.DueByKey(want.Key)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("%v, %s", err, diff)
				}
			}
			if err := tx.SyncDues(store.DueScope{}, nil, "", monday); err == nil {
				t.Error("an empty scope is taken")
			}
			return nil
		})
	})
}

// TestARowFollowsTheReminderThatWantsIt: what is said once for several reminders
// is of the one that wants it now, and does not wait for that when it fell due.
func TestARowFollowsTheReminderThatWantsIt(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		first := p.dues()[0]
		other := p.reminder
		other.ID = ""
		update(t, s, func(tx *store.Tx) (err error) {
			other, err = tx.SaveReminder(other)
			return err
		})
		later := first
		later.Reminder, later.At = other.ID, first.At.Add(time.Hour)
		overdue := later
		overdue.At = first.At
		for _, c := range []struct {
			name string
			now  time.Time
			want planner.Due
		}{
			{"ahead", monday, later},
			{"fell due", first.At, overdue},
		} {
			update(t, s, func(tx *store.Tx) error {
				for _, wanted := range []planner.Due{first, later} {
					now := c.now
					if wanted == first {
						now = monday
					}
					if err := tx.SyncDues(store.DueScope{Event: p.event.ID}, []planner.Due{wanted}, "", now); err != nil {
						return err
					}
				}
				got, err := tx.DueByKey(first.Key)
				if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
					t.Errorf("%s: %v, %s", c.name, err, diff)
				}
				return err
			})
		}
	})
}

func TestDueNowIsInOrder(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			for _, d := range []struct {
				key string
				at  time.Duration
			}{{"z", time.Hour}, {"b", 0}, {"a", 0}, {"later", 2 * time.Hour}} {
				if err := tx.AddDue(planner.Due{Key: d.key, Kind: planner.DueNotice, At: monday.Add(d.at)}); err != nil {
					return err
				}
			}
			var keys []string
			list, err := tx.DueNow(monday.Add(time.Hour), 10)
			for _, d := range list {
				keys = append(keys, d.Key)
			}
			if diff := cmp.Diff([]string{"b", "a", "z"}, keys); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
			if err := tx.MarkDue("b", planner.DueDone, ""); err != nil {
				return err
			}
			if err := tx.MarkDue("b", planner.DueSkipped, "past"); !errors.Is(err, store.ErrConflict) {
				t.Errorf("marked twice: %v", err)
			}
			list, err = tx.DueNow(monday.Add(time.Hour), 1)
			if len(list) != 1 || list[0].Key != "a" {
				t.Errorf("then %v", list)
			}
			return err
		})
	})
}

// TestWhatIsReadAheadIsForgottenByAWrite: a reminder, its due row and its room
// are read along with what is claimed, and are afterwards what was written.
func TestWhatIsReadAheadIsForgottenByAWrite(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		update(t, s, func(tx *store.Tx) error {
			rule := planner.Reminder{Owner: p.owner.ID, ByHand: true, Text: "old", ToRoom: room, State: planner.Planned, Created: monday}
			rule, err := tx.SaveReminder(rule)
			if err != nil {
				return err
			}
			return tx.AddDue(planner.Due{Key: "k", Kind: planner.DueReminder, At: monday, Reminder: rule.ID})
		})
		read := func(tx *store.Tx) string {
			due, errDue := tx.DueByKey("k")
			rule, errRule := tx.Reminder(due.Reminder)
			in, errRoom := tx.Room(rule.ToRoom)
			wishes, errWishes := tx.WishesIn(rule.ToRoom)
			if err := errors.Join(errDue, errRule, errRoom, errWishes); err != nil {
				t.Fatal(err)
			}
			return fmt.Sprint(rule.Text, " ", in.Lang, " ", wishes.Level, " ", due.State)
		}
		update(t, s, func(tx *store.Tx) error {
			dues, err := tx.DueNow(monday, 10)
			if err != nil || len(dues) != 1 || read(tx) != "old   due" {
				t.Errorf("%v, %v, %q", dues, err, read(tx))
			}
			rule, err := tx.Reminder(dues[0].Reminder)
			if err != nil {
				return err
			}
			rule.Text = "new"
			_, errRule := tx.SaveReminder(rule)
			err = errors.Join(errRule, tx.SaveRoom(planner.Room{ID: room, Lang: planner.French}),
				tx.SaveWishes(planner.Wishes{Room: room, Level: planner.DayBefore}), tx.MarkDone([]string{"k"}))
			if got := read(tx); err != nil || got != "new fr day done" {
				t.Errorf("%q, %v", got, err)
			}
			return nil
		})
	})
}

func TestNextAt(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		ours := []string{"terminal"}
		next := func() time.Time {
			return in(t, s, func(tx *store.Tx) (time.Time, error) { return tx.NextAt(store.Reach{Networks: ours}) })
		}
		if at := next(); !at.IsZero() {
			t.Errorf("of nothing: %s", at)
		}
		steps := []struct {
			name string
			do   func(*store.Tx) error
			want time.Duration
		}{
			{"a due row", func(tx *store.Tx) error {
				return tx.AddDue(planner.Due{Key: "k", Kind: planner.DueNotice, At: monday.Add(5 * time.Hour)})
			}, 5 * time.Hour},
			{"another network's delivery", func(tx *store.Tx) error {
				return tx.AddDeliveries([]planner.Delivery{{Key: "x", Network: "matrix", At: monday, State: planner.DeliveryDue}})
			}, 5 * time.Hour},
			{"a delivery", func(tx *store.Tx) error {
				return tx.AddDeliveries([]planner.Delivery{{
					Key: "d", Dues: []string{"k"}, Network: "terminal", At: monday.Add(time.Hour), State: planner.DeliveryDue,
				}})
			}, time.Hour},
			{"being sent", func(tx *store.Tx) error {
				return tx.SaveDelivery(planner.Delivery{Key: "d", State: planner.DeliverySending, Lease: monday.Add(3 * time.Hour)})
			}, 3 * time.Hour},
			{"sent", func(tx *store.Tx) error {
				return tx.SettleDelivery(planner.Delivery{Key: "d", State: planner.DeliverySent, Lease: monday.Add(3 * time.Hour)})
			}, 5 * time.Hour},
		}
		for _, step := range steps {
			update(t, s, step.do)
			if got := next(); !got.Equal(monday.Add(step.want)) {
				t.Errorf("after %s: %s", step.name, got)
			}
		}
	})
}

func TestWrittenWakes(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error { _, _, err := tx.EnsurePerson(alice, "", monday); return err })
		select {
		case <-s.Written():
			t.Error("a person woke the runner")
		default:
		}
		for i, key := range []string{"a", "b", "c"} {
			update(t, s, func(tx *store.Tx) error {
				return tx.AddDue(planner.Due{Key: key, Kind: planner.DueNotice, At: monday.Add(time.Duration((i-1)*(i-1)) * time.Hour)})
			})
		}
		if at := <-s.Written(); !at.Equal(monday) { // three commits are one signal, for the earliest
			t.Errorf("woken for %s", at)
		}
		select {
		case <-s.Written():
			t.Error("woken twice")
		default:
		}
	})
}
