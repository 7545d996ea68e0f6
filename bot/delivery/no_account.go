package delivery

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// tellNoAccount tells, once, the others who decide about a collaboration, else
// the admins, that the only account of one of them was closed: a private message
// to them was refused because of that.
func (r *Runner) tellNoAccount(tx *store.Tx, d planner.Delivery, now time.Time) error {
	if d.Person == "" || d.Reason != chat.NoAccount {
		return nil
	}
	accounts, err := tx.Identities(d.Person)
	if err != nil || len(accounts) > 1 {
		return err
	}
	roles, err := tx.RolesOf(d.Person)
	if err != nil {
		return err
	}
	for _, role := range roles {
		if !decides(role) {
			continue
		}
		c, err := tx.Collaboration(role.Collaboration)
		if err != nil {
			return err
		}
		if c.Closed {
			continue
		}
		others, err := r.othersWhoDecide(tx, c.ID, d.Person, now)
		if err != nil {
			return err
		}
		for _, to := range others {
			n := Notice{About: NoticeNoAccount, From: d.Person, Network: d.Network, Collaboration: c.ID}
			if err := TellPerson(tx, to, n, fmt.Sprintf("%s/%s/%s/%s", n.About, c.ID, d.Person, to), now); err != nil {
				return err
			}
		}
	}
	return nil
}

func decides(role planner.Role) bool {
	return role.Name == planner.Coordinator || role.Name == planner.Organiser
}

// othersWhoDecide are those who decide about a collaboration besides somebody;
// without any, the admins.
func (r *Runner) othersWhoDecide(tx *store.Tx, c planner.CollaborationID, but planner.PersonID, now time.Time) (others []planner.PersonID, err error) {
	roles, err := tx.Roles(c)
	if err != nil {
		return nil, err
	}
	for _, role := range roles {
		if decides(role) && role.Person != but && !slices.Contains(others, role.Person) {
			others = append(others, role.Person)
		}
	}
	if len(others) > 0 {
		return others, nil
	}
	return People(tx, r.Admins, now)
}

// People are those behind some accounts, also of who has not spoken yet.
func People(tx *store.Tx, accounts []planner.IdentityID, now time.Time) ([]planner.PersonID, error) {
	people := make([]planner.PersonID, len(accounts))
	for i, account := range accounts {
		person, err := tx.PersonOf(account)
		if errors.Is(err, store.ErrNotFound) {
			person, _, err = tx.EnsurePerson(account, "", now)
		}
		if err != nil {
			return nil, fmt.Errorf("find person: %w", err)
		}
		people[i] = person.ID
	}
	return people, nil
}
