package e2e

import (
	"fmt"
	"testing"

	"maunium.net/go/mautrix/id"

	"entente/adapters/counterpart"
)

// homeserver is a Dendrite of the test's own.
type homeserver struct{ *counterpart.Homeserver }

// startHomeserver starts one without any account.
func startHomeserver(t *testing.T) homeserver {
	t.Helper()
	return homeserver{counterpart.StartHomeserver(t)}
}

// install registers an account for a bot, which reaches the homeserver at
// address and may be invited by everybody there.
func (h homeserver) install(t *testing.T, name, address string) (i installation, bot id.UserID) {
	t.Helper()
	account := h.Register(t, name)
	networks := fmt.Sprintf("matrix:\n- {homeserver: %q, user: %q, password_env: PASSWORD, allow: [%q]}\n",
		address, account.User, id.UserID(account.User).Homeserver())
	return install(t, networks, "PASSWORD="+account.Password), id.UserID(account.User)
}
