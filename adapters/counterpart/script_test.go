package counterpart

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// A server whose port was taken is started on another one; what the failed
// start left is stopped first.
func TestPortTaken(t *testing.T) {
	dir := t.TempDir()
	text := "#!/bin/sh\necho \"$1 $3\" >> $2/log\ntest $1 = stop || test $(grep -c start $2/log) = 2 && echo PORT=$3\n"
	path := filepath.Join(dir, "server.sh")
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	var ports []string
	var variables map[string]string
	t.Run("started", func(t *testing.T) { ports, variables = script{path: path, dir: dir}.start(t, 1) })
	log, err := os.ReadFile(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	var taken, port string
	if _, err := fmt.Sscanf(string(log), "start %s\nstop \nstart %s\nstop", &taken, &port); err != nil || taken == port {
		t.Errorf("%v:\n%s", err, log)
	}
	if len(ports) != 1 || ports[0] != port || variables["PORT"] != port {
		t.Errorf("ports %q, variables %v, want %s", ports, variables, port)
	}
}
