//go:build goolm

package matrix

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// TestDeviceOnDendrite shows that the bot outlives what happens to its device
// and its login.
func TestDeviceOnDendrite(t *testing.T) {
	h := startHomeserver(t)
	for name, part := range map[string]func(*testing.T, *homeserver){
		"HomeserverRestarted":  testHomeserverRestarted,
		"TokenRevoked":         testTokenRevoked,
		"DeviceDeleted":        testDeviceDeleted,
		"TokenWithoutPassword": testTokenWithoutPassword,
		"LoginsAreNotFought":   testLoginsAreNotFought,
		"KeysLost":             testKeysLost,
		"RecoveryKeyLost":      testRecoveryKeyLost,
		"IdentityReset":        testIdentityReset,
		"KilledAtFirstUpload":  testKilledAtFirstUpload,
		"OneTimeKeysRefilled":  testOneTimeKeysRefilled,
	} {
		t.Run(name, func(t *testing.T) { part(t, h) }) // one crashes the homeserver
	}
}

// talks shows that a room, encrypted or not, is heard and answered in. What
// could not be sent is sent again, as deliveries do.
func (b *bot) talks(t *testing.T, with *person, room id.RoomID, what string) {
	t.Helper()
	b.hears(t, with.say(t, room, "Entente: "+what))
	out := chat.Outgoing{To: chat.Place{Room: b.roomID(room)}, Blocks: text("about " + what), Key: what}
	var receipt chat.Receipt
	until(t, "sent", func() bool {
		var err error
		receipt, err = b.Send(t.Context(), out)
		if refused := new(chat.SendError); err != nil && (!errors.As(err, &refused) || refused.Final) {
			t.Fatalf("Send: %v", err)
		}
		return err == nil
	})
	if got := with.reads(t, receipt.Message).Content.AsMessage().Body; got != "about "+what {
		t.Errorf("read: %q", got)
	}
}

// loggedInAgain waits until the bot has another token than before.
func (b *bot) loggedInAgain(t *testing.T, before string) {
	t.Helper()
	until(t, "new login", func() bool { token := b.token.Load(); return token != nil && *token != before })
}

// testHomeserverRestarted crashes the homeserver under the bot.
func testHomeserverRestarted(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-restarted"), h.enter(t, "alice-restarted")
	bot := startChanged(t, o, func(a *Adapter) { a.waits.lag = 50 * time.Millisecond })
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	bot.hears(t, alice.say(t, room, "Entente: one"))
	h.Kill(t)
	until(t, "noticed", func() bool { return bot.Connected() != nil })
	h.Restart(t)
	bot.hears(t, alice.say(t, room, "Entente: two"))
	until(t, "well again", func() bool { return bot.Connected() == nil })
}

// testTokenRevoked takes the token away, the device stays: as a homeserver does
// with soft_logout, or by a login elsewhere with the same device.
func testTokenRevoked(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-revoked"), h.enter(t, "alice-revoked")
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	bot.talks(t, alice, room, "one")
	device, token := bot.client.DeviceID, *bot.token.Load()
	loginElsewhere(t, o, device)
	bot.talks(t, alice, room, "two")
	bot.loggedInAgain(t, token)
	bot.talks(t, alice, room, "three")
	if bot.client.DeviceID != device {
		t.Errorf("device changed from %s to %s", device, bot.client.DeviceID)
	}
}

// loginElsewhere logs in as the bot, with a client that knows nothing of it.
func loginElsewhere(t *testing.T, o Options, device id.DeviceID) *mautrix.Client {
	t.Helper()
	client, err := mautrix.NewClient(o.Homeserver, "", "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Login(t.Context(), &mautrix.ReqLogin{
		Type:       mautrix.AuthTypePassword,
		Identifier: mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: o.User},
		Password:   o.Password, DeviceID: device, StoreCredentials: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// testDeviceDeleted has an administrator delete the bot's device: a new one is
// made and signed, and nothing said in clear meanwhile is lost.
func testDeviceDeleted(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-deleted"), h.enter(t, "alice-deleted")
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	open := alice.openWith(t, roomKind{name: "open"}, bot.me.id)
	bot.invited(t, room)
	bot.invited(t, open)
	bot.talks(t, alice, room, "one")
	device, token := bot.client.DeviceID, *bot.token.Load()

	if _, err := loginElsewhere(t, o, device).Logout(t.Context()); err != nil { // deletes the device, too
		t.Fatal(err)
	}
	bot.hears(t, alice.say(t, open, "Entente: are you there?"))
	bot.loggedInAgain(t, token)
	if bot.client.DeviceID == device {
		t.Errorf("still on the deleted device %s", device)
	}
	checkSigned(t, alice.client, bot)
	if _, err := alice.device.helper.Machine().FetchKeys(t.Context(), []id.UserID{bot.me.id}, true); err != nil {
		t.Fatal(err)
	}
	bot.talks(t, alice, room, "two")
	bot.stop()
	bot = start(t, o)
	bot.talks(t, alice, room, "three")
}

func testTokenWithoutPassword(t *testing.T, h *homeserver) {
	o := h.options(t, "bot-token")
	login := loginElsewhere(t, o, "")
	o.Token, o.Password = login.AccessToken, ""
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- a.Run(t.Context(), nil) }()
	<-a.ready
	if _, err := login.Logout(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil || !strings.Contains(err.Error(), "log in anew and replace it") || strings.Contains(err.Error(), o.Token) {
		t.Errorf("Run: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

// testLoginsAreNotFought has another program log in with the bot's device again
// and again: after some times the bot says so, and ends.
func testLoginsAreNotFought(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-fought"), h.enter(t, "alice-fought")
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- a.Run(t.Context(), func(context.Context, chat.Incoming) error { return nil }) }()
	<-a.ready
	room, device := alice.openWith(t, roomKind{}, a.me.id), a.client.DeviceID
	for len(ended) == 0 {
		token := a.token.Load()
		loginElsewhere(t, o, device)
		alice.say(t, room, "wakes the sync")
		until(t, "login anew, or the end", func() bool {
			now := a.token.Load()
			return now != nil && now != token || len(ended) > 0
		})
	}
	if err := <-ended; err == nil || !strings.Contains(err.Error(), "another program") {
		t.Errorf("Run: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

// testKeysLost loses the device and its keys; the recovery key stays beside.
func testKeysLost(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-keys"), h.enter(t, "alice-keys")
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	bot.talks(t, alice, room, "one")
	device := bot.client.DeviceID
	bot.stop()
	files, err := filepath.Glob(filepath.Join(o.Dir, storeFile+"*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	bot = start(t, o)
	if bot.client.DeviceID == device {
		t.Error("the same device without its keys")
	}
	checkSigned(t, alice.client, bot)
	if _, err := alice.device.helper.Machine().FetchKeys(t.Context(), []id.UserID{bot.me.id}, true); err != nil {
		t.Fatal(err)
	}
	bot.talks(t, alice, room, "two")
}

// testRecoveryKeyLost loses the recovery key as well: it works, unverified.
func testRecoveryKeyLost(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-all"), h.enter(t, "alice-all")
	start(t, o).stop()
	o.Dir = t.TempDir()
	var log syncBuffer
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	bot := start(t, o)
	if bot.unsigned == nil || !strings.Contains(log.String(), "put its recovery key into") {
		t.Errorf("unsigned: %v; log: %s", bot.unsigned, log.String())
	}
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	bot.talks(t, alice, room, "one")
}

// testKilledAtFirstUpload has the program end after the device's keys were
// uploaded, before it noted that.
func testKilledAtFirstUpload(t *testing.T, h *homeserver) {
	o := h.options(t, "bot-upload")
	bot := start(t, o)
	device := bot.client.DeviceID
	if _, err := bot.device.db.Exec("UPDATE crypto_account SET shared=false"); err != nil {
		t.Fatal(err)
	}
	bot.stop()
	if bot = start(t, o); bot.client.DeviceID != device {
		t.Errorf("device changed from %s to %s", device, bot.client.DeviceID)
	}
}

// testOneTimeKeysRefilled takes all one-time keys away at once; Dendrite does
// not tell the bot. It must have new ones soon.
func testOneTimeKeysRefilled(t *testing.T, h *homeserver) {
	alice := h.enter(t, "alice-otk")
	bot := startChanged(t, h.options(t, "bot-otk"), func(a *Adapter) { a.waits.news = time.Second })
	claim := &mautrix.ReqClaimKeys{OneTimeKeys: mautrix.OneTimeKeysRequest{
		bot.me.id: {bot.client.DeviceID: id.KeyAlgorithmSignedCurve25519},
	}}
	given := func() bool {
		keys, err := alice.client.ClaimKeys(t.Context(), claim)
		if err != nil {
			t.Fatal(err)
		}
		return len(keys.OneTimeKeys[bot.me.id][bot.client.DeviceID]) > 0
	}
	taken := 0
	for given() {
		taken++
	}
	if taken < 50 {
		t.Fatalf("only %d one-time keys were there", taken)
	}
	until(t, "one-time key", given)
	room := alice.openWith(t, roomKind{encrypted: true, direct: true}, bot.me.id)
	bot.invited(t, room)
	bot.talks(t, alice, room, "one")
}
