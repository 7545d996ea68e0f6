package store_test

import (
	"strings"
	"testing"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// TestIndexesOfSomeRowsAreUsed: SQLite takes an index that holds only some rows
// when the words of a query say that no others are meant.
func TestIndexesOfSomeRowsAreUsed(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	here, shared := room, planner.CollaborationID("K")
	for _, c := range []struct {
		name, step string
		query      func(*store.Tx) error
	}{
		{"what is public", `SEARCH events USING INDEX events_public (state=?)`, func(tx *store.Tx) error {
			return last(tx.EventsBetween(store.OccurrenceFilter{Public: true}))
		}},
		{"dates of a collaboration", `SEARCH events USING INDEX events_collaboration (collaboration=?)`, func(tx *store.Tx) error {
			return last(tx.OccurrencesBetween(store.OccurrenceFilter{Collaboration: &shared}))
		}},
		{"what is public of a collaboration", `SEARCH events USING INDEX events_collaboration (collaboration=?)`, func(tx *store.Tx) error {
			return last(tx.Events(store.EventFilter{Collaboration: &shared, Public: true}))
		}},
		{"events of a room", `SEARCH events USING INDEX events_room (room=?)`, func(tx *store.Tx) error {
			return last(tx.Events(store.EventFilter{Room: &here}))
		}},
		{"what is near a room", `SEARCH events USING INDEX events_room (room=?)`, func(tx *store.Tx) error {
			return last(tx.EventsBetween(store.OccurrenceFilter{Near: &store.Near{Person: "P", Room: room}}))
		}},
		{"zones", `SEARCH reminders USING COVERING INDEX reminders_zone (zone>?)`, func(tx *store.Tx) error {
			return last(tx.ZonesInUse())
		}},
		{"reminders in a zone", `SEARCH reminders USING INDEX reminders_zone (zone=?)`, func(tx *store.Tx) error {
			return last(tx.RemindersIn("Europe/Paris"))
		}},
		{"what somebody set by hand", `SEARCH reminders USING INDEX reminders_owner (owner=?)`, func(tx *store.Tx) error {
			return last(tx.RemindersOwned("P"))
		}},
		{"how much somebody set by hand", `SEARCH reminders USING INDEX reminders_owner (owner=?)`, func(tx *store.Tx) error {
			return last(tx.CountOwned("P"))
		}},
		{"what was undone", `SEARCH undoing USING COVERING INDEX changes_undoes (undoes=?) LEFT-JOIN`, func(tx *store.Tx) error {
			_, _ = tx.ChangeByNumber(1) // not found
			return nil
		}},
		{"a secret", `SEARCH dialogs USING INDEX dialogs_link (place=?)`, func(tx *store.Tx) error {
			_, _ = tx.LinkAt("tie") // not found
			return nil
		}},
	} {
		update(t, s, func(tx *store.Tx) error {
			steps := tx.Plans()
			err := c.query(tx)
			if said := strings.Join(*steps, "\n"); !strings.Contains(said, c.step) {
				t.Errorf("%s:\n%s", c.name, said)
			}
			return err
		})
	}
}

func last(_ any, err error) error { return err }
