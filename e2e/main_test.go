// Package e2e tests the built binary from outside: its command line, and its
// conversations on real servers, which the scripts of this folder start. It is
// a module of its own, so that what it needs stays out of Entente's go.mod.
package e2e

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// binary is the release build, which TestMain makes once.
var binary string

// sideBySide is how many tests run at once: they wait more than they work.
const sideBySide = "16"

func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", sideBySide); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	dir, err := os.MkdirTemp("", "entente-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	binary = filepath.Join(dir, "entente")
	build := exec.Command("go", "build", "-C", "..", "-tags", "goolm", "-trimpath", "-ldflags", "-s -w", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	code := 1
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
	} else {
		code = m.Run()
	}
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// result is how a run of the binary ended.
type result struct {
	code           int
	stdout, stderr string
}

// command is the binary with args, in a folder of the test's own and with
// nothing of this machine in its environment.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), binary, args...)
	c.Dir = dir
	c.Env = []string{"HOME=" + dir}
	c.WaitDelay = time.Minute
	return c
}

// entente runs the binary to its end, with lines on its standard input.
func entente(t *testing.T, dir string, lines []string, args ...string) result {
	t.Helper()
	c := command(t, dir, args...)
	c.Stdin = strings.NewReader(strings.Join(append(lines, ""), "\n"))
	return finish(t, c)
}

// finish runs a command to its end.
func finish(t *testing.T, c *exec.Cmd) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%q: %v", c.Args, err)
	}
	return result{c.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// must is entente where nothing may go wrong; it returns what was printed.
func must(t *testing.T, dir string, lines []string, args ...string) string {
	t.Helper()
	r := entente(t, dir, lines, args...)
	if r.code != 0 {
		t.Fatalf("entente %q: exit %d\n%s\n%s", args, r.code, r.stdout, r.stderr)
	}
	return r.stdout
}

// write puts a file into dir and returns its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
