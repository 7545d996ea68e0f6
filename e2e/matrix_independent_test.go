package e2e

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"
)

// testMatrixIndependent lets matrix-nio with libolm talk with the bot, of
// which mautrix and goolm know nothing: all messages arrive both ways.
func testMatrixIndependent(t *testing.T, h homeserver) {
	i, user := h.install(t, "understood", h.Address)
	bot := i.start(t)
	carol := h.Register(t, "carol")
	const n = 100
	var got struct {
		Said         int `json:"said"`
		AnsweredOnce int `json:"answered_once"`
		Unreadable   int `json:"unreadable"`
	}
	python(t, &got, nil, "./matrix_talk.py", h.Address, carol.User, carol.Password, string(user), strconv.Itoa(n))
	if got.Said != n || got.AnsweredOnce != n || got.Unreadable != 0 {
		t.Errorf("%+v, want %d said and answered", got, n)
	}
	bot.stop(t)
}

// testMatrixSigned reads the bot's keys as the homeserver gives them to others:
// its device is signed by its self-signing key, and that by its master key.
func testMatrixSigned(t *testing.T, h homeserver) {
	i, user := h.install(t, "signed", h.Address)
	bot := i.start(t)
	dave := h.enter(t, "dave")
	keys, err := dave.QueryKeys(t.Context(), &mautrix.ReqQueryKeys{DeviceKeys: mautrix.DeviceKeysRequest{user: mautrix.DeviceIDList{}}})
	if err != nil {
		t.Fatal(err)
	}
	signatures := checkSigned(t, user, keys)
	if !signatures.SelfSigningKey || len(signatures.Devices) != 1 {
		t.Errorf("%+v, want a signed self-signing key and one device", signatures)
	}
	for device, signed := range signatures.Devices {
		if !signed {
			t.Errorf("device %s is not signed", device)
		}
	}

	// The verification itself can fail: with one letter of a key changed.
	for name, device := range keys.DeviceKeys[user] {
		device.Algorithms = append(device.Algorithms, "m.nonsense")
		keys.DeviceKeys[user][name] = device
	}
	for device, signed := range checkSigned(t, user, keys).Devices {
		if signed {
			t.Errorf("device %s is signed although it was altered", device)
		}
	}
	bot.stop(t)
}

type signatures struct {
	SelfSigningKey bool            `json:"self_signing_key"`
	Devices        map[string]bool `json:"devices"`
}

// checkSigned verifies the signatures in an answer to /keys/query with libolm.
func checkSigned(t *testing.T, user id.UserID, keys *mautrix.RespQueryKeys) (found signatures) {
	t.Helper()
	answer, err := json.Marshal(keys)
	if err != nil {
		t.Fatal(err)
	}
	python(t, &found, answer, "./matrix_signed.py", string(user))
	return found
}

// python runs a script with Debian's Python and reads the JSON that it prints.
func python(t *testing.T, result any, stdin []byte, script string, args ...string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), script, args...)
	c.Stdin = bytes.NewReader(stdin)
	var stderr strings.Builder
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, stderr.String())
	}
	if err := json.Unmarshal(out, result); err != nil {
		t.Fatalf("%s: %v in %s", script, err, out)
	}
}
