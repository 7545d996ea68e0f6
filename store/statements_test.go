package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// TestPreparingWaitsForNobody: the writer prepares what it did not find on the
// one connection, for which others wait with the same queries.
func TestPreparingWaitsForNobody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		s := open(t)
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				for j := range 20 {
					err := s.Update(context.Background(), func(tx *store.Tx) error {
						id := planner.RoomID(fmt.Sprintf("test:r%d-%d", i, j))
						if err := tx.SaveRoom(planner.Room{ID: id}); err != nil {
							return err
						}
						_, err := tx.OpenInbox(make([]string, 1+(i+j)%12)) // texts of many lengths
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
	})
}
