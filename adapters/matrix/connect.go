package matrix

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"
)

// connect logs in, on the device that the store knows or else on a new one,
// and learns what must be known before anything is said.
func (a *Adapter) connect(ctx context.Context) error {
	if _, err := a.client.Versions(ctx); err != nil {
		return a.explain(err)
	}
	if err := a.login(ctx); err != nil {
		return a.explain(err)
	}
	if err := a.direct.load(reading(ctx)); err != nil {
		return fmt.Errorf("direct conversations: %w", err)
	}
	name, err := a.client.GetOwnDisplayName(reading(ctx))
	if err != nil && !errors.Is(err, mautrix.MNotFound) {
		return fmt.Errorf("own name: %w", err)
	}
	a.me = self{id: a.client.UserID, names: []string{"Entente", a.client.UserID.Localpart()}}
	if name != nil && name.DisplayName != "" {
		a.me.names = append(a.me.names, name.DisplayName)
	}
	slices.SortFunc(a.me.names, func(x, y string) int { return len(y) - len(x) }) // the longest that fits
	switch made, err := a.device.verify(ctx, a.options); {
	case err != nil:
		a.unsigned = err
		a.log.Warn("device not verified: some clients will not show its messages", "error", err)
	case made:
		a.log.Info("cross-signing keys made", "recovery_key_file", filepath.Join(a.options.Dir, recoveryFile))
	}
	a.log.Info("logged in", "user", a.client.UserID, "device", a.client.DeviceID)
	return nil
}

// login waits when the homeserver limits logins, as it does after a few starts
// within minutes.
func (a *Adapter) login(ctx context.Context) error {
	if a.options.Token != "" {
		who, err := a.client.Whoami(ctx)
		if err != nil {
			return err
		}
		a.client.UserID, a.client.DeviceID = who.UserID, who.DeviceID
		return a.device.login(ctx, nil)
	}
	request := &mautrix.ReqLogin{
		Type:                     mautrix.AuthTypePassword,
		Identifier:               mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: a.options.User},
		Password:                 a.options.Password,
		InitialDeviceDisplayName: a.options.DeviceName,
	}
	for {
		err := a.device.login(ctx, request)
		if !errors.Is(err, mautrix.MLimitExceeded) {
			return err
		}
		wait := cmp.Or(retryAfter(err), time.Second)
		a.log.Warn("the homeserver limits logins", "wait", wait)
		if !pause(ctx, wait) {
			return ctx.Err()
		}
	}
}

// explain says what to do about an error of logging in. The errors of the SDK
// hold neither password nor token.
func (a *Adapter) explain(err error) error {
	var answer mautrix.HTTPError
	switch {
	case errors.Is(err, mautrix.MForbidden):
		return fmt.Errorf("the homeserver refuses the password of %s: check user and password: %w", a.options.User, err)
	case errors.Is(err, mautrix.MUnknownToken), errors.Is(err, mautrix.MMissingToken):
		return fmt.Errorf("the homeserver does not know the access token of %s: log in anew and replace it: %w",
			a.options.User, err)
	case errors.Is(err, mautrix.MUserDeactivated):
		return fmt.Errorf("the account %s was closed: %w", a.options.User, err)
	case errors.As(err, &answer) && answer.Response == nil:
		return fmt.Errorf("no answer from %s: check homeserver: %w", a.client.HomeserverURL.Redacted(), err)
	case errors.As(err, &answer) && answer.RespError == nil:
		return fmt.Errorf("%s does not answer as a Matrix homeserver: check homeserver: %w",
			a.client.HomeserverURL.Redacted(), err)
	default:
		return fmt.Errorf("log in (device and keys are in %s): %w", a.options.Dir, err)
	}
}

// connected waits until the account is logged in.
func (a *Adapter) connected(ctx context.Context) error {
	select {
	case <-a.ready:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("not connected: %w", ctx.Err())
	}
}

// native is the user or room id of ours in what the program calls it; false
// for one of another network.
func native[Native id.UserID | id.RoomID](network, ours string) (Native, bool) {
	if len(ours) <= len(network) || ours[:len(network)+1] != network+":" {
		return "", false
	}
	return Native(ours[len(network)+1:]), true
}

// pause waits; false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
