//go:build goolm

package matrix

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto"
	"maunium.net/go/mautrix/crypto/signatures"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// A crowd is a homeserver with very many people, each with one device, whose
// keys are made when they are asked for.
type crowd struct {
	*recording
	mu      sync.Mutex
	devices map[id.UserID]*crypto.OlmAccount
	given   map[id.UserID]int // how often somebody was sent a key
	first   sync.Once
	begun   chan struct{} // closed when the first got one
}

const crowdDevice = id.DeviceID("PHONE")

func (c *crowd) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var err error
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/keys/claim"):
		err = c.claim(w, r)
	case strings.Contains(path, "/sendToDevice/m.room.encrypted/"):
		err = c.give(w, r)
	case strings.HasSuffix(path, "/keys/query") && c.recording.device != nil:
		err = c.query(w, r)
	default:
		c.recording.ServeHTTP(w, r)
	}
	if err != nil {
		answer(http.StatusBadRequest, `{"errcode":"M_BAD_JSON"}`)(w, r)
	}
}

func (c *crowd) query(w http.ResponseWriter, r *http.Request) error {
	var asked mautrix.ReqQueryKeys
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	keys := map[id.UserID]map[id.DeviceID]any{}
	for user := range asked.DeviceKeys {
		if user == recordedBot {
			keys[user] = map[id.DeviceID]any{"DEVICE": c.recording.device}
			continue
		}
		account := crypto.NewOlmAccount()
		c.devices[user] = account
		signing, identity := account.Keys()
		device := &mautrix.DeviceKeys{UserID: user, DeviceID: crowdDevice, Algorithms: []id.Algorithm{id.AlgorithmMegolmV1, id.AlgorithmOlmV1},
			Keys: mautrix.KeyMap{
				id.NewDeviceKeyID(id.KeyAlgorithmCurve25519, crowdDevice): identity.String(),
				id.NewDeviceKeyID(id.KeyAlgorithmEd25519, crowdDevice):    signing.String(),
			}}
		signature, err := account.SignJSON(device)
		if err != nil {
			return err
		}
		device.Signatures = signatures.NewSingleSignature(user, id.KeyAlgorithmEd25519, crowdDevice.String(), signature)
		keys[user] = map[id.DeviceID]any{crowdDevice: device}
	}
	return json.NewEncoder(w).Encode(map[string]any{"device_keys": keys})
}

func (c *crowd) claim(w http.ResponseWriter, r *http.Request) error {
	var asked mautrix.ReqClaimKeys
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	keys := map[id.UserID]any{}
	for user := range asked.OneTimeKeys {
		account := c.devices[user]
		if err := account.Internal.GenOneTimeKeys(1); err != nil {
			return err
		}
		fresh, err := account.Internal.OneTimeKeys()
		if err != nil {
			return err
		}
		for name, value := range fresh {
			key := mautrix.OneTimeKey{Key: value, IsSigned: true}
			signature, err := account.SignJSON(&key)
			if err != nil {
				return err
			}
			key.Signatures = signatures.NewSingleSignature(user, id.KeyAlgorithmEd25519, crowdDevice.String(), signature)
			keys[user] = map[id.DeviceID]any{crowdDevice: map[string]any{"signed_curve25519:" + name: key}}
		}
	}
	return json.NewEncoder(w).Encode(map[string]any{"one_time_keys": keys})
}

func (c *crowd) give(w http.ResponseWriter, r *http.Request) error {
	var sent struct{ Messages map[id.UserID]any }
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for user := range sent.Messages {
		c.given[user]++
	}
	c.first.Do(func() { close(c.begun) })
	answer(http.StatusOK, "{}")(w, r)
	return nil
}

func (c *crowd) served() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.given)
}

// TestKeyOfALargeRoomHoldsUpNobody gives a key to many people, while something
// is said in a small room.
func TestKeyOfALargeRoomHoldsUpNobody(t *testing.T) {
	const people, atOnce = 80, 10
	c := &crowd{recording: newRecording(t), devices: map[id.UserID]*crypto.OlmAccount{}, given: map[id.UserID]int{}, begun: make(chan struct{})}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	o := c.options(t)
	o.Homeserver = server.URL
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := a.connect(t.Context(), a.login); err != nil {
		t.Fatal(err)
	}
	a.device.shares.part = atOnce
	const large, small = id.RoomID("!large:recorded.test"), id.RoomID("!small:recorded.test")
	for room, n := range map[id.RoomID]int{large: people, small: 1} {
		if err := a.client.StateStore.SetEncryptionEvent(t.Context(), room, encryption()); err != nil {
			t.Fatal(err)
		}
		for i := range n {
			user := id.UserID(fmt.Sprintf("@%s-%d:recorded.test", room[1:6], i))
			if err := a.client.StateStore.SetMembership(t.Context(), room, user, event.MembershipJoin); err != nil {
				t.Fatal(err)
			}
		}
	}
	said := &event.MessageEventContent{MsgType: event.MsgNotice, Body: "hello"}
	began, done := time.Now(), make(chan error)
	go func() {
		_, err := a.device.encrypt(t.Context(), large, said)
		done <- err
	}()
	<-c.begun
	if _, err := a.device.encrypt(t.Context(), small, said); err != nil {
		t.Error(err)
	}
	before := c.served()
	if err := <-done; err != nil {
		t.Error(err)
	}
	t.Logf("%d people in %s; %d had the key when something was said in the small room", people, time.Since(began), before)
	if before >= people {
		t.Error("the small room had to wait for the large one")
	}
	if served := c.served(); served != people+1 {
		t.Errorf("%d of %d got the key", served, people+1)
	}
	for user, times := range c.given {
		if times != 1 {
			t.Errorf("%s got it %d times", user, times)
		}
	}
}
