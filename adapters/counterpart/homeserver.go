package counterpart

import (
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Homeserver is a Dendrite, whose name is entente.test.
type Homeserver struct {
	Address string
	script  script
	port    string
}

// Account is one of a homeserver: its name in full, and a token of a login that
// is no other's.
type Account struct{ User, Password, Token string }

// StartHomeserver starts one without any account.
func StartHomeserver(t testing.TB) *Homeserver {
	t.Helper()
	h := &Homeserver{script: newScript(t, "dendrite.sh", Dir(t), "DENDRITE="+Needs(t, Dendrite))}
	ports, variables := h.script.start(t, 1)
	h.port, h.Address = ports[0], variables["HS_URL"]
	return h
}

// Kill ends it as a crash does.
func (h *Homeserver) Kill(t testing.TB) {
	t.Helper()
	h.script.must(t, "kill")
}

// Restart starts it again, at the same address and with all that it held.
func (h *Homeserver) Restart(t testing.TB) {
	t.Helper()
	h.script.must(t, "start", h.port)
}

// Register makes an account whose password is "password-NAME", with the secret
// of the server: Dendrite takes Synapse's form of that.
// https://element-hq.github.io/synapse/latest/admin_api/register_api.html
func (h *Homeserver) Register(t testing.TB, name string) Account {
	t.Helper()
	secret, err := os.ReadFile(filepath.Join(h.script.dir, "secret"))
	if err != nil {
		t.Fatal(err)
	}
	const path = "/_synapse/admin/v1/register"
	var challenge struct{ Nonce string }
	if err := (Client{Address: h.Address}).Call(context.Background(), http.MethodGet, path, nil, &challenge); err != nil {
		t.Fatal(err)
	}
	password := "password-" + name
	sum := hmac.New(sha1.New, []byte(strings.TrimSpace(string(secret))))
	sum.Write([]byte(strings.Join([]string{challenge.Nonce, name, password, "notadmin"}, "\x00")))
	request := map[string]any{"nonce": challenge.Nonce, "username": name, "password": password, "mac": hex.EncodeToString(sum.Sum(nil))}
	var made struct {
		User  string `json:"user_id"`
		Token string `json:"access_token"`
	}
	if err := (Client{Address: h.Address}).Call(context.Background(), http.MethodPost, path, request, &made); err != nil {
		t.Fatal(err)
	}
	return Account{made.User, password, made.Token}
}
