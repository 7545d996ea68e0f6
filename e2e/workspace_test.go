package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// workspace is a Slack workspace of the test's own, which e2e/slack.sh starts:
// alice, bob and the bot are in #dev and #secret.
type workspace struct {
	dir   string
	ports []string
	env   map[string]string
}

func startWorkspace(t *testing.T) *workspace {
	t.Helper()
	needs(t, "ENTENTE_TEST_SLACK_LAB")
	w := &workspace{dir: t.TempDir()}
	for range 2 {
		_, port, err := net.SplitHostPort(freeAddress(t))
		if err != nil {
			t.Fatal(err)
		}
		w.ports = append(w.ports, port)
	}
	w.start(t)
	t.Cleanup(func() { w.stop(t) })
	return w
}

// start starts it, also after stop: with the same tokens and empty channels.
func (w *workspace) start(t *testing.T) {
	t.Helper()
	c := exec.Command("./slack.sh", append([]string{"start", w.dir}, w.ports...)...) // outlives t.Context
	c.Env = append(os.Environ(), "LAB_NODE_MODULES="+os.Getenv("ENTENTE_TEST_SLACK_LAB"), "SLACK_TZ=Europe/Paris")
	w.env = variables(t, c)
}

func (w *workspace) stop(t *testing.T) {
	t.Helper()
	if out, err := exec.Command("./slack.sh", "stop", w.dir).CombinedOutput(); err != nil {
		t.Errorf("stop the workspace: %v\n%s", err, out)
	}
}

// install configures a bot for it, by Socket Mode.
func (w *workspace) install(t *testing.T) installation {
	t.Helper()
	entry, env := w.bySocket("slack")
	return install(t, "slack:\n"+entry, env...)
}

// installHTTP configures a bot that Slack sends requests to.
func (w *workspace) installHTTP(t *testing.T) installation {
	t.Helper()
	entry := fmt.Sprintf("- {bot_token_env: BOT_TOKEN, signing_secret_env: SECRET, api_url: %q}\n", w.env["SLACK_API_URL"])
	i := install(t, "slack:\n"+entry, "BOT_TOKEN="+w.env["SLACK_BOT_TOKEN"], "SECRET="+w.env["SLACK_SIGNING_SECRET"])
	to := i.slackURL()
	w.call(t, "urls", map[string]any{"events": to, "slash": to, "actions": to}, nil)
	return i
}

// slackURL is where a bot that was installed by installHTTP expects Slack.
func (i installation) slackURL() string { return "http://" + i.address + "/slack/slack/events" }

// bySocket is the workspace as an entry of a configuration, and the variables
// that it names.
func (w *workspace) bySocket(name string) (entry string, env []string) {
	bot, app := strings.ToUpper(name)+"_BOT", strings.ToUpper(name)+"_APP"
	entry = fmt.Sprintf("- {name: %s, bot_token_env: %s, app_token_env: %s, api_url: %q}\n", name, bot, app, w.env["SLACK_API_URL"])
	return entry, []string{bot + "=" + w.env["SLACK_BOT_TOKEN"], app + "=" + w.env["SLACK_APP_TOKEN"]}
}

// call makes one control call and reads its answer into result, unless nil.
func (w *workspace) call(t *testing.T, name string, arguments map[string]any, result any) {
	t.Helper()
	body, err := json.Marshal(arguments)
	if err != nil {
		t.Fatal(err)
	}
	// The workspace closes connections that rest: each call has its own.
	request, err := http.NewRequest(http.MethodPost, w.env["SLACK_LAB"]+"/"+name, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Close = true
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
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

// apiCall is a call of the bot to the Web API.
type apiCall struct {
	Method string
	Args   map[string]any
	At     float64 // seconds since 1970
}

// calls are the bot's calls to a method since the log was cleared, once there
// are n, or those that there are in the end.
func (w *workspace) calls(t *testing.T, method string, n int, seconds float64) []apiCall {
	t.Helper()
	var calls []apiCall
	w.call(t, "logged", map[string]any{"kind": "call", "method": method, "n": n, "timeout": seconds}, &calls)
	return calls
}

// newChannel makes a channel with alice and the bot in it.
func (w *workspace) newChannel(t *testing.T, name string) channel {
	t.Helper()
	made := w.asAlice(t, "conversations.create", map[string]any{"name": name})
	id := made["channel"].(map[string]any)["id"].(string)
	w.asAlice(t, "conversations.invite", map[string]any{"channel": id, "users": w.env["SLACK_BOT_USER"]})
	return channel{w, id}
}

// asAlice makes a call to the Web API with alice's own token.
func (w *workspace) asAlice(t *testing.T, method string, arguments map[string]any) map[string]any {
	t.Helper()
	body, err := json.Marshal(arguments)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.env["SLACK_API_URL"]+method, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer xoxp-alice")
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer["ok"] != true {
		t.Fatalf("%s: %v %v", method, err, answer)
	}
	return answer
}
