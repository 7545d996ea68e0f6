package matrix

import (
	"context"
	"errors"
	"fmt"
)

// Connected is nil while the homeserver tells what is said.
func (a *Adapter) Connected() error {
	if !a.up.Load() {
		return errors.New("matrix: the homeserver was not reached last time")
	}
	return nil
}

// Check logs in, as Run does, and says who it then is and whether its device
// is verified: signed by its account, as clients in encrypted rooms demand.
func (a *Adapter) Check(ctx context.Context) (string, error) {
	if err := a.connect(ctx); err != nil {
		return "", err
	}
	if a.unsigned != nil {
		return "", fmt.Errorf("logged in as %s, but its device %s is not verified: %w", a.me.id, a.client.DeviceID, a.unsigned)
	}
	return fmt.Sprintf("logged in as %s; its device %s is verified", a.me.id, a.client.DeviceID), nil
}
