package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// people and rooms are those of the conversations that are played on networks.
var (
	people = []string{"alice", "bob", "eve", "jane", "minh", "sam"}
	rooms  = []string{"ganda", "oceans", "tea", "flow"}
)

// needs is the value of a variable that names a counterpart. The test is
// passed over without it, and fails where all counterparts must be there.
func needs(t *testing.T, variable string) string {
	t.Helper()
	value := os.Getenv(variable)
	switch {
	case value != "":
	case os.Getenv("ENTENTE_TEST_ALL") == "1":
		t.Fatalf("%s is not set", variable)
	default:
		t.Skipf("%s is not set: run make test", variable)
	}
	return value
}

// freePorts are ports of loopback that nobody listens at, below those that the
// system gives to outgoing connections.
func freePorts(t *testing.T, n int) []string {
	t.Helper()
	var ports []string
	for range 100 {
		port := fmt.Sprint(10_000 + rand.IntN(20_000))
		listener, err := net.Listen("tcp", "127.0.0.1:"+port)
		if err != nil {
			continue
		}
		defer func() { _ = listener.Close() }() // once all are known to differ
		if ports = append(ports, port); len(ports) == n {
			return ports
		}
	}
	t.Fatal("no port is free")
	return nil
}

// runScript runs a script of e2e that starts a counterpart in a folder, stops
// that in the end, and gives the variables that it prints.
func runScript(t *testing.T, env []string, script, verb, folder string, args ...string) map[string]string {
	t.Helper()
	run := func(args ...string) []byte {
		c := exec.Command("./"+script, args...) // not with t.Context: it stops the server after the test
		c.Env = append(os.Environ(), env...)
		var stderr bytes.Buffer
		c.Stderr = &stderr
		out, err := c.Output()
		if err != nil {
			t.Errorf("%q: %v\n%s", c.Args, err, stderr.String())
		}
		return out
	}
	t.Cleanup(func() { run("stop", folder) })
	variables := map[string]string{}
	for line := range strings.Lines(string(run(append([]string{verb, folder}, args...)...))) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		variables[name] = value
	}
	return variables
}

// counterpart is a server as somebody with that token reaches it.
type counterpart struct{ address, token string }

// call sends a JSON body, unless nil, and reads the answer into result.
func (c counterpart) call(ctx context.Context, method, path string, body, result any) error {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.address+path, content)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s: %s", path, response.Status, text)
	}
	if err := json.Unmarshal(text, result); err != nil {
		return fmt.Errorf("%s: %w: %s", path, err, text)
	}
	return nil
}
