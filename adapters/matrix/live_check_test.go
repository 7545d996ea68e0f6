//go:build goolm

package matrix

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// testCheck wants all faults at once, each with where to mend it.
func testCheck(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-check"), h.enter(t, "alice-check")
	bot := start(t, o)
	open := alice.openWith(t, roomKind{name: "open", encrypted: true}, bot.me.id)
	bot.invited(t, open)
	quiet := alice.openWith(t, roomKind{name: "Announce\u202ements"}, bot.me.id)
	bot.invited(t, quiet)

	check := func() (string, error) {
		t.Helper()
		a, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		found, err := a.Check(t.Context())
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		return found, err
	}
	found, err := check()
	if err != nil || !strings.Contains(found, "logged in as @bot-check:entente.test") ||
		!strings.Contains(found, "is verified") || !strings.Contains(found, "in all its rooms (2)") {
		t.Errorf("all is well, but: %q, %v", found, err)
	}

	bot.sameLogin(t, alice, open)
	bot.stop()
	password := o.Password
	o.Password = "not the password"
	if _, err := check(); err == nil || !strings.Contains(err.Error(), "refuses the password") {
		t.Errorf("a wrong password: %v", err)
	}
	o.Password = password

	levels := event.PowerLevelsEventContent{EventsDefault: 50, Users: nil}
	levels.SetUserLevel(alice.id, 100)
	if _, err := alice.client.SendStateEvent(t.Context(), quiet, event.StatePowerLevels, "", &levels); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(o.Dir, recoveryFile)); err != nil {
		t.Fatal(err)
	}
	if _, err = check(); err == nil {
		t.Fatal("nothing is found")
	}
	for _, part := range []string{`"Announcements"`, "power level is 0", "need 50", "roles and permissions", recoveryFile} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error lacks %q: %v", part, err)
		}
	}
	if strings.Contains(err.Error(), "not verified") || strings.Contains(err.Error(), `"open"`) {
		t.Errorf("the error says too much: %v", err)
	}
	if err := os.RemoveAll(o.Dir); err != nil { // a new device, and no key to sign it with
		t.Fatal(err)
	}
	if _, err = check(); err == nil || !strings.Contains(err.Error(), "is not verified") {
		t.Errorf("a device that is not signed: %v", err)
	}
}

// sameLogin shows that nothing came between a running bot and its homeserver,
// and that the account has no device besides.
func (b *bot) sameLogin(t *testing.T, with *person, room id.RoomID) {
	t.Helper()
	token := *b.token.Load()
	b.talks(t, with, room, "the login")
	if *b.token.Load() != token {
		t.Error("the bot had to log in anew")
	}
	devices, err := b.client.GetDevicesInfo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	left := slices.DeleteFunc(devices.Devices, func(d mautrix.RespDeviceInfo) bool {
		return d.DeviceID == "shared_secret_registration" // by which the account was made
	})
	if len(left) != 1 || left[0].DeviceID != b.client.DeviceID {
		t.Errorf("devices: %+v", left)
	}
}
