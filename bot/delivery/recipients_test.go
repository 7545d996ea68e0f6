package delivery_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat/chattest"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

func TestEachRoomOfACollaborationHearsOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := w.collaboration(ganda, lyon, "matrix:santiago")
		w.room(planner.Room{ID: "matrix:santiago", Collaboration: c, Closed: true})
		w.room(planner.Room{ID: "slack:other"})
		w.plan("Oceans", planner.Event{Collaboration: c, Room: "slack:other"}, 1)
		w.playTo(instant(t, over))
		w.heard(string(ganda), "Oceans 2027-01-12")
		w.heard(string(lyon), "Oceans 2027-01-12")
		w.heard("matrix:santiago")
		w.heard("slack:other")
	})
}

func TestWithoutARoomItsOwnerHears(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda, Closed: true})
		w.plan("Oceans", planner.Event{Room: ganda}, 1)
		w.own("to a room that is closed", monday.Add(time.Hour), ganda)
		w.playTo(instant(t, over))
		w.heard(string(ganda))
		w.heard(string(alice), "given_up room closed: to a room that is closed", "Oceans 2027-01-12")
	})
}

func TestRoomsAreThoseOfTheMoment(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := w.collaboration(ganda)
		w.plan("Oceans", planner.Event{Collaboration: c}, 2)
		w.playTo(instant(t, end))
		w.room(planner.Room{ID: ganda, Closed: true, Collaboration: c})
		w.room(planner.Room{ID: lyon, Collaboration: c})
		w.playTo(instant(t, over))
		w.heard(string(ganda), "Oceans 2027-01-12")
		w.heard(string(lyon), "Oceans 2027-01-19")
	})
}

func TestDefaultRemindersOfOneInstantAreOneMessage(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		w.room(planner.Room{ID: lyon})
		for _, title := range []string{"Oceans", "Rivers"} {
			w.plan(title, planner.Event{Room: ganda}, 1)
		}
		w.plan("Lakes", planner.Event{Room: lyon}, 1)
		w.plan("Springs", planner.Event{Room: ganda, Span: planner.Timed(wall("2027-01-13T15:00"), time.Hour, "Europe/Paris")}, 1)
		w.own("by hand", instant(t, due), ganda)
		w.own("by hand too", instant(t, due), ganda)
		w.playTo(instant(t, over))
		w.heard(string(ganda), "Oceans 2027-01-12; Rivers 2027-01-12", "by hand", "by hand too", "Springs 2027-01-13")
		w.heard(string(lyon), "Lakes 2027-01-12")
	})
}

func TestOneOfAGroupIsCancelled(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		var plans []*planned
		for _, title := range []string{"Oceans", "Rivers", "Lakes"} {
			plans = append(plans, w.plan(title, planner.Event{Room: ganda}, 1))
		}
		w.nets["slack"].Fate = chattest.InTurn(chattest.Refused())
		w.playTo(instant(t, due))
		w.change(plans[1], "cancelled", func() { plans[1].State = planner.Cancelled })
		w.move(plans[2], 0, "2027-01-12T14:00")
		w.playTo(instant(t, over))
		w.heard(string(ganda), "Oceans 2027-01-12")
	})
}

func TestMoreThanOneBatchOfAnInstant(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const rooms = 105
		for _, title := range []string{"Oceans", "Rivers"} {
			for i := range rooms {
				id := planner.RoomID(fmt.Sprintf("slack:r%d", i))
				w.room(planner.Room{ID: id})
				w.plan(title, planner.Event{Room: id}, 1)
			}
		}
		w.until(instant(t, due))
		if next, _ := w.step(); !next.IsZero() {
			t.Errorf("one step leaves something until %s", next)
		}
		for i := range rooms {
			w.heard(fmt.Sprintf("slack:r%d", i), "Oceans 2027-01-12; Rivers 2027-01-12")
		}
	})
}

func TestAStepGoesOnWhereAWholeBatchIsSkipped(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		w.nets["slack"].Fate = chattest.InTurn(chattest.Refused())
		for i := range 120 {
			w.own(fmt.Sprint(i), monday.Add(time.Hour), ganda)
		}
		w.until(monday.Add(time.Hour))
		w.step()
		w.nets["slack"].Fate = nil
		w.room(planner.Room{ID: ganda, Closed: true})
		w.wait(time.Minute)
		if next, _ := w.step(); !next.IsZero() {
			t.Errorf("one step leaves something until %s", next)
		}
		if told := len(w.texts(string(alice))); told != 120 {
			t.Errorf("Alice was told %d times", told)
		}
	})
}

func TestPrivatelyOnTheNetworkUsedLast(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		w := newWorld(t, storetest.Open(t, url))
		p := w.person(alice)
		w.person(bob)
		sameperson(t, url, p.ID, bob)
		w.own("first", monday.Add(time.Hour), "")
		w.own("second", monday.Add(2*time.Hour), "")
		w.playTo(monday.Add(30 * time.Minute))
		w.person(bob) // writes on Matrix
		w.playTo(monday.Add(90 * time.Minute))
		w.person(alice)
		w.playTo(monday.Add(3 * time.Hour))
		w.heard(string(bob), "first")
		w.heard(string(alice), "second")
	})
}

// sameperson makes an identity that of a person: no command does so yet.
func sameperson(t *testing.T, url string, p planner.PersonID, id planner.IdentityID) {
	t.Helper()
	driver := "pgx"
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, url = "sqlite", path
	}
	db, err := sql.Open(driver, url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), `UPDATE identities SET person = $1 WHERE id = $2`, p, id); err != nil {
		t.Fatal(err)
	}
}

func TestAProcessLeavesOtherNetworksAlone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := w.collaboration(ganda, lyon)
		w.plan("Oceans", planner.Event{Collaboration: c}, 1)
		w.runner = w.start("slack")
		w.until(instant(t, due))
		if next, _ := w.step(); !next.IsZero() {
			t.Errorf("with Matrix's delivery waiting it wants to come back at %s", next)
		}
		w.heard(string(ganda), "Oceans 2027-01-12")
		w.heard(string(lyon))
		w.runner = w.start("matrix")
		w.wait(time.Hour)
		w.playTo(instant(t, over))
		w.heard(string(lyon), "late: Oceans 2027-01-12")
		w.heard(string(ganda), "Oceans 2027-01-12")
	})
}

func TestDeliveriesNameTheirRecipient(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := w.collaboration(ganda, lyon)
		p := w.plan("Oceans", planner.Event{Collaboration: c}, 1)
		w.playTo(instant(t, over))
		var got []planner.Delivery
		w.update(func(tx *store.Tx) (err error) {
			got, err = tx.DeliveriesOf(p.ID)
			return err
		})
		at := instant(t, due)
		for i := range got {
			if len(got[i].Key) != 25 || len(got[i].Dues) != 1 || got[i].Message == "" {
				t.Errorf("got %+v", got[i])
			}
			got[i].Key, got[i].Dues, got[i].Message = "", nil, ""
		}
		want := []planner.Delivery{
			{Network: "matrix", Room: lyon, At: at, FirstTry: at, SentAt: at, Attempts: 1, State: planner.DeliverySent},
			{Network: "slack", Room: ganda, At: at, FirstTry: at, SentAt: at, Attempts: 1, State: planner.DeliverySent},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
