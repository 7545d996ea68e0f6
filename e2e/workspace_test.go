package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"entente/adapters/counterpart"
)

// workspace is a Slack workspace of the test's own: alice, bob and the bot are
// in #dev and #secret.
type workspace struct{ *counterpart.Workspace }

func startWorkspace(t *testing.T) *workspace {
	t.Helper()
	return &workspace{counterpart.StartWorkspace(t, "SLACK_TZ=Europe/Paris", "SLACK_USERS=alice bob carol")}
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
	entry := fmt.Sprintf("- {bot_token_env: BOT_TOKEN, signing_secret_env: SECRET, api_url: %q}\n", w.Env["SLACK_API_URL"])
	i := install(t, "slack:\n"+entry, "BOT_TOKEN="+w.Env["SLACK_BOT_TOKEN"], "SECRET="+w.Env["SLACK_SIGNING_SECRET"])
	to := i.slackURL()
	w.Control(t, "urls", map[string]any{"events": to, "slash": to, "actions": to}, nil)
	return i
}

// slackURL is where a bot that was installed by installHTTP expects Slack.
func (i installation) slackURL() string { return "http://" + i.address + "/slack/slack/events" }

// bySocket is the workspace as an entry of a configuration, and the variables
// that it names.
func (w *workspace) bySocket(name string) (entry string, env []string) {
	bot, app := strings.ToUpper(name)+"_BOT", strings.ToUpper(name)+"_APP"
	entry = fmt.Sprintf("- {name: %s, bot_token_env: %s, app_token_env: %s, api_url: %q}\n", name, bot, app, w.Env["SLACK_API_URL"])
	return entry, []string{bot + "=" + w.Env["SLACK_BOT_TOKEN"], app + "=" + w.Env["SLACK_APP_TOKEN"]}
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
	w.Control(t, "logged", map[string]any{"kind": "call", "method": method, "n": n, "timeout": seconds}, &calls)
	return calls
}

// newChannel makes a channel with alice and the bot in it.
func (w *workspace) newChannel(t *testing.T, name string) channel {
	t.Helper()
	made := w.asAlice(t, "conversations.create", map[string]any{"name": name})
	id := made["channel"].(map[string]any)["id"].(string)
	w.asAlice(t, "conversations.invite", map[string]any{"channel": id, "users": w.Env["SLACK_BOT_USER"]})
	return channel{w, id}
}

// asAlice makes a call to the Web API with alice's own token.
func (w *workspace) asAlice(t *testing.T, method string, arguments map[string]any) map[string]any {
	t.Helper()
	return w.as(t, "alice", method, arguments)
}

// as makes a call to the Web API with somebody's own token.
func (w *workspace) as(t *testing.T, who, method string, arguments map[string]any) map[string]any {
	t.Helper()
	var answer map[string]any
	person := counterpart.Client{Address: w.Env["SLACK_API_URL"], Token: "xoxp-" + who}
	if err := person.Call(t.Context(), http.MethodPost, method, arguments, &answer); err != nil || answer["ok"] != true {
		t.Fatalf("%s: %v %v", method, err, answer)
	}
	return answer
}
