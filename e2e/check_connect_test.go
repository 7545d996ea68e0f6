package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"maunium.net/go/mautrix/id"
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
		"every fault": checkEveryFault,
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

// checkEveryFault: what is wrong with one network hides nothing of the others, and
// each fault is said with the network that has it.
func checkEveryFault(t *testing.T) {
	w, h := startWorkspace(t), startHomeserver(t)
	good, env := w.bySocket("good")
	wrong, more := w.bySocket("wrong")
	mixed, most := w.bySocket("mixed")
	account := h.Register(t, "faulty")
	user := id.UserID(account.User)
	networks := fmt.Sprintf("slack:\n%s%s%smatrix:\n- {homeserver: %q, user: %q, password_env: PASSWORD, allow: [%q]}\n",
		mixed, wrong, good, h.Address, user, user.Homeserver())
	i := install(t, networks, slices.Concat(env, more, most, []string{
		"MIXED_BOT=xoxp-not-to-be-seen", "MIXED_APP=xapp-not-to-be-tried", "WRONG_BOT=xoxb-not-to-be-seen", "WRONG_APP=xapp-not-to-be-seen", "PASSWORD=not-to-be-seen",
	})...)
	c := command(t, i.dir, "check", "--connect", "--config", i.config)
	c.Env = append(c.Env, i.env...)
	got := finish(t, c)
	for _, want := range []string{
		`slack network "mixed": slack bot token: it does not start with "xoxb-"`,
		"wrong: slack bot token: Slack refuses it (invalid_auth): copy", "wrong: slack app token: Slack refuses it (",
		"matrix: the homeserver refuses the password of " + string(user),
	} {
		if got.code != 1 || !strings.Contains(got.stderr, want) {
			t.Errorf("%+v, want 1 and %q", got, want)
		}
	}
	if !strings.Contains(got.stdout, "good: logged in as ") || strings.Contains(got.stderr, "not-to-be-seen") {
		t.Errorf("%+v, want it logged in where it can, and no secrets", got)
	}
}
