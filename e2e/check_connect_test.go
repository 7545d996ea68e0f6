package e2e

import (
	"strings"
	"testing"
)

// TestCheckConnect: `check --connect` logs in, says as whom, and whether the
// Matrix device is verified; a bot that is then started is that device.
func TestCheckConnect(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]func(t *testing.T){
		"slack": func(t *testing.T) {
			i := startWorkspace(t).install(t)
			i.checkConnect(t, "SLACK_BOT", "xoxb-not-to-be-seen", "slack: logged in as ")
			i.start(t).stop(t)
		},
		"matrix": func(t *testing.T) {
			h := startHomeserver(t)
			i, bot := h.install(t, "checked", h.Address)
			i.checkConnect(t, "PASSWORD", "not-to-be-seen", "matrix: logged in as "+string(bot), "is verified")
			p := i.start(t)
			i.checkConnect(t, "", "", "is verified") // beside the bot
			p.stop(t)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

// checkConnect runs it, after once with a wrong secret, which is not shown.
func (i installation) checkConnect(t *testing.T, variable, wrong string, says ...string) {
	t.Helper()
	try := func(env ...string) result {
		c := command(t, i.dir, "check", "--connect", "--config", i.config)
		c.Env = append(append(c.Env, i.env...), env...) // the last one counts
		return finish(t, c)
	}
	if variable != "" {
		if got := try(variable + "=" + wrong); got.code != 1 || strings.Contains(got.stdout+got.stderr, wrong) {
			t.Errorf("with a wrong %s: %+v", variable, got)
		}
	}
	got := try()
	for _, want := range says {
		if got.code != 0 || !strings.Contains(got.stdout, want) {
			t.Errorf("%+v, want 0 and %q", got, want)
		}
	}
}
