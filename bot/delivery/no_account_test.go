package delivery_test

import (
	"testing"
	"time"

	"entente/bot/chat/chattest"
	"entente/planner"
	"entente/store"
)

// TestClosedAccount: whoever organises a collaboration with somebody whose account
// was closed is told once, and the admins where nobody else does.
func TestClosedAccount(t *testing.T) {
	for name, c := range map[string]struct {
		others []planner.IdentityID // who decide too
		second bool                 // the person has one more account
		want   []string             // that Bob, an admin, hears
	}{
		"another organiser": {others: []planner.IdentityID{bob}, want: []string{"no_account"}},
		"nobody else":       {want: []string{"no_account"}},
		"somebody else":     {others: []planner.IdentityID{"matrix:carol"}},
		"a second account":  {others: []planner.IdentityID{bob}, second: true},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				w.runner.Admins = []planner.IdentityID{bob}
				w.nets["slack"].Fate = chattest.Always(chattest.NoAccount())
				of := w.collaboration()
				roles := []planner.Role{{Collaboration: of, Person: w.person(alice).ID, Name: planner.Coordinator}}
				for _, other := range c.others {
					roles = append(roles, planner.Role{Collaboration: of, Person: w.person(other).ID, Name: planner.Organiser})
				}
				second := w.person("matrix:carol").ID
				w.update(func(tx *store.Tx) error {
					for _, role := range roles {
						if err := tx.SaveRole(role); err != nil {
							return err
						}
					}
					if !c.second {
						return nil
					}
					return tx.MergePeople(roles[0].Person, second)
				})
				w.own("send the abstracts", monday.Add(time.Hour), "")
				w.own("send them again", monday.Add(2*time.Hour), "")
				w.playTo(monday.Add(3 * time.Hour))
				w.heard(string(bob), c.want...)
			})
		})
	}
}
