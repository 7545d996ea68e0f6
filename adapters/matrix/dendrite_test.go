//go:build goolm

package matrix

import (
	"log/slog"
	"os"
	"testing"

	"entente/adapters/counterpart"
)

// A homeserver is a Dendrite of this test.
type homeserver struct{ *counterpart.Homeserver }

func startHomeserver(t *testing.T) *homeserver {
	t.Helper()
	return &homeserver{counterpart.StartHomeserver(t, quickDir(t))}
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

// testLog logs into the test, everything.
func testLog(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}
