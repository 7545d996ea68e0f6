package e2e

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestRunStopsInOrder(t *testing.T) {
	i := install(t, "")
	p := i.start(t)
	if status, body := i.page(t, "/healthz"); status != http.StatusOK || body != "alive\n" {
		t.Errorf("/healthz: %d %q", status, body)
	}
	if status, body := i.page(t, "/readyz"); status != http.StatusOK || body != "database: ready\ndelivery: ready\n" {
		t.Errorf("/readyz: %d %q", status, body)
	}
	must(t, i.dir, nil, "health") // the same config.yaml
	p.stop(t)
	if got := entente(t, i.dir, nil, "health"); got.code != 1 {
		t.Errorf("health after the end: %+v", got)
	}
}

// TestAddressInUse: where another program has the address of the pages, it says
// which setting names that.
func TestAddressInUse(t *testing.T) {
	i := install(t, "")
	taken, err := net.Listen("tcp", i.address)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	got := entente(t, i.dir, nil, "run")
	if got.code != 1 || !strings.Contains(got.stderr, "web.listen") || !strings.Contains(got.stderr, i.address) {
		t.Errorf("exit %d, said %q; want 1 and the setting", got.code, got.stderr)
	}
}

// TestOneRunPerDatabase: a second one names the lock and who holds it.
func TestOneRunPerDatabase(t *testing.T) {
	i := install(t, "")
	p := i.start(t)
	other := write(t, i.dir, "other.yaml", "web: {listen: \"\"}\n")
	got := entente(t, i.dir, nil, "run", "--config", other)
	for _, want := range []string{"entente.db", "lock", fmt.Sprint(p.Process.Pid)} {
		if got.code != 1 || !strings.Contains(got.stderr, want) {
			t.Errorf("exit %d, said %q; want 1 and %q", got.code, got.stderr, want)
		}
	}
	p.stop(t)
	i.start(t).stop(t) // the lock is free again
}

func TestRunAfterKill(t *testing.T) {
	i := install(t, "")
	i.start(t).kill(t)
	i.start(t).stop(t)
}

// TestRunOverPostgres reads the address, as a secret, from the environment.
func TestRunOverPostgres(t *testing.T) {
	i := install(t, "database: {url_env: DATABASE}\n", "DATABASE="+newPostgres(t))
	p := i.start(t)
	p.stop(t)
	if _, err := os.Stat(filepath.Join(i.dir, "entente.db")); err == nil {
		t.Error("it made an SQLite file, too")
	}
}

// TestSecondSignalKills: a client that has connected and says nothing holds the
// end in order up for a moment, in which the second signal comes.
func TestSecondSignalKills(t *testing.T) {
	i := install(t, "")
	p := i.start(t)
	silent, err := net.Dial("tcp", i.address)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	i.page(t, "/healthz") // connections are taken in turn: by now it has taken the silent one
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(t, "it has heard the first signal", func() bool {
		status, _ := i.page(t, "/healthz")
		return status == 0
	})
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.done:
	case <-time.After(soon):
		t.Fatalf("still there after the second signal:\n%s", p.log)
	}
	if code := p.ProcessState.ExitCode(); code != 1 || strings.Contains(p.log.String(), "msg=stopped") {
		t.Errorf("exit %d; it ended in order although it was killed:\n%s", code, p.log)
	}
}
