package e2e

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"

	"maunium.net/go/mautrix/id"
)

// homeserver is a Dendrite of the test's own, which e2e/dendrite.sh starts.
type homeserver struct {
	dir, port, address string
}

// startHomeserver starts one without any account.
func startHomeserver(t *testing.T) homeserver {
	t.Helper()
	needs(t, "ENTENTE_TEST_DENDRITE")
	_, port, err := net.SplitHostPort(freeAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	h := homeserver{dir: t.TempDir(), port: port}
	t.Cleanup(func() { h.script(t, "stop", h.dir) })
	h.address = h.script(t, "start", h.dir, port)["HS_URL"]
	return h
}

// restart kills it and starts it again.
func (h homeserver) restart(t *testing.T) {
	t.Helper()
	h.script(t, "kill", h.dir)
	h.script(t, "start", h.dir, h.port)
}

// needs passes the test over when a variable that names a counterpart is not
// set, and fails it where all counterparts must be there.
func needs(t *testing.T, variable string) string {
	t.Helper()
	value := os.Getenv(variable)
	switch {
	case value != "":
	case os.Getenv("ENTENTE_TEST_ALL") == "1":
		t.Fatalf("%s is not set: run make e2e", variable)
	default:
		t.Skipf("%s is not set: run make e2e", variable)
	}
	return value
}

// register makes an account, whose password is "password-NAME".
func (h homeserver) register(t *testing.T, name string) (user, password string) {
	t.Helper()
	env := h.script(t, "user", h.dir, name)
	return env[strings.ToUpper(name)+"_USER"], env[strings.ToUpper(name)+"_PASSWORD"]
}

// install registers an account for a bot, which reaches the homeserver at
// address and may be invited by everybody there.
func (h homeserver) install(t *testing.T, name, address string) (i installation, bot id.UserID) {
	t.Helper()
	user, password := h.register(t, name)
	networks := fmt.Sprintf("matrix:\n- {homeserver: %q, user: %q, password_env: PASSWORD, allow: [%q]}\n",
		address, user, id.UserID(user).Homeserver())
	return install(t, networks, "PASSWORD="+password), id.UserID(user)
}

// script runs e2e/dendrite.sh and gives the variables that it prints.
func (h homeserver) script(t *testing.T, args ...string) map[string]string {
	t.Helper()
	c := exec.Command("./dendrite.sh", args...) // not with t.Context: it stops the server after the test
	c.Env = append(os.Environ(), "DENDRITE="+os.Getenv("ENTENTE_TEST_DENDRITE"), "USERS=")
	return variables(t, c)
}

// variables runs a script that prints NAME=VALUE lines.
func variables(t *testing.T, script *exec.Cmd) map[string]string {
	t.Helper()
	var stderr bytes.Buffer
	script.Stderr = &stderr
	out, err := script.Output()
	if err != nil {
		t.Fatalf("%q: %v\n%s", script.Args, err, stderr.String())
	}
	env := map[string]string{}
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		env[name] = value
	}
	return env
}
