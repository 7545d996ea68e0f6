//go:build goolm

package matrix

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// testKeyInParts says something in a room that is large for the bot: it has five
// members, and two get the key at a time. The bot is stopped when it has come to
// the second part, and begins again.
func testKeyInParts(t *testing.T, h *homeserver) {
	o := h.options(t, "bot-parts")
	p := proxied(t, &o)
	bot := start(t, o)
	bot.device.shares.part = 2
	alice := h.enter(t, "alice-parts")
	people := []*person{alice}
	members := []id.UserID{bot.me.id}
	for i := range 3 {
		people = append(people, h.enter(t, fmt.Sprintf("member-parts-%d", i)))
		members = append(members, people[i+1].id)
	}
	room := alice.open(t, roomKind{name: "large", encrypted: true}, members...)
	for _, other := range people[1:] {
		other.awaitInvite(t, alice.id)
	}
	bot.invited(t, room)
	for _, member := range members {
		alice.awaitMember(t, room, member, event.MembershipJoin)
	}
	for _, member := range append(members, alice.id) {
		until(t, "the bot knows that all have joined", func() bool { return bot.client.StateStore.IsInRoom(t.Context(), room, member) })
	}

	var parts atomic.Int32
	second := make(chan struct{})
	p.fault.Store(&fault{"/sendToDevice/m.room.encrypted/", func(w http.ResponseWriter, r *http.Request, forward http.Handler) {
		if parts.Add(1) == 2 {
			close(second)
			<-r.Context().Done()
			return
		}
		forward.ServeHTTP(w, r)
	}})
	large := chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text("to all"), Key: "parts-1"}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-second
		cancel()
	}()
	_, err := bot.Send(ctx, large)
	var known *chat.SendError
	if !errors.As(err, &known) || known.Reason != "keys_being_shared" || known.RetryAfter != shareWait {
		t.Errorf("outcome: %v", err)
	}
	if session, err := bot.device.helper.Machine().CryptoStore.GetOutboundGroupSession(t.Context(), room); err != nil || session != nil && session.Shared {
		t.Errorf("the key counts as shared, though half of the members have it: %+v, %v", session, err)
	}
	bot.stop()
	p.fault.Store(nil)

	bot = start(t, o)
	bot.device.shares.part = 2
	receipt := bot.says(t, large)
	for _, one := range people {
		if got := one.reads(t, receipt.Message).Content.AsMessage().Body; got != "to all" {
			t.Errorf("%s read %q", one.id, got)
		}
	}
}
