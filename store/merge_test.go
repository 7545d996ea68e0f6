package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

const onMatrix = planner.IdentityID("matrix:@alice:example.org")

// references are the columns that point to a table, by the schema itself.
func references(t *testing.T, path, to string) (found []string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), `
		SELECT tables.name || '.' || keys."from" FROM sqlite_master tables, pragma_foreign_key_list(tables.name) keys
		WHERE tables.type = 'table' AND keys."table" = $1`, to)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			t.Fatal(err)
		}
		found = append(found, column)
	}
	slices.Sort(found)
	return found
}

// TestNothingThatPointsIsForgotten: a table that is added later has its place
// in the lists by which people are merged and rooms moved.
func TestNothingThatPointsIsForgotten(t *testing.T) {
	url := storetest.SQLite(t)
	storetest.Open(t, url)
	for table, listed := range map[string][]string{"people": store.PersonReferences, "rooms": store.RoomReferences} {
		want := slices.Clone(listed)
		slices.Sort(want)
		if diff := cmp.Diff(want, references(t, strings.TrimPrefix(url, "sqlite:"), table)); diff != "" {
			t.Errorf("columns that point to %s: %s", table, diff)
		}
	}
}

// two are the owner of p and somebody on Matrix.
func two(t *testing.T, s *store.Store) (planned, planner.Person) {
	t.Helper()
	p := plan(t, s, 2)
	return p, in(t, s, func(tx *store.Tx) (planner.Person, error) {
		other, _, err := tx.EnsurePerson(onMatrix, "Alice L.", monday)
		if err != nil {
			return other, err
		}
		other.Zone = "Asia/Tokyo"
		return other, tx.SavePerson(other)
	})
}

func TestMergedPeopleAreOne(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p, other := two(t, s)
		ganda := in(t, s, func(tx *store.Tx) (planner.Collaboration, error) {
			return tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"})
		})
		theirs := change(t, s, p.owner.ID, func(tx *store.Tx) error {
			for _, role := range []planner.Role{
				{Person: p.owner.ID, Name: planner.Organiser}, {Person: other.ID, Name: planner.Organiser},
				{Person: p.owner.ID, Name: planner.Coordinator}, {Person: other.ID, Name: planner.Member, Withdrawn: true},
				{Person: p.owner.ID, Name: planner.Member},
			} {
				role.Collaboration = ganda.ID
				if err := tx.SaveRole(role); err != nil {
					return err
				}
			}
			p.event.Title = "Lakes"
			_, err := tx.SaveEvent(p.event)
			return err
		})
		update(t, s, func(tx *store.Tx) error {
			for _, id := range []planner.PersonID{p.owner.ID, other.ID} {
				if err := tx.SaveDialog(store.Dialog{Person: id, Place: "terminal:#ganda ", Data: []byte(`{}`), Expires: monday}); err != nil {
					return err
				}
			}
			if err := tx.SavePost(store.Post{Room: room, Message: "m1", Data: []byte(`{"Asked":"` + string(p.owner.ID) + `"}`), At: monday}); err != nil {
				return err
			}
			return tx.MergePeople(other.ID, p.owner.ID)
		})
		update(t, s, func(tx *store.Tx) error {
			identities, err := tx.Identities(other.ID)
			if len(identities) != 2 || err != nil {
				t.Errorf("identities %v, %v", identities, err)
			}
			roles, err := tx.RolesOf(other.ID)
			names := []string{}
			for _, role := range roles {
				names = append(names, string(role.Name))
			}
			slices.Sort(names)
			if diff := cmp.Diff([]string{"coordinator", "member", "organiser"}, names); diff != "" || err != nil {
				t.Errorf("roles: %v, %s", err, diff)
			}
			e, err := tx.Event(p.event.ID)
			if e.Owner != other.ID || err != nil {
				t.Errorf("the event is %s's, %v", e.Owner, err)
			}
			person, err := tx.Person(other.ID)
			if person.Zone != "Asia/Tokyo" || person.Name != "Alice L." || err != nil {
				t.Errorf("now %+v, %v", person, err)
			}
			if post, err := tx.Post(room, "m1"); !strings.Contains(string(post.Data), string(other.ID)) || err != nil {
				t.Errorf("post %s, %v", post.Data, err)
			}
			if _, err := tx.Person(p.owner.ID); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("the other person: %v", err)
			}
			if last, err := tx.LastChange(other.ID, monday); last.Number != theirs.Number || err != nil {
				t.Errorf("last change C%d, %v", last.Number, err)
			}
			return nil
		})
		// What either did before can still be undone.
		if touched := undo(t, s, store.Change{Number: p.change.Number, Person: other.ID}); touched == nil || touched.Number != theirs.Number {
			t.Errorf("undo of C1: touched by %+v", touched)
		}
	})
}

// delivered is a delivery of p's first due row to a person.
func delivered(t *testing.T, s *store.Store, p planned, to planner.Identity, state planner.DeliveryState) string {
	t.Helper()
	key := "to " + string(to.ID)
	update(t, s, func(tx *store.Tx) error {
		return tx.AddDeliveries([]planner.Delivery{{
			Key: key, Dues: []string{p.dues()[0].Key}, Network: planner.Network(to.ID), Person: to.Person, Identity: to.ID,
			At: monday, State: state,
		}})
	})
	return key
}

func TestMergedPeopleAreToldOnce(t *testing.T) {
	for _, c := range []struct{ one, other planner.DeliveryState }{
		{planner.DeliveryDue, planner.DeliveryRetry}, {planner.DeliverySent, planner.DeliveryDue},
		{planner.DeliveryDue, planner.DeliverySent}, {planner.DeliveryRetry, planner.DeliverySending},
	} {
		each(t, func(t *testing.T, s *store.Store) {
			p, other := two(t, s)
			keys := []string{
				delivered(t, s, p, planner.Identity{ID: alice, Person: p.owner.ID}, c.one),
				delivered(t, s, p, planner.Identity{ID: onMatrix, Person: other.ID}, c.other),
			}
			update(t, s, func(tx *store.Tx) error { return tx.MergePeople(p.owner.ID, other.ID) })
			open := 0
			for _, key := range keys {
				d := in(t, s, func(tx *store.Tx) (planner.Delivery, error) { return tx.Delivery(key) })
				if d.Person != p.owner.ID {
					t.Errorf("%s is for %s", key, d.Person)
				}
				if d.State != planner.DeliverySkipped {
					open++
				}
			}
			if open != 1 {
				t.Errorf("%s and %s: %d are told", c.one, c.other, open)
			}
		})
	}
}

func TestAPartedIdentityHasNothing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p, other := two(t, s)
		update(t, s, func(tx *store.Tx) error { return tx.MergePeople(p.owner.ID, other.ID) })
		key := delivered(t, s, p, planner.Identity{ID: onMatrix, Person: p.owner.ID}, planner.DeliveryDue)
		i := in(t, s, func(tx *store.Tx) (planner.Identity, error) { return tx.Identity(onMatrix) })
		parted := in(t, s, func(tx *store.Tx) (planner.Person, error) {
			return tx.PartIdentity(i, planner.Person{Name: "Alice", Zone: "Asia/Tokyo", Created: monday})
		})
		update(t, s, func(tx *store.Tx) error {
			if now, _, err := tx.EnsurePerson(onMatrix, "", monday); now.ID != parted.ID || err != nil {
				t.Errorf("on Matrix it is %+v, %v", now, err)
			}
			if d, err := tx.Delivery(key); d.Identity != alice || d.Network != "terminal" || d.Person != p.owner.ID || err != nil {
				t.Errorf("what waited goes to %+v, %v", d, err)
			}
			return nil
		})
		update(t, s, func(tx *store.Tx) error {
			i := planner.Identity{ID: alice, Person: p.owner.ID}
			if _, err := tx.PartIdentity(i, planner.Person{}); !errors.Is(err, store.ErrConflict) {
				t.Errorf("the only one: %v", err)
			}
			return nil
		})
	})
}

// TestMergeBesideWhatBothSay merges people who speak and plan at the same time:
// nothing that they do is lost or points to nobody.
func TestMergeBesideWhatBothSay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		s := open(t)
		const rounds = 10
		p, other := two(t, s)
		ids := []planner.IdentityID{alice, onMatrix}
		var group sync.WaitGroup
		for _, id := range ids {
			group.Go(func() {
				for i := range rounds {
					err := s.Update(context.Background(), func(tx *store.Tx) error {
						who, _, err := tx.EnsurePerson(id, "", monday.Add(time.Duration(i)*time.Second))
						if err != nil {
							return err
						}
						e := seminar(who.ID)
						e.Title = fmt.Sprint(id, i)
						_, err = tx.SaveEvent(e)
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Go(func() {
			err := s.Update(context.Background(), func(tx *store.Tx) error { return tx.MergePeople(p.owner.ID, other.ID) })
			if err != nil {
				t.Error(err)
			}
		})
		group.Wait()
		events := in(t, s, func(tx *store.Tx) ([]planner.Event, error) { return tx.Events(store.EventFilter{}) })
		if len(events) != 1+2*rounds {
			t.Errorf("%d events", len(events))
		}
		for _, e := range events {
			if e.Owner != p.owner.ID {
				t.Errorf("%s is %s's", e.Title, e.Owner)
			}
		}
	})
}
