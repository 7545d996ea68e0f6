package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestDeliveryIsKeptWhole(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 2)
		dues := p.dues()
		d := planner.Delivery{
			Key: "d1", Dues: []string{dues[0].Key, dues[1].Key}, Network: "terminal", Room: room,
			At: monday, State: planner.DeliveryDue, Next: monday,
		}
		private := planner.Delivery{
			Key: "d2", Dues: d.Dues[:1], Network: "terminal", Person: p.owner.ID, Identity: alice,
			At: monday, State: planner.DeliverySending, Attempts: 2, FirstTry: monday, Lease: monday.Add(time.Minute), Reason: "timeout",
		}
		update(t, s, func(tx *store.Tx) error {
			other := d
			other.State, other.Attempts = planner.DeliverySent, 7
			for _, list := range [][]planner.Delivery{{d, private}, {other}} { // the second time nothing changes
				if err := tx.AddDeliveries(list); err != nil {
					t.Error(err)
				}
			}
			got, err := tx.DeliveriesOf(p.event.ID)
			if diff := cmp.Diff([]planner.Delivery{private, d}, got); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
			single, err := tx.Delivery("d2")
			if diff := cmp.Diff(private, single); diff != "" {
				t.Error(diff)
			}
			return err
		})
	})
}

func TestClaimTakesWhatIsOurs(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		now := monday.Add(time.Hour)
		update(t, s, func(tx *store.Tx) error {
			for _, d := range []planner.Delivery{
				{Key: "late", At: monday.Add(time.Minute), State: planner.DeliveryDue},
				{Key: "retry", At: monday, State: planner.DeliveryRetry, Next: now},
				{Key: "retry later", At: monday, State: planner.DeliveryRetry, Next: now.Add(time.Millisecond)},
				{Key: "lease ended", At: monday.Add(2 * time.Minute), State: planner.DeliverySending, Lease: now},
				{Key: "lease holds", At: monday, State: planner.DeliverySending, Lease: now.Add(time.Millisecond)},
				{Key: "sent", At: monday, State: planner.DeliverySent},
				{Key: "skipped", At: monday, State: planner.DeliverySkipped},
				{Key: "not ours", At: monday, State: planner.DeliveryDue, Network: "matrix"},
			} {
				if d.Network == "" {
					d.Network = "terminal"
				}
				if err := tx.AddDeliveries([]planner.Delivery{d}); err != nil {
					return err
				}
			}
			list, err := tx.ClaimDeliveries(store.Reach{Networks: []string{"terminal"}}, now, 10)
			var keys []string
			for _, d := range list {
				keys = append(keys, d.Key)
			}
			if diff := cmp.Diff([]string{"retry", "late", "lease ended"}, keys); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
			list, err = tx.ClaimDeliveries(store.Reach{}, now, 10)
			if len(list) > 0 {
				t.Errorf("without networks: %v", list)
			}
			return err
		})
	})
}

func TestSettleNeedsTheLease(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			d := planner.Delivery{Key: "d", Network: "terminal", At: monday, State: planner.DeliverySending, Lease: monday.Add(time.Minute)}
			if err := tx.AddDeliveries([]planner.Delivery{d}); err != nil {
				return err
			}
			late := d
			d.Lease = monday.Add(2 * time.Minute) // taken over after the first lease ended
			if err := tx.SaveDelivery(d); err != nil {
				return err
			}
			late.State = planner.DeliveryFailed
			if err := tx.SettleDelivery(late); !errors.Is(err, store.ErrConflict) {
				t.Errorf("under the old lease: %v", err)
			}
			d.State, d.Message = planner.DeliverySent, "m1"
			if err := tx.SettleDelivery(d); err != nil {
				t.Errorf("under its lease: %v", err)
			}
			if err := tx.SettleDelivery(d); !errors.Is(err, store.ErrConflict) {
				t.Errorf("twice: %v", err)
			}
			if err := tx.SaveDelivery(planner.Delivery{Key: "none"}); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("one that is not there: %v", err)
			}
			d.Lease = time.Time{}
			got, err := tx.Delivery("d")
			if diff := cmp.Diff(d, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
	})
}

func TestPurgeDeliveriesKeepsDueRows(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			if err := tx.AddDue(planner.Due{Key: "k", Kind: planner.DueNotice, At: monday}); err != nil {
				return err
			}
			for _, d := range []planner.Delivery{
				{Key: "sent", Dues: []string{"k"}, At: monday, State: planner.DeliverySent},
				{Key: "open", Dues: []string{"k"}, At: monday, State: planner.DeliveryRetry},
				{Key: "young", At: monday.Add(time.Hour), State: planner.DeliverySent},
			} {
				if err := tx.AddDeliveries([]planner.Delivery{d}); err != nil {
					return err
				}
			}
			if n, err := tx.PurgeDeliveries(monday.Add(time.Minute)); n != 1 || err != nil {
				t.Errorf("purged %d, %v", n, err)
			}
			if _, err := tx.Delivery("sent"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("the old one: %v", err)
			}
			_, err := tx.DueByKey("k")
			return err
		})
	})
}
