//go:build goolm

package matrix

import (
	"log/slog"
	"testing"

	"entente/adapters/counterpart"
)

// A homeserver is a Dendrite of this test.
type homeserver struct{ *counterpart.Homeserver }

func startHomeserver(t *testing.T) *homeserver {
	t.Helper()
	return &homeserver{counterpart.StartHomeserver(t)}
}

// testLog logs into the test, everything.
func testLog(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}
