package counterpart

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// script is one of e2e that starts a server in a folder, and stops it.
type script struct {
	path, dir string
	env       []string
}

// newScript finds a script, in whichever package's folder the test runs.
func newScript(t testing.TB, name, dir string, env ...string) script {
	t.Helper()
	above, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(above, "e2e", name)
		if _, err := os.Stat(path); err == nil {
			return script{path, dir, env}
		}
		if above == filepath.Dir(above) {
			t.Fatalf("e2e/%s is not found", name)
		}
		above = filepath.Dir(above)
	}
}

// start starts the server on so many ports until the end of the test, and gives
// them and the variables that the script prints. Another program may take a
// port before the server does: then it is tried with others.
func (s script) start(t testing.TB, n int) (ports []string, variables map[string]string) {
	t.Helper()
	var err error
	for range 3 {
		ports = nil
		for range n {
			ports = append(ports, freePort(t))
		}
		if variables, err = s.run("start", ports...); err == nil {
			t.Cleanup(func() { s.must(t, "stop") })
			return ports, variables
		}
		_, _ = s.run("stop") // what there is of it
	}
	t.Fatal(err)
	return nil, nil
}

func (s script) must(t testing.TB, verb string, args ...string) map[string]string {
	t.Helper()
	variables, err := s.run(verb, args...)
	if err != nil {
		t.Fatal(err)
	}
	return variables
}

// run gives the variables that the script prints, as NAME=VALUE lines.
func (s script) run(verb string, args ...string) (map[string]string, error) {
	c := exec.Command(s.path, append([]string{verb, s.dir}, args...)...) // not with t.Context: it stops the server after the test
	c.Env = append(os.Environ(), s.env...)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%q: %w\n%s", c.Args, err, stderr.String())
	}
	variables := map[string]string{}
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		variables[name] = value
	}
	return variables, nil
}
