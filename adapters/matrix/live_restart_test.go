//go:build goolm

package matrix

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto/signatures"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// testPlaceAfterReceive lets the program refuse a message: it must come again,
// from the same run and, after a crash, from the next one.
func testPlaceAfterReceive(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-place"), h.enter(t, "alice-place")
	var refuse atomic.Bool
	bot := start(t, o, func(context.Context, chat.Incoming) error {
		if refuse.CompareAndSwap(true, false) {
			return errors.New("the disk is full")
		}
		return nil
	})
	room := alice.openWith(t, roomKind{encrypted: true, direct: true}, bot.me.id)
	bot.invited(t, room)
	refuse.Store(true)
	refused := alice.say(t, room, "once more, please")
	bot.got.wait(t, "second time", func(in chat.Incoming) bool {
		return in.EventID == refused.String() && bot.got.count(func(in chat.Incoming) bool { return in.EventID == refused.String() }) > 1
	})
	bot.stop()

	full := start(t, o, func(ctx context.Context, in chat.Incoming) error { return errors.New("the disk is full") })
	lost := alice.say(t, room, "are you there?")
	full.hears(t, lost)
	full.stop()

	if in := start(t, o).hears(t, lost); in.Text != "are you there?" {
		t.Errorf("heard after the crash: %+v", in)
	}
}

// testRestartWithStore has more said while the bot is down than fits into one
// response of the sync.
func testRestartWithStore(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-restart"), h.enter(t, "alice-restart")
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	known := alice.say(t, room, "Entente: before")
	bot.hears(t, known)
	bot.hears(t, alice.say(t, room, "Entente: the last before"))
	device := bot.client.DeviceID
	bot.stop()

	var missed []id.EventID
	for i := range 220 {
		missed = append(missed, alice.say(t, room, fmt.Sprintf("Entente: while you were down %d", i)))
	}
	bot = start(t, o)
	bot.hears(t, missed[len(missed)-1])
	entries, _ := bot.got.all()
	var heard []id.EventID
	for _, in := range entries {
		if strings.HasPrefix(in.Text, "while") {
			heard = append(heard, id.EventID(in.EventID))
		}
	}
	if fmt.Sprint(heard) != fmt.Sprint(missed) {
		t.Errorf("heard %d of %d, or in another order", len(heard), len(missed))
	}
	if n := bot.got.count(func(in chat.Incoming) bool { return in.EventID == known.String() }); n > 0 {
		t.Error("what was taken in before came again")
	}
	if bot.client.DeviceID != device {
		t.Errorf("device changed from %s to %s", device, bot.client.DeviceID)
	}
	receipt := bot.says(t, chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text("back"), Key: "back"})
	if got := alice.reads(t, receipt.Message).Content.AsMessage().Body; got != "back" {
		t.Errorf("read: %q", got)
	}
}

// testLostStore loses all but the recovery key: a new device, signed with it.
func testLostStore(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-lost"), h.enter(t, "alice-lost")
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	old := alice.say(t, room, "Entente: to the old device")
	bot.hears(t, old)
	bot.stop()
	key, err := os.ReadFile(filepath.Join(o.Dir, recoveryFile))
	if err != nil {
		t.Fatal(err)
	}
	o.Dir, o.RecoveryKey = t.TempDir(), strings.TrimSpace(string(key))
	bot = start(t, o)
	checkSigned(t, alice.client, bot)
	if _, err := alice.device.helper.Machine().FetchKeys(t.Context(), []id.UserID{bot.me.id}, true); err != nil {
		t.Fatal(err) // what her client would do once its sync tells of the new device
	}
	bot.hears(t, alice.say(t, room, "Entente: to the new device"))
	if n := bot.got.count(func(in chat.Incoming) bool { return in.EventID == old.String() }); n > 0 {
		t.Error("what was said before the first start was handed over")
	}
}

func testDeviceIsSigned(t *testing.T, h *homeserver) {
	o := h.options(t, "bot-signed")
	bot := start(t, o)
	checkSigned(t, h.enter(t, "alice-signed").client, bot)
	info, err := os.Stat(filepath.Join(o.Dir, recoveryFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("recovery key: %v, %v", info, err)
	}
}

// checkSigned asks as somebody else would whether the bot's device is signed
// by the account's self-signing key, and that by its master key.
func checkSigned(t *testing.T, client *mautrix.Client, bot *bot) {
	t.Helper()
	user, device := bot.me.id, bot.client.DeviceID
	keys, err := client.QueryKeys(t.Context(), &mautrix.ReqQueryKeys{DeviceKeys: mautrix.DeviceKeysRequest{user: {device}}})
	if err != nil {
		t.Fatal(err)
	}
	self, master := keys.SelfSigningKeys[user], keys.MasterKeys[user]
	if ok, err := signatures.VerifySignatureJSON(keys.DeviceKeys[user][device], user, self.FirstKey().String(), self.FirstKey()); !ok {
		t.Errorf("device not signed by the self-signing key: %v", err)
	}
	if ok, err := signatures.VerifySignatureJSON(self, user, master.FirstKey().String(), master.FirstKey()); !ok {
		t.Errorf("self-signing key not signed by the master key: %v", err)
	}
}

func testWrongPassword(t *testing.T, h *homeserver) {
	for name, change := range map[string]func(*Options){
		"password": func(o *Options) { o.Password = "not-the-password" },
		"token":    func(o *Options) { o.Password, o.Token = "", "not-a-token" },
	} {
		o := h.options(t, "bot-wrong-"+name)
		change(&o)
		a, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		err = a.Run(t.Context(), nil)
		if err == nil || !strings.Contains(err.Error(), `"test"`) || !strings.Contains(err.Error(), name) ||
			!strings.Contains(err.Error(), o.User) || strings.Contains(err.Error(), "not-") {
			t.Errorf("%s: %v", name, err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}

func testNothingSecretLogged(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-log"), h.enter(t, "alice-log")
	var log syncBuffer
	o.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	bot.hears(t, alice.say(t, room, "Entente: rosebud"))
	bot.says(t, chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text("tulip"), Key: "L1"})
	_, _ = bot.Send(t.Context(), chat.Outgoing{To: chat.Place{Room: "test:!none:entente.test"}, Blocks: text("tulip"), Key: "L2"})
	key, err := os.ReadFile(filepath.Join(o.Dir, recoveryFile))
	if err != nil {
		t.Fatal(err)
	}
	token := *bot.token.Load()
	bot.stop()
	for _, secret := range []string{o.Password, token, strings.TrimSpace(string(key)), "rosebud", "tulip"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("logged: %q", secret)
		}
	}
}

type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}
