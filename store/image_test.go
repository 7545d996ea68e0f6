package store_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// hostileText is all that JSON writes otherwise than it stands, without what no
// database keeps.
const hostileText = "É \"a\\b\" <&> \u2028\u2029 \t\n\r\x1f\x7f \U0001F4C5"

// TestImagesOfNewRows: what the audit keeps of a row that was just made is what
// is read of it: an undo compares the two.
func TestImagesOfNewRows(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		s := open(t)
		p := plan(t, s, 3)
		update(t, s, func(tx *store.Tx) error {
			c, err := tx.BeginChange(store.Change{Person: p.owner.ID, Room: room, At: monday})
			if err != nil {
				return err
			}
			e := seminar(p.owner.ID)
			e.Title, e.Place, e.Capacity = hostileText, "", 12
			if e, err = tx.SaveEvent(e); err != nil {
				return err
			}
			for _, m := range []planner.Reminder{
				{Event: e.ID, Owner: p.owner.ID, State: planner.Planned, InThread: true},
				{Owner: p.owner.ID, ToPerson: p.owner.ID, ByHand: true, Text: hostileText, State: planner.Planned},
			} {
				if _, err = tx.SaveReminder(m); err != nil {
					return err
				}
			}
			if _, err = tx.SaveTalk(planner.Talk{Event: e.ID, Title: hostileText}); err != nil {
				return err
			}
			if _, err = tx.SaveSpeaker(planner.Speaker{Event: e.ID, Name: hostileText, State: planner.Invited}); err != nil {
				return err
			}
			_, err = tx.SaveReply(planner.Reply{Event: p.event.ID, Occurrence: p.occurrences[0].ID, Person: p.owner.ID, At: monday})
			if err != nil {
				return err
			}
			made, err := tx.AuditOf(c)
			if err == nil && len(made) != 6 {
				t.Errorf("%d rows of audit", len(made))
			}
			compareImages(t, tx, made)
			return err
		})
		update(t, s, func(tx *store.Tx) error {
			made, err := tx.AuditOf(p.change)
			if len(made) != 5 {
				t.Errorf("%d rows of audit", len(made))
			}
			compareImages(t, tx, made)
			return err
		})
	})
}

func compareImages(t *testing.T, tx *store.Tx, made []store.Audit) {
	t.Helper()
	for _, a := range made {
		image, err := tx.Image(a)
		if err != nil || a.After != image {
			t.Errorf("%s %s (%v)\nkept %s\nread %s", a.Entity, a.EntityID, err, a.After, image)
		}
	}
}

// TestImageIsTheMapItStandsFor: as earlier releases wrote it, so that what these
// have kept compares with what is read now.
func TestImageIsTheMapItStandsFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.Int64().AsAny(), rapid.String().AsAny(),
			rapid.SampledFrom([]string{hostileText, "\xff\x00", "<", ">", "&", `\`, `"`, "plain ~ text", ""}).AsAny())
		values := rapid.MapOf(rapid.StringMatching(`[a-z_]{1,8}`), value).Draw(t, "values")
		want, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := store.ObjectOf(values); got != string(want) || err != nil {
			t.Errorf("%v\nis   %s\nwant %s", err, got, want)
		}
	})
}

// TestAuditedColumnsStandInOrder: an image lists them as they are named there.
func TestAuditedColumnsStandInOrder(t *testing.T) {
	for name, columns := range store.AuditedColumns() {
		if list := strings.Split(columns, ", "); !slices.IsSorted(list) {
			t.Errorf("%s: %s", name, columns)
		}
	}
}
