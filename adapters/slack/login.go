package slack

import (
	"context"
	"fmt"
	"time"
)

// credential is a token or secret of the configuration, and where to get it.
type credential struct{ name, remedy string }

var (
	botToken = credential{
		name:   "bot token",
		remedy: `copy the "Bot User OAuth Token" (xoxb-…) from api.slack.com/apps, your app, OAuth & Permissions; if there is none, install the app to the workspace`,
	}
	appToken = credential{
		name:   "app token",
		remedy: `generate an "App-Level Token" (xapp-…) with the scope connections:write at api.slack.com/apps, your app, Basic Information, and switch Socket Mode on`,
	}
	signingSecret = credential{
		name:   "signing secret",
		remedy: `copy it from api.slack.com/apps, your app, Basic Information, App Credentials`,
	}
)

// fault says which token is wrong, why, and what to do, without the token.
func (c credential) fault(why string) error {
	return fmt.Errorf("slack %s: %s: %s", c.name, why, c.remedy)
}

// refused is the fault when Slack has refused the token for good, or nil when
// err is anything that trying again may mend.
func (c credential) refused(err error) error {
	code := refusal(err)
	if code == "" || transient(code) {
		return nil
	}
	return c.fault("Slack refuses it (" + code + ")")
}

// self is who the bot is, and in which workspace.
type self struct{ user, name, team string }

// login asks Slack whose the bot token is. It waits for a Slack that cannot be
// reached, as after a power cut, and fails when the token is refused.
func (a *Adapter) login(ctx context.Context) (self, error) {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		me, err := a.api.AuthTestContext(ctx)
		if err == nil {
			a.site.Store(me.URL)
			return self{user: me.UserID, name: me.User, team: me.TeamID}, nil
		}
		if fault := botToken.refused(err); fault != nil {
			return self{}, fault
		}
		a.log.Warn("slack not reached", "error", err, "next_try", wait)
		select {
		case <-ctx.Done():
			return self{}, ctx.Err()
		case <-time.After(max(wait, retryAfter(err))):
		}
	}
}
