package slack

import (
	"context"
	"fmt"
)

// Check tries both tokens and says as whom they speak. It opens no connection.
func (a *Adapter) Check(ctx context.Context) (string, error) {
	me, err := a.api.AuthTestContext(ctx)
	if fault := botToken.refused(err); fault != nil {
		return "", fault
	}
	if err != nil {
		return "", fmt.Errorf("slack not reached: %w", err)
	}
	_, _, err = a.api.StartSocketModeContext(ctx)
	if fault := appToken.refused(err); fault != nil {
		return "", fault
	}
	if err != nil {
		return "", fmt.Errorf("slack not reached: %w", err)
	}
	return fmt.Sprintf("logged in as %s in %s", me.User, me.Team), nil
}
