package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"

	slackapi "github.com/slack-go/slack"
)

// Check tries the tokens and compares what the app may do with its manifest,
// and says as whom it speaks. It opens no connection. The error names all that
// is missing, and where to get or grant it.
func (a *Adapter) Check(ctx context.Context) (string, error) {
	me, botFault := a.checkBot(ctx)
	way, wayFault := a.checkWay(ctx)
	if err := errors.Join(botFault, wayFault); err != nil {
		return "", err
	}
	return fmt.Sprintf("logged in as %s in %s, %s", oneLine(me.User), oneLine(me.Team), way), nil
}

// checkBot tries the bot token. Slack tells its scopes in a header.
// https://docs.slack.dev/apis/web-api#responses
func (a *Adapter) checkBot(ctx context.Context) (*slackapi.AuthTestResponse, error) {
	me, err := a.api.AuthTestContext(ctx)
	if fault := botToken.refused(err); fault != nil {
		return nil, fault
	}
	if err != nil {
		return nil, fmt.Errorf("slack not reached: %w", err)
	}
	granted := me.Header.Get("X-Oauth-Scopes")
	if granted == "" {
		return me, nil // a counterpart that knows no scopes
	}
	missing, err := missingScopes(granted)
	if err != nil {
		return nil, err
	}
	var faults []error
	for _, scope := range missing {
		faults = append(faults, botToken.lacks(scope))
	}
	return me, errors.Join(faults...)
}

// checkWay tries the way by which events come.
func (a *Adapter) checkWay(ctx context.Context) (string, error) {
	if a.endpoint != nil {
		return "waits for Slack at https://…" + a.path(), nil
	}
	_, _, err := a.api.StartSocketModeContext(ctx)
	if fault := appToken.refused(err); fault != nil {
		return "", fault
	}
	if err != nil {
		return "", fmt.Errorf("slack not reached: %w", err)
	}
	return "connects by Socket Mode", nil
}

// lacks is the fault that a token does not have a scope.
func (c credential) lacks(scope string) error {
	return fmt.Errorf("slack %s: it lacks the scope %s: add it at api.slack.com/apps, your app, OAuth & Permissions, "+
		"Bot Token Scopes (or paste the manifest anew under App Manifest), and install the app to the workspace again", c.name, strings.TrimSpace(scope))
}
