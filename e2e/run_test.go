package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is `entente run` under way.
type process struct {
	*exec.Cmd
	log  *transcript
	done chan error
}

// transcript collects what a process prints while others read it.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *transcript) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *transcript) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// start runs the bot with a configuration that serves its pages at address,
// and returns when it is ready.
func start(t *testing.T, dir, config, address string, env ...string) *process {
	t.Helper()
	c := command(t, dir, "run", "--config", config)
	c.Env = append(c.Env, env...)
	p := &process{Cmd: c, log: &transcript{}, done: make(chan error, 1)}
	c.Stdout, c.Stderr = p.log, p.log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- c.Wait() }()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for status := 0; status != http.StatusOK; status, _ = page(ctx, "http://"+address+"/readyz") {
		select {
		case err := <-p.done:
			t.Fatalf("ended at the start: %v\n%s", err, p.log)
		case <-ctx.Done():
			t.Fatalf("not ready after 30 s:\n%s", p.log)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return p
}

// stop sends SIGTERM and wants an end in order within 10 s.
func (p *process) stop(t *testing.T) {
	t.Helper()
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-p.done:
		if err != nil {
			t.Errorf("SIGTERM: %v\n%s", err, p.log)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("still there 10 s after SIGTERM:\n%s", p.log)
	}
}

// kill is kill -9.
func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.done
}

func page(ctx context.Context, url string) (status int, body string) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err.Error()
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err.Error()
	}
	return response.StatusCode, string(text)
}

// freeAddress is a loopback address that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestRunStopsInOrder(t *testing.T) {
	dir, address := t.TempDir(), freeAddress(t)
	config := write(t, dir, "config.yaml", fmt.Sprintf("web: {listen: %q}\n", address))
	p := start(t, dir, config, address)
	if status, _ := page(t.Context(), "http://"+address+"/healthz"); status != http.StatusOK {
		t.Errorf("/healthz: %d", status)
	}
	must(t, dir, nil, "health") // the same config.yaml

	other := write(t, dir, "other.yaml", "web: {listen: \"\"}\n")
	if got := entente(t, dir, nil, "run", "--config", other); got.code != 1 || !strings.Contains(got.stderr, "entente.db") {
		t.Errorf("a second run on one database: %+v", got)
	}
	p.stop(t)
	if got := entente(t, dir, nil, "health"); got.code != 1 {
		t.Errorf("health after the end: %+v", got)
	}
	start(t, dir, config, address).stop(t) // the lock is free again
}

func TestRunAfterKill(t *testing.T) {
	dir, address := t.TempDir(), freeAddress(t)
	config := write(t, dir, "config.yaml", fmt.Sprintf("web: {listen: %q}\n", address))
	start(t, dir, config, address).kill(t)
	start(t, dir, config, address).stop(t)
}
