//go:build goolm

package matrix

import (
	"os"
	"path/filepath"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"

	"entente/adapters/counterpart"
)

// testIdentityReset makes good that the recovery key was lost, as the manual
// says: another client of the account makes new keys, and their recovery key is
// put where the old one was.
func testIdentityReset(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-reset"), h.enter(t, "alice-reset")
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	bot.talks(t, alice, room, "one")
	bot.stop()
	file := filepath.Join(o.Dir, recoveryFile)
	if err := os.WriteFile(file, []byte(resetIdentity(t, o)), 0o600); err != nil {
		t.Fatal(err)
	}
	bot = start(t, o)
	checkSigned(t, alice.client, bot)
	if _, err := alice.device.helper.Machine().FetchKeys(t.Context(), []id.UserID{bot.me.id}, true); err != nil {
		t.Fatal(err)
	}
	bot.talks(t, alice, room, "two")
}

// resetIdentity makes new cross-signing keys with a client of its own, and gives
// their recovery key.
func resetIdentity(t *testing.T, o Options) (recoveryKey string) {
	t.Helper()
	client, err := mautrix.NewClient(o.Homeserver, "", "")
	if err != nil {
		t.Fatal(err)
	}
	device, err := openDevice(client, filepath.Join(counterpart.Dir(t), storeFile), []byte("test"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := device.close(); err != nil {
			t.Error(err)
		}
	}()
	device.helper.LoginAs = &mautrix.ReqLogin{
		Type:       mautrix.AuthTypePassword,
		Identifier: mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: o.User},
		Password:   o.Password,
	}
	if err := device.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	recoveryKey, _, err = device.helper.Machine().GenerateAndUploadCrossSigningKeysWithPassword(t.Context(), o.Password, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Logout(t.Context()); err != nil {
		t.Fatal(err)
	}
	return recoveryKey
}
