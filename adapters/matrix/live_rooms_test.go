//go:build goolm

package matrix

import (
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// TestRoomsOnDendrite shows what is made of what happens in and to rooms.
func TestRoomsOnDendrite(t *testing.T) {
	h := startHomeserver(t)
	for name, part := range map[string]func(*testing.T, *homeserver){
		"Reactions":       testReactions,
		"Removals":        testRemovals,
		"Threads":         testThreads,
		"Unreadable":      testUnreadable,
		"Upgrade":         testUpgrade,
		"UpgradeByInvite": testUpgradeByInvite,
		"FalseSuccessors": testFalseSuccessors,
		"SentAway":        testSentAway,
		"Space":           testSpace,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of the time it waits
			part(t, h)
		})
	}
}

// upgrade replaces a room, as an administrator's client has the server do.
func (p *person) upgrade(t *testing.T, room id.RoomID) id.RoomID {
	t.Helper()
	var answer struct {
		Successor id.RoomID `json:"replacement_room"`
	}
	_, err := p.client.MakeRequest(t.Context(), "POST", p.client.BuildClientURL("v3", "rooms", room, "upgrade"),
		map[string]string{"new_version": "11"}, &answer)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Successor
}

func (p *person) state(t *testing.T, room id.RoomID, kind event.Type, content any) {
	t.Helper()
	if _, err := p.client.SendStateEvent(t.Context(), room, kind, "", content); err != nil {
		t.Fatal(err)
	}
}

func (p *person) invite(t *testing.T, room id.RoomID, user id.UserID) {
	t.Helper()
	if _, err := p.client.InviteUser(t.Context(), room, &mautrix.ReqInviteUser{UserID: user}); err != nil {
		t.Fatal(err)
	}
}

// moved waits until the program knows where a room goes on.
func (b *bot) moved(t *testing.T, before, room id.RoomID) chat.Incoming {
	t.Helper()
	return b.told(t, chat.Moved, func(in chat.Incoming) bool {
		return in.Before == b.roomID(before) && in.Room == b.roomID(room)
	})
}

func testUpgrade(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-upgrade")), h.enter(t, "alice-upgrade")
	room := alice.openWith(t, roomKind{name: "GANDA"}, bot.me.id)
	bot.invited(t, room)
	alice.state(t, room, event.StateJoinRules, &event.JoinRulesEventContent{JoinRule: event.JoinRulePublic})
	successor := alice.upgrade(t, room)
	in := bot.moved(t, room, successor)
	if in.From != bot.identity(alice.id) || in.Name != "GANDA" || in.Direct {
		t.Errorf("moved: %+v", in)
	}
	bot.talks(t, alice, successor, "the new room")
	if n := bot.got.count(func(in chat.Incoming) bool { return in.Kind == chat.Invited && in.Room == bot.roomID(successor) }); n > 0 {
		t.Error("told of an invitation as well")
	}
}

// testUpgradeByInvite upgrades a room that lets in only who is invited. Who
// invites is not on the list, which does not matter here.
func testUpgradeByInvite(t *testing.T, h *homeserver) {
	o, alice, bob := h.options(t, "bot-upinvite"), h.enter(t, "alice-upinvite"), h.enter(t, "bob-upinvite")
	o.Allow = []string{alice.id.String()}
	bot := start(t, o)
	room := bob.open(t, roomKind{name: "GANDA", encrypted: true}, alice.id)
	alice.awaitInvite(t, bob.id)
	alice.invite(t, room, bot.me.id)
	bob.awaitMember(t, room, bot.me.id, event.MembershipJoin)
	bot.invited(t, room)
	successor := bob.upgrade(t, room)
	bob.invite(t, successor, bot.me.id)
	bot.moved(t, room, successor)
	bob.awaitMember(t, successor, bot.me.id, event.MembershipJoin)
	bot.talks(t, bob, successor, "the new room")
}

// testFalseSuccessors names rooms as successors, or predecessors, that are not.
func testFalseSuccessors(t *testing.T, h *homeserver) {
	o, alice, mallory := h.options(t, "bot-false"), h.enter(t, "alice-false"), h.enter(t, "mallory-false")
	o.Allow = []string{alice.id.String()}
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA"}, bot.me.id)
	bot.invited(t, room)
	traps := []id.RoomID{mallory.claim(t, room, bot.me.id)}
	lure, err := mallory.client.CreateRoom(t.Context(), &mautrix.ReqCreateRoom{Preset: "public_chat"})
	if err != nil {
		t.Fatal(err)
	}
	alice.state(t, room, event.StateTombstone, &event.TombstoneEventContent{Body: "moved", ReplacementRoom: lure.RoomID})
	mallory.awaitMember(t, lure.RoomID, bot.me.id, event.MembershipLeave)
	traps = append(traps, mallory.claim(t, room, bot.me.id))
	bot.hears(t, alice.say(t, room, "the last"))
	if n := bot.got.count(func(in chat.Incoming) bool {
		return in.Kind == chat.Moved || in.Room == bot.roomID(traps[0]) || in.Room == bot.roomID(traps[1])
	}); n > 0 {
		t.Errorf("told %d times of a false move", n)
	}
}

// claim makes a room that says it takes the place of another, invites the bot
// and waits until it declines.
func (p *person) claim(t *testing.T, before id.RoomID, bot id.UserID) id.RoomID {
	t.Helper()
	trap, err := p.client.CreateRoom(t.Context(), &mautrix.ReqCreateRoom{
		Invite: []id.UserID{bot}, Preset: "private_chat",
		CreationContent: map[string]any{"predecessor": map[string]any{"room_id": before, "event_id": "$x"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	p.awaitMember(t, trap.RoomID, bot, event.MembershipLeave)
	return trap.RoomID
}

func testSentAway(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-away")), h.enter(t, "alice-away")
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	lefts := func() int {
		return bot.got.count(func(in chat.Incoming) bool { return in.Kind == chat.Left && in.Room == bot.roomID(room) })
	}
	for i, sendAway := range []func() error{
		func() error {
			_, err := alice.client.KickUser(t.Context(), room, &mautrix.ReqKickUser{UserID: bot.me.id})
			return err
		},
		func() error {
			if _, err := alice.client.BanUser(t.Context(), room, &mautrix.ReqBanUser{UserID: bot.me.id}); err != nil {
				return err
			}
			until(t, "told of the ban", func() bool { return lefts() == 2 })
			_, err := alice.client.UnbanUser(t.Context(), room, &mautrix.ReqUnbanUser{UserID: bot.me.id})
			return err
		},
	} {
		if err := sendAway(); err != nil {
			t.Fatal(err)
		}
		until(t, "told that it was sent away", func() bool { return lefts() == i+1 })
		alice.invite(t, room, bot.me.id)
		until(t, "back", func() bool {
			return bot.got.count(func(in chat.Incoming) bool { return in.Kind == chat.Invited && in.Room == bot.roomID(room) }) == i+2
		})
		until(t, "seen by alice", func() bool {
			in, err := alice.client.JoinedMembers(t.Context(), room)
			return err == nil && len(in.Joined) == 2
		})
		bot.hears(t, alice.say(t, room, "Entente: welcome back"))
	}
}

// testSpace invites to a space, which is no room to talk in.
func testSpace(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-space")), h.enter(t, "alice-space")
	space, err := alice.client.CreateRoom(t.Context(), &mautrix.ReqCreateRoom{
		Name: "Institute", Invite: []id.UserID{bot.me.id}, Preset: "private_chat",
		CreationContent: map[string]any{"type": event.RoomTypeSpace},
	})
	if err != nil {
		t.Fatal(err)
	}
	alice.awaitMember(t, space.RoomID, bot.me.id, event.MembershipLeave)
	if n := bot.got.count(always); n > 0 {
		t.Errorf("told %d times", n)
	}
}
