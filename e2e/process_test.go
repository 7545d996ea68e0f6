package e2e

import (
	"bytes"
	"context"
	"io"
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

// start runs the bot and returns when it is ready.
func (i installation) start(t *testing.T) *process {
	t.Helper()
	p := i.launch(t, binary)
	t.Cleanup(func() { p.tellNoSecrets(t, i) })
	until(t, "the bot is ready", func() bool {
		select {
		case err := <-p.done:
			t.Fatalf("ended at the start: %v\n%s", err, p.log)
		default:
		}
		status, _ := i.page(t, "/readyz")
		return status == http.StatusOK
	})
	return p
}

// launch runs a build of the bot and does not wait until it is ready.
func (i installation) launch(t *testing.T, program string, env ...string) *process {
	t.Helper()
	c := command(t, i.dir, "run", "--config", i.config)
	c.Path, c.Env = program, append(append(c.Env, i.env...), env...)
	p := &process{Cmd: c, log: &transcript{}, done: make(chan error, 1)}
	c.Stdout, c.Stderr = p.log, p.log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- c.Wait() }()
	return p
}

// tellNoSecrets checks that the log holds no token and no password, and shows
// it where the test failed.
func (p *process) tellNoSecrets(t *testing.T, i installation) {
	for _, variable := range i.env {
		if name, secret, _ := strings.Cut(variable, "="); strings.Contains(p.log.String(), secret) {
			t.Errorf("the log holds %s", name)
		}
	}
	if t.Failed() {
		t.Logf("process %d:\n%s", p.Process.Pid, p.log)
	}
}

// stop sends SIGTERM and wants an end in order.
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
	case <-time.After(soon):
		t.Fatalf("still there %s after SIGTERM:\n%s", soon, p.log)
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

// page asks the running bot for one of its pages; status is 0 when there is no
// answer.
func (i installation) page(t *testing.T, path string) (status int, body string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+i.address+path, nil)
	if err != nil {
		t.Fatal(err)
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
