package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestCollaborationIsKeptWhole(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			want, err := tx.SaveCollaboration(planner.Collaboration{
				Code: "Ganda", Instrument: planner.IRN, Title: "Géométrie $p$-adique", Theme: "\"'<!channel>",
				Countries: []string{"France", "Viêt Nam"}, Institutions: []string{"Lyon, ENS", "Hanoï"},
				Place: "CIRM", Zone: "Europe/Paris", Closed: true, Created: monday,
				Starts: planner.Date{Year: 2025, Month: 1, Day: 1}, Ends: planner.Date{Year: 2029, Month: 12, Day: 31},
			})
			if err != nil {
				return err
			}
			got, err := tx.CollaborationByCode("gANDA")
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("by code: %v, %s", err, diff)
			}
			want.Closed, want.Countries, want.Ends = false, nil, planner.Date{}
			if want, err = tx.SaveCollaboration(want); err != nil {
				return err
			}
			got, err = tx.Collaboration(want.ID)
			if diff := cmp.Diff(want, got); diff != "" || got.Version != 2 {
				t.Errorf("after a change: version %d, %s", got.Version, diff)
			}
			return err
		})
	})
}

func TestCodesAreUniqueAndTheTransactionGoesOn(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			first, err := tx.SaveCollaboration(planner.Collaboration{Code: "ÉTÉ"})
			if err != nil {
				return err
			}
			second, err := tx.SaveCollaboration(planner.Collaboration{Code: "ANT"})
			if err != nil {
				return err
			}
			if _, err := tx.SaveCollaboration(planner.Collaboration{Code: "été"}); !errors.Is(err, store.ErrConflict) {
				t.Errorf("a second ÉTÉ: %v", err)
			}
			second.Code = "été"
			if _, err := tx.SaveCollaboration(second); !errors.Is(err, store.ErrConflict) {
				t.Errorf("renamed to ÉTÉ: %v", err)
			}
			first.Title = "summer"
			if _, err := tx.SaveCollaboration(first); err != nil {
				t.Errorf("its own code: %v", err)
			}
			if _, err := tx.SaveCollaboration(first); !errors.Is(err, store.ErrConflict) {
				t.Errorf("a stale version: %v", err)
			}
			list, err := tx.Collaborations()
			if len(list) != 2 || list[0].Code != "ANT" || list[1].Title != "summer" {
				t.Errorf("left: %+v", list)
			}
			return err
		})
	})
}

func TestRolesInTheOrderGiven(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			c, err := tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"})
			if err != nil {
				return err
			}
			var want []planner.Role
			for _, name := range []planner.IdentityID{"terminal:c", "terminal:a", "terminal:b"} {
				p, _, err := tx.EnsurePerson(name, "", monday)
				if err != nil {
					return err
				}
				want = append(want, planner.Role{Collaboration: c.ID, Person: p.ID, Name: planner.Organiser})
			}
			gone := want[1]
			gone.Withdrawn = true
			for _, role := range append(want, want[0], gone) {
				if err := tx.SaveRole(role); err != nil {
					return err
				}
			}
			got, err := tx.Roles(c.ID)
			if diff := cmp.Diff([]planner.Role{want[0], want[2]}, got); diff != "" || err != nil {
				t.Errorf("roles: %v, %s", err, diff)
			}
			got, err = tx.RolesOf(gone.Person)
			if len(got) > 0 || err != nil {
				t.Errorf("roles withdrawn: %v, %v", got, err)
			}
			return err
		})
	})
}
