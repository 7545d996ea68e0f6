package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestPersonBehindIdentity(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			p, created, err := tx.EnsurePerson(alice, "", monday)
			if err != nil || !created {
				t.Fatalf("first time: created %v, %v", created, err)
			}
			p.Zone, p.Lang = "Europe/Paris", planner.French
			if err := tx.SavePerson(p); err != nil {
				return err
			}
			p.Name = "Alice"
			later := monday.Add(time.Hour)
			got, created, err := tx.EnsurePerson(alice, "Alice", later)
			if diff := cmp.Diff(p, got); diff != "" || created || err != nil {
				t.Errorf("second time: created %v, %v, %s", created, err, diff)
			}
			got, _, err = tx.EnsurePerson(alice, "Somebody Else", later)
			if got.Name != "Alice" || err != nil {
				t.Errorf("a known name became %q, %v", got.Name, err)
			}
			i, err := tx.Identity(alice)
			want := planner.Identity{ID: alice, Person: p.ID, LastUsed: later}
			if diff := cmp.Diff(want, i); diff != "" || err != nil {
				t.Errorf("identity: %v, %s", err, diff)
			}
			return err
		})
	})
}

func TestPeopleAreFoundByNameInAnyCase(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			elodie, _, err := tx.EnsurePerson("terminal:e", "Élodie", monday)
			if err != nil {
				return err
			}
			if _, _, err := tx.EnsurePerson("terminal:x", "", monday); err != nil {
				return err
			}
			for name, want := range map[string][]planner.Person{
				" éLODIE ": {elodie}, "Elodie": nil, "": nil, "%": nil,
			} {
				got, err := tx.FindPeople(name)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("FindPeople(%q): %v, %s", name, err, diff)
				}
			}
			return nil
		})
	})
}

func TestIdentityUsedLastComesFirst(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			_, err := tx.PersonOf(alice)
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("a stranger: %v", err)
			}
			p, _, err := tx.EnsurePerson(alice, "Alice", monday)
			if err != nil {
				return err
			}
			list, err := tx.Identities(p.ID)
			if len(list) != 1 || list[0].ID != alice {
				t.Errorf("identities %v", list)
			}
			return err
		})
	})
}
