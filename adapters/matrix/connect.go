package matrix

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"
)

// connectPatiently is connect, except that it waits for a homeserver to come back
// whose address is right: the account was connected before, or it has just said
// which versions of Matrix it speaks.
func (a *Adapter) connectPatiently(ctx context.Context) error {
	before, err := a.place.load(ctx)
	if err != nil {
		return err
	}
	for lag := a.waits.lag; ; lag = min(2*lag, longestLag) {
		err := a.connect(ctx, a.login)
		known := before != "" || a.client.SpecVersions != nil
		if err == nil || !known || !unavailable(err) {
			return err
		}
		a.log.Warn("homeserver not reached", "error", err, "wait", lag)
		if !pause(ctx, lag) {
			return ctx.Err()
		}
	}
}

// connect logs in and learns what must be known before anything is said.
func (a *Adapter) connect(ctx context.Context, login func(context.Context) error) error {
	if _, err := a.client.Versions(ctx); err != nil {
		return a.explain(err)
	}
	if err := login(ctx); err != nil {
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
	a.sign(ctx)
	a.log.Info("logged in", "user", a.client.UserID, "device", a.client.DeviceID)
	return nil
}

// sign sees to it that the device is signed by its account, and goes on if it
// cannot be.
func (a *Adapter) sign(ctx context.Context) {
	made, err := a.device.verify(ctx, a.options)
	a.unsigned = err
	switch {
	case err != nil:
		a.log.Warn("device not verified: some clients will not show its messages", "error", err)
	case made:
		a.log.Info("cross-signing keys made", "recovery_key_file", filepath.Join(a.options.Dir, recoveryFile))
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

// unavailable tells whether the homeserver cannot serve just now, whatever it
// is asked.
func unavailable(err error) bool {
	var answer mautrix.HTTPError
	return errors.As(err, &answer) && (answer.Response == nil || answer.RespError == nil ||
		answer.Response.StatusCode >= http.StatusInternalServerError || errors.Is(err, mautrix.MLimitExceeded))
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
