package bot

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"entente/bot/people"
	"entente/store"
)

// tied is what two sides say up to the last confirmation; it gives what the
// button of the first side says.
func (s *stage) tied(t *testing.T, one, other string) (confirm string) {
	t.Helper()
	typed := textOfCode(s.must(one, "dm", "link", "link ")[0])
	asked := s.must(other, "dm", typed, "account yours too")
	sentence := asked[len(asked)-1].Buttons[0].Sentence
	for _, who := range []string{one, "mallory"} { // the button is the other side's alone
		s.must(who, "dm", sentence, "expired")
	}
	s.must(other, "dm", sentence, "confirm it there")
	s.net.said = nil
	s.step()
	if len(s.net.said) != 1 || s.net.said[0].To.Person != person(one) {
		t.Fatalf("it asks %+v", s.net.said)
	}
	return s.net.said[0].Buttons[0].Sentence
}

// TestTiedFromBothSides: each step is its side's alone, and serves once.
func TestTiedFromBothSides(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		confirm := s.tied(t, "olga", "chris")
		for _, who := range []string{"chris", "mallory"} {
			s.must(who, "dm", confirm, "expired")
		}
		s.must("chris", "ganda", confirm, "direct message")
		s.must("olga", "dm", confirm, "one person now")
		s.must("olga", "dm", confirm, "expired")
		s.view(func(tx *store.Tx) error {
			one, err := tx.PersonOf(person("olga"))
			if err != nil {
				return err
			}
			if other, err := tx.PersonOf(person("chris")); other.ID != one.ID || err != nil {
				t.Errorf("chris is %v and olga %v, %v", other, one, err)
			}
			return nil
		})
		s.must("chris", "dm", "undo", "unlink")
		s.must("chris", "dm", "unlink for sure test:olga", "not one of your accounts any more")
		s.must("chris", "dm", "undo", "link")
		s.must("olga", "dm", "links", "Your account:")
	})
}

// TestNotTiedBeforeTheOtherSideSaysYes: the token is no shortcut.
func TestNotTiedBeforeTheOtherSideSaysYes(t *testing.T) {
	s := newStage(t)
	typed := textOfCode(s.must("olga", "dm", "link", "link ")[0])
	asked := s.must("chris", "dm", typed, "account yours too")
	token := strings.TrimPrefix(asked[0].Buttons[0].Sentence, "link accept ")
	s.must("olga", "dm", "link confirm "+token, "expired")
}

// TestGuessesAreLimited: also for whoever guesses right at last.
func TestGuessesAreLimited(t *testing.T) {
	s := newStage(t)
	typed := textOfCode(s.must("olga", "dm", "link", "link ")[0])
	for i := range 5 {
		s.must("mallory", "dm", fmt.Sprintf("link 00%d-999", i), "no such code")
	}
	s.must("mallory", "dm", typed, "5 wrong codes")
	s.must("chris", "dm", typed, "account yours too")
}

// TestACodeIsNotKept: what the database holds of it does not show it.
func TestACodeIsNotKept(t *testing.T) {
	s := newStage(t)
	typed := strings.TrimPrefix(textOfCode(s.must("olga", "dm", "link", "link ")[0]), "link ")
	kept := s.rows(s.open(), "SELECT place, data FROM dialogs WHERE kind = 'link'")
	if len(kept) != 1 || !strings.HasPrefix(kept[0], "link ") {
		t.Fatalf("it keeps %q", kept)
	}
	if strings.Contains(kept[0]+s.log.String(), typed) {
		t.Errorf("%s is kept", typed)
	}
}

// TestOneTypesACode: of two who type it at once, one is asked.
func TestOneTypesACode(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		typed := strings.TrimPrefix(textOfCode(s.must("olga", "dm", "link", "link ")[0]), "link ")
		var group sync.WaitGroup
		var lock sync.Mutex
		asked := 0
		for i := range 6 {
			group.Go(func() {
				in := line(fmt.Sprintf("p%d", i), "dm", "link "+typed)
				err := s.bot.Store.Update(t.Context(), func(tx *store.Tx) error {
					r, err := s.bot.newRequest(t.Context(), tx, in)
					if err != nil {
						return err
					}
					_, err = people.Link(r.Turn, typed)
					return err
				})
				lock.Lock()
				defer lock.Unlock()
				if err == nil {
					asked++
				}
			})
		}
		group.Wait()
		if asked != 1 {
			t.Errorf("%d were asked", asked)
		}
	})
}

// TestUnlinkedHasNoRoles: a role that was shared is not taken
// along.
func TestUnlinkedHasNoRoles(t *testing.T) {
	s := newStage(t)
	s.must("olga", "dm", `collaboration add GANDA IRN "Geometry"`, "GANDA")
	confirm := s.tied(t, "olga", "chris")
	s.must("olga", "dm", confirm, "one person now")
	s.must("chris", "dm", `collaboration set GANDA theme "number theory"`, "Changed")
	s.must("olga", "dm", "unlink test:chris", "Take it away")
	s.must("olga", "dm", "yes", "not one of your accounts")
	s.must("chris", "dm", `collaboration set GANDA theme "geometry"`, "Only organisers")
	s.must("olga", "dm", "unlink test:olga", "only account")
}
