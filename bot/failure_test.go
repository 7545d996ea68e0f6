package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// brokenNetwork is a network whose connection cannot be made, or ends.
type brokenNetwork struct {
	scribe
	name  string
	after time.Duration
}

func (n *brokenNetwork) Network() string { return n.name }

func (n *brokenNetwork) Run(ctx context.Context, _ chat.Receive) error {
	select {
	case <-time.After(n.after):
		return errors.New("invalid_auth")
	case <-ctx.Done():
		return nil
	}
}

// TestANetworkThatFailsLeavesTheOthersAlone: what they do goes on, the admins
// are told there once, and what waited for it is left to the next run.
func TestANetworkThatFailsLeavesTheOthersAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bad := &brokenNetwork{name: "bad", after: time.Minute}
		s := newStage(t, func(o *Options) {
			o.Adapters, o.Now = append(o.Adapters, bad), time.Now
			o.Admins = []planner.IdentityID{"bad:root", "test:olga", "bad:olga"}
		})
		olga := s.one(t, "test:olga", "bad:olga")
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- s.bot.Run(ctx) }()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if err := s.bot.Failed("bad"); err == nil || s.bot.Failed("test") != nil {
			t.Errorf("failed: %v, %v", err, s.bot.Failed("test"))
		}
		if said := s.net.said.text(); strings.Count(said, "invalid_auth") != 1 || len(s.net.said) != 1 {
			t.Errorf("it says\n%s", said)
		}
		if len(bad.said) > 0 {
			t.Errorf("on what has failed it says\n%s", bad.said.text())
		}
		if err := s.bot.Receive(ctx, eventOf(line("olga", "dm", "help"), "later")); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if len(s.net.said) != 2 {
			t.Errorf("after that it says\n%s", s.net.said.text())
		}
		stop()
		if err := <-ended; err != nil {
			t.Errorf("it ends with %v", err)
		}
		s.view(func(tx *store.Tx) error {
			person, err := tx.PersonOf("test:olga")
			if person.ID != olga || err != nil {
				t.Errorf("olga is %v, %v", person, err)
			}
			return nil
		})
		if log := s.log.String(); !strings.Contains(log, "entente check --connect") {
			t.Errorf("the log says %s", log)
		}
	})
}

// one makes identities one person's.
func (s *stage) one(t *testing.T, first, second planner.IdentityID) (id planner.PersonID) {
	t.Helper()
	err := s.bot.Store.Update(t.Context(), func(tx *store.Tx) error {
		one, _, err := tx.EnsurePerson(first, "Olga", s.now)
		if err != nil {
			return err
		}
		id = one.ID
		other, _, err := tx.EnsurePerson(second, "Olga", s.now.Add(time.Hour)) // used last
		if err != nil {
			return err
		}
		return tx.MergePeople(one.ID, other.ID)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func eventOf(in chat.Incoming, id string) chat.Incoming {
	in.EventID, in.Message = id, id
	return in
}

// TestItEndsWhenAllNetworksHaveFailed: as at a start with one wrong token.
func TestItEndsWhenAllNetworksHaveFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(o *Options) {
			o.Now = time.Now
			o.Adapters = []chat.Adapter{&brokenNetwork{name: "one"}, &brokenNetwork{name: "two", after: time.Hour}}
		})
		began := time.Now()
		err := s.bot.Run(t.Context())
		if err == nil || !strings.Contains(err.Error(), "one: invalid_auth") || !strings.Contains(err.Error(), "two: invalid_auth") {
			t.Errorf("it ends with %v", err)
		}
		if took := time.Since(began); took != time.Hour {
			t.Errorf("it ends after %s", took)
		}
	})
}
