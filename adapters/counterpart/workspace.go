package counterpart

import (
	"context"
	"net/http"
	"testing"
)

// Workspace is a Slack workspace: an emulation that is steered by control
// calls, which e2e/slack-lab.mjs explains.
type Workspace struct {
	Env    map[string]string // its addresses, tokens and ids, as e2e/slack.sh prints them
	script script
	ports  []string
}

// StartWorkspace starts one, with variables of e2e/slack.sh.
func StartWorkspace(t testing.TB, env ...string) *Workspace {
	t.Helper()
	w := &Workspace{script: newScript(t, "slack.sh", t.TempDir(), append(env, "LAB_NODE_MODULES="+Needs(t, SlackLab))...)}
	w.ports, w.Env = w.script.start(t, 2)
	return w
}

// Stop ends it until Restart.
func (w *Workspace) Stop(t testing.TB) {
	t.Helper()
	w.script.must(t, "stop")
}

// Restart starts it again after Stop: with the same tokens and empty channels.
func (w *Workspace) Restart(t testing.TB) {
	t.Helper()
	w.Env = w.script.must(t, "start", w.ports...)
}

// Control makes one control call and reads its answer into result, unless nil.
func (w *Workspace) Control(t testing.TB, name string, arguments map[string]any, result any) {
	t.Helper()
	if err := (Client{Address: w.Env["SLACK_LAB"]}).Call(context.Background(), http.MethodPost, "/"+name, arguments, result); err != nil {
		t.Fatal(err)
	}
}
