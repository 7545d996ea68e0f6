//go:build goolm

package matrix

import (
	"bytes"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/synapseadmin"
)

// A homeserver is a Dendrite of this test, on loopback.
type homeserver struct {
	dir, address string
	port         int
}

// account is one of its accounts.
type account struct{ user, password string }

// startHomeserver starts one that stops with the test.
func startHomeserver(t *testing.T) *homeserver {
	t.Helper()
	if os.Getenv("ENTENTE_TEST_DENDRITE") == "" {
		if os.Getenv("ENTENTE_TEST_ALL") == "1" {
			t.Fatal("ENTENTE_TEST_DENDRITE must name a dendrite binary")
		}
		t.Skip("ENTENTE_TEST_DENDRITE names no dendrite binary")
	}
	h := &homeserver{dir: quickDir(t), port: freePort(t)}
	t.Cleanup(func() { h.script(t, "stop", h.dir) })
	env := h.script(t, "start", h.dir, strconv.Itoa(h.port))
	h.address = env["HS_URL"]
	return h
}

// quickDir is a folder in memory, where the system has that: Dendrite answers
// three times sooner from there than from a disk that others use, too.
func quickDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "entente")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// freePort is one that nobody listens on, and below those that outgoing
// connections take.
func freePort(t *testing.T) int {
	t.Helper()
	for range 100 {
		port := 10_000 + rand.IntN(20_000)
		listener, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
		if err != nil {
			continue
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		return port
	}
	t.Fatal("no free port")
	return 0
}

// register makes an account, with the secret of the server.
func (h *homeserver) register(t *testing.T, name string) account {
	t.Helper()
	secret, err := os.ReadFile(filepath.Join(h.dir, "secret"))
	if err != nil {
		t.Fatal(err)
	}
	client, err := mautrix.NewClient(h.address, "", "")
	if err != nil {
		t.Fatal(err)
	}
	who := synapseadmin.ReqSharedSecretRegister{Username: name, Password: "password-" + name}
	made, err := (&synapseadmin.Client{Client: client}).SharedSecretRegister(t.Context(), strings.TrimSpace(string(secret)), who)
	if err != nil {
		t.Fatal(err)
	}
	return account{made.UserID.String(), who.Password}
}

// script runs e2e/dendrite.sh and gives the variables that it prints.
func (h *homeserver) script(t *testing.T, args ...string) map[string]string {
	t.Helper()
	cmd := exec.Command("../../e2e/dendrite.sh", args...)
	cmd.Env = append(os.Environ(), "DENDRITE="+os.Getenv("ENTENTE_TEST_DENDRITE"), "USERS=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("dendrite.sh %v: %v\n%s", args, err, stderr.String())
	}
	env := map[string]string{}
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		env[name] = value
	}
	return env
}

// testLog logs into the test, everything.
func testLog(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}
