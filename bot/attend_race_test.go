package bot_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// TestTheLastPlace: of 50 people who want it at once, one gets it and the others
// wait in the order in which they were told: from one process on SQLite, from two
// on PostgreSQL.
func TestTheLastPlace(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		processes := 1
		if strings.HasPrefix(url, "postgres") {
			processes = 2
		}
		theLastPlace(t, url, processes)
	})
}

const wanting = 50

func theLastPlace(t *testing.T, url string, processes int) {
	bots := make([]*testbot, processes)
	for i := range bots {
		bots[i] = newTestbotOn(t, storetest.Open(t, url), fmt.Sprint("net", i))
	}
	occurrence := seminarWithRoom(t, bots[0], processes)
	var all sync.WaitGroup
	for i := range wanting {
		b := bots[i%processes]
		all.Go(func() {
			if err := b.bot.Receive(context.Background(), wants(b, i)); err != nil {
				t.Error(err)
			}
			if _, err := b.bot.Settle(context.Background(), b.net.Network()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var places []int // told: 0 for the place itself
	number := regexp.MustCompile(`number (\d+) on the waiting list`)
	for _, b := range bots {
		b.settleAll()
		for _, m := range b.net.Said() {
			if m.To.Room == "net0:with-alice" {
				continue
			}
			n := 0
			if told := number.FindStringSubmatch(m.Text); told != nil {
				n, _ = strconv.Atoi(told[1])
			}
			places = append(places, n)
		}
	}
	slices.Sort(places)
	for i, n := range places {
		if i != n || len(places) != wanting {
			t.Fatalf("told: %v", places)
		}
	}
	bots[0].view(func(tx *store.Tx) error {
		turnout, err := tx.TurnoutOf(occurrence)
		if want := (store.Turnout{OnSite: 2, Waiting: wanting - 1}); turnout != want {
			t.Errorf("%+v, want %+v", turnout, want)
		}
		return err
	})
}

// wants is what the i-th person says in the room of a network.
func wants(b *testbot, i int) chat.Incoming {
	network := b.net.Network()
	return chat.Incoming{
		Kind: chat.Said, Network: network, EventID: fmt.Sprint("w", i), Message: fmt.Sprint("w", i), Room: planner.RoomID(network + ":#ganda"),
		From: planner.IdentityID(fmt.Sprintf("%s:p%d", network, i)), FromName: fmt.Sprint("P", i), FromZone: "Europe/Paris", FromLang: planner.English,
		Addressed: true, Text: "coming E1 on site", At: b.now(),
	}
}

// seminarWithRoom plans E1 with two places, of which one is taken, in the rooms
// of some networks.
func seminarWithRoom(t *testing.T, b *testbot, networks int) planner.OccurrenceID {
	t.Helper()
	say := func(text string) {
		in := b.message(text)
		in.Network, in.Room, in.From = b.net.Network(), "net0:with-alice", "net0:alice"
		b.receive(in)
		b.settleAll()
	}
	for _, text := range []string{
		`collaboration add GANDA IRN "Geometry"`, `plan workshop "Days" 12-16 May 2027 for GANDA`, "capacity E1 2", "coming E1 on site",
	} {
		say(text)
	}
	var o planner.OccurrenceID
	err := b.store.Update(context.Background(), func(tx *store.Tx) error {
		e, err := tx.EventByNumber(1)
		if err != nil {
			return err
		}
		for i := range networks {
			id := planner.RoomID(fmt.Sprintf("net%d:#ganda", i))
			if err := tx.SaveRoom(planner.Room{ID: id, Name: "ganda", Collaboration: e.Collaboration}); err != nil {
				return err
			}
		}
		occs, err := tx.OccurrencesOf(e.ID)
		if err == nil {
			o = occs[0].ID
		}
		return err
	})
	if err != nil {
		t.Fatalf("%v; the bot said %v", err, b.net.Said())
	}
	return o
}
