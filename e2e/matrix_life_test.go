package e2e

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto/cryptohelper"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// testMatrixStranger: who is not on the list is not followed, also when they
// invite the bot before somebody who is.
func testMatrixStranger(t *testing.T, h homeserver) {
	account := h.Register(t, "choosy")
	user := id.UserID(account.User)
	friend := h.enter(t, "friend")
	networks := fmt.Sprintf("matrix:\n- {homeserver: %q, user: %q, password_env: PASSWORD, allow: [%q]}\n", h.Address, user, friend.UserID)
	i := install(t, networks, "PASSWORD="+account.Password)
	bot := i.start(t)
	stranger := h.enter(t, "stranger")
	refused, err := stranger.CreateRoom(t.Context(), &mautrix.ReqCreateRoom{Preset: "private_chat", Invite: []id.UserID{user}})
	if err != nil {
		t.Fatal(err)
	}
	open := friend.open(t, "Friends", true, user)
	open.ask(t, "what is an IRN?", "network")
	var member event.MemberEventContent
	if err := stranger.StateEvent(t.Context(), refused.RoomID, event.StateMember, user.String(), &member); err != nil {
		t.Fatal(err)
	}
	if member.Membership == event.MembershipJoin {
		t.Error("the bot followed a stranger")
	}
	bot.stop(t)
}

// testMatrixLostStore: the folder of the keys is lost, but for the recovery
// key. The bot makes a new device, which is signed too, and reads and answers
// what is said from then on.
func testMatrixLostStore(t *testing.T, h homeserver) {
	i, user := h.install(t, "forgetful", h.Address)
	bot := i.start(t)
	lara := h.enter(t, "lara")
	room := lara.open(t, "Lost", true, user)
	room.ask(t, "what is an IRN?", "network")
	before := lara.devicesOf(t, user)
	bot.stop(t)
	for _, file := range glob(t, i.dir, "matrix", "*", "crypto.db*") {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	bot = i.start(t)
	lara.meets(t, user, before)
	checkEncrypted(t, room.ask(t, "what is an IRP?", "IRP"), event.MsgNotice, "")
	keys, err := lara.QueryKeys(t.Context(), &mautrix.ReqQueryKeys{DeviceKeys: mautrix.DeviceKeysRequest{user: mautrix.DeviceIDList{}}})
	if err != nil {
		t.Fatal(err)
	}
	signed := checkSigned(t, user, keys)
	if len(signed.Devices) != 2 || !signed.SelfSigningKey {
		t.Errorf("%+v, want the lost device and a new one", signed)
	}
	for device, ok := range signed.Devices {
		if !ok {
			t.Errorf("device %s is not signed", device)
		}
	}
	bot.stop(t)
}

// testMatrixLoggedOut: when all logins of the account are ended, as by a
// changed password, the bot logs in anew and goes on.
func testMatrixLoggedOut(t *testing.T, h homeserver) {
	i, user := h.install(t, "steadfast", h.Address)
	bot := i.start(t)
	lena := h.enter(t, "lena")
	room := lena.open(t, "Logged out", true, user)
	room.ask(t, "what is an IRN?", "network")
	before := lena.devicesOf(t, user)
	h.logOut(t, user)
	lena.meets(t, user, before)
	said := room.mention(t, "what is an IRP?")
	checkEncrypted(t, room.answer(t, said), event.MsgNotice, "IRP")
	bot.stop(t)
}

// meets waits until somebody has a device that was not there before: what is
// said earlier is not encrypted for it.
func (p *person) meets(t *testing.T, user id.UserID, before map[id.DeviceID]id.Ed25519) {
	t.Helper()
	until(t, "a new device", func() bool {
		now := p.devicesOf(t, user)
		maps.DeleteFunc(now, func(name id.DeviceID, key id.Ed25519) bool { return before[name] == key })
		return len(now) > 0
	})
}

// devicesOf asks for somebody's devices, whose keys the person then encrypts
// for, and gives the key of each.
func (p *person) devicesOf(t *testing.T, user id.UserID) map[id.DeviceID]id.Ed25519 {
	t.Helper()
	devices, err := p.Crypto.(*cryptohelper.CryptoHelper).Machine().FetchKeys(t.Context(), []id.UserID{user}, true)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[id.DeviceID]id.Ed25519{}
	for name, device := range devices[user] {
		keys[name] = device.SigningKey
	}
	return keys
}

// logOut ends all logins of an account.
func (h homeserver) logOut(t *testing.T, user id.UserID) {
	t.Helper()
	client, err := mautrix.NewClient(h.Address, "", "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Login(t.Context(), &mautrix.ReqLogin{
		Type: mautrix.AuthTypePassword, Password: "password-" + user.Localpart(), StoreCredentials: true,
		Identifier: mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: user.String()},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.LogoutAll(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// testMatrixHTML: a proxy before the homeserver answers with a page of its own
// for a while, to everything and with several codes. What is said meanwhile is
// answered afterwards, once.
func testMatrixHTML(t *testing.T, h homeserver) {
	proxy := startProxy(t, h)
	i, user := h.install(t, "patient", proxy.address)
	bot := i.start(t)
	room := h.enter(t, "hedy").open(t, "Maintenance", true, user)
	room.ask(t, "what is an IRN?", "network")
	for _, status := range []int{http.StatusBadGateway, http.StatusOK, http.StatusNotFound, http.StatusForbidden} {
		proxy.maintain(status)
		said := room.mention(t, fmt.Sprintf(`plan meeting "Meeting %d" 3 May 2040 15:00 UTC`, status))
		proxy.seePages(t, 2)
		proxy.maintain(0)
		room.answer(t, said)
	}
	bot.stop(t)
	for _, status := range []string{"502", "200", "404", "403"} {
		n := 0
		for _, e := range room.history(t) {
			n += strings.Count(room.read(t, e), "Meeting "+status)
		}
		if n != 1 {
			t.Errorf("%s: answered %d times", status, n)
		}
	}
}

// glob are the files that a pattern names.
func glob(t *testing.T, pattern ...string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(pattern...))
	if err != nil || len(files) == 0 {
		t.Fatalf("no file is %q: %v", pattern, err)
	}
	return files
}
