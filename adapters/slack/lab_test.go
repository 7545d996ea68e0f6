package slack

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// labVariable names the folder of the npm packages that e2e/slack.sh needs.
const labVariable = "ENTENTE_TEST_SLACK_LAB"

// lab is a running Slack workspace, with alice, bob and the bot in #dev.
type lab struct {
	env map[string]string
}

// startLab starts a workspace of its own for t, on free ports of loopback.
func startLab(t *testing.T) lab {
	t.Helper()
	modules := os.Getenv(labVariable)
	if modules == "" {
		if os.Getenv("ENTENTE_TEST_ALL") == "1" {
			t.Fatalf("%s is not set: it names the node_modules folder that e2e/slack.sh fills", labVariable)
		}
		t.Skipf("needs a Slack workspace: set %s to the node_modules folder that e2e/slack.sh fills", labVariable)
	}
	const script = "../../e2e/slack.sh"
	folder := t.TempDir()
	ports := freePorts(t, 2)
	start := exec.Command(script, "start", folder, ports[0], ports[1])
	start.Env = append(os.Environ(), "LAB_NODE_MODULES="+modules, "ACK_MS=1000", "RETRY_MS=50,50,50")
	start.Stderr = os.Stderr
	out, err := start.Output()
	if err != nil {
		t.Fatalf("start the workspace: %v\n%s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command(script, "stop", folder).CombinedOutput(); err != nil {
			t.Errorf("stop the workspace: %v\n%s", err, out)
		}
	})
	l := lab{env: map[string]string{}}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		if name, value, ok := strings.Cut(lines.Text(), "="); ok {
			l.env[name] = value
		}
	}
	return l
}

// freePorts are ports of loopback that nobody listens at, below those that the
// system gives to outgoing connections: none takes them before the lab does.
func freePorts(t *testing.T, n int) []string {
	t.Helper()
	var ports []string
	for range 100 {
		port := strconv.Itoa(10_000 + rand.IntN(20_000))
		listener, err := net.Listen("tcp", "127.0.0.1:"+port)
		if err != nil {
			continue
		}
		defer func() { _ = listener.Close() }() // once all are known to differ
		if ports = append(ports, port); len(ports) == n {
			return ports
		}
	}
	t.Fatal("no ports are free")
	return nil
}

// call makes one control call and reads its answer into result, unless nil.
func (l lab) call(t *testing.T, name string, arguments map[string]any, result any) {
	t.Helper()
	body, err := json.Marshal(arguments)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(l.env["SLACK_LAB"]+"/"+name, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", name, answer)
	}
	if result == nil {
		return
	}
	if err := json.Unmarshal(answer, result); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, answer)
	}
}

// post is what somebody said: where, and its id.
type post struct {
	Channel channelID `json:"channel"`
	TS      string    `json:"ts"`
}

func (l lab) say(t *testing.T, user, channel, text, thread string) post {
	t.Helper()
	arguments := map[string]any{"user": user, "channel": channel, "text": text}
	if thread != "" {
		arguments["thread_ts"] = thread
	}
	var p post
	l.call(t, "say", arguments, &p)
	return p
}

// stored is a message as the workspace keeps it.
type stored struct {
	TS       string           `json:"ts"`
	Text     string           `json:"text"`
	ThreadTS string           `json:"thread_ts"`
	Blocks   []map[string]any `json:"blocks"`
}

// message is the bot's message ts of channel.
func (l lab) message(t *testing.T, channel, ts string) stored {
	t.Helper()
	var all []stored
	l.call(t, "messages", map[string]any{"channel": channel, "from": "bot"}, &all)
	for _, m := range all {
		if m.TS == ts {
			return m
		}
	}
	t.Fatalf("no message %s of the bot in %s", ts, channel)
	return stored{}
}

// delivered are the workspace's attempts to deliver an event of that type,
// once n of them were answered as ok says.
func (l lab) delivered(t *testing.T, what string, ok bool, n int) []delivery {
	t.Helper()
	var all []delivery
	l.call(t, "logged", map[string]any{"kind": "sent", "what": what, "ok": ok, "n": n}, &all)
	if len(all) < n {
		t.Fatalf("%d deliveries of %s with ok=%v, want %d", len(all), what, ok, n)
	}
	return all
}

type delivery struct {
	EventID string `json:"event_id"`
	Attempt int    `json:"attempt"`
}

func (d delivery) String() string { return fmt.Sprintf("%s attempt %d", d.EventID, d.Attempt) }
