package matrix

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"
)

// Logging in anew so often within so long means that somebody else logs in on
// the same device each time, or ends our logins on purpose.
const (
	mostLogins    = 5
	loginsCounted = 10 * time.Minute
)

// authorise puts the access token on a request. It is not kept in the SDK's
// client, which reads it unguarded while a new login would change it.
func (a *Adapter) authorise(request *http.Request) {
	if token := a.token.Load(); token != nil && !strings.HasSuffix(request.URL.Path, "/v3/login") {
		request.Header.Set("Authorization", "Bearer "+*token)
	}
}

// login logs in, on the device that the store knows as long as the account has
// it, else on a new one.
func (a *Adapter) login(ctx context.Context) error {
	a.device.unload() // so that nothing goes out with the keys of a device that is no more
	if a.options.Token != "" {
		return a.loginByToken(ctx)
	}
	stored, err := a.device.stored(ctx)
	if err != nil {
		return fmt.Errorf("device in the store: %w", err)
	}
	if err := a.loginAs(ctx, stored); err != nil {
		return err
	}
	if stored != "" {
		kept, err := a.device.kept(ctx)
		if err != nil {
			return fmt.Errorf("ask for the device's keys: %w", err)
		}
		if kept {
			return a.device.load(ctx)
		}
		a.log.Warn("the account's device was deleted, or its keys replaced: making a new one", "device", stored)
		if _, err := a.client.Logout(ctx); err != nil { // or two would go by the same name
			return fmt.Errorf("give up the old device: %w", err)
		}
		if err := a.device.forget(ctx); err != nil {
			return fmt.Errorf("forget the old device: %w", err)
		}
		if err := a.loginAs(ctx, ""); err != nil {
			return err
		}
	}
	return a.device.load(ctx)
}

func (a *Adapter) loginByToken(ctx context.Context) error {
	a.token.Store(&a.options.Token)
	who, err := a.client.Whoami(ctx)
	if err != nil {
		return err
	}
	a.device.name(who.DeviceID)
	return a.device.load(ctx)
}

// loginAs gets a token for a device; an empty one is made by the server. It
// waits when the homeserver limits logins, as it does after a few starts within
// minutes.
func (a *Adapter) loginAs(ctx context.Context, device id.DeviceID) error {
	request := &mautrix.ReqLogin{
		Type:                     mautrix.AuthTypePassword,
		Identifier:               mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: a.options.User},
		Password:                 a.options.Password,
		DeviceID:                 device,
		InitialDeviceDisplayName: a.options.DeviceName,
	}
	for {
		answer, err := a.client.Login(ctx, request)
		switch {
		case err == nil && (answer == nil || answer.AccessToken == "" || answer.DeviceID == ""):
			return errors.New("the homeserver did not say with which token and device it let us in")
		case err == nil:
			a.token.Store(&answer.AccessToken)
			a.device.name(answer.DeviceID)
			return nil
		case !errors.Is(err, mautrix.MLimitExceeded):
			return err
		}
		wait := cmp.Or(retryAfter(err), time.Second)
		a.log.Warn("the homeserver limits logins", "wait", wait)
		if !pause(ctx, wait) {
			return ctx.Err()
		}
	}
}

// logInAnew mends a session that the homeserver has ended. When it cannot,
// again tells whether to try once more; otherwise only people can mend it.
func (s *session) logInAnew(ctx context.Context, cause error) (again bool, err error) {
	if s.options.Token != "" {
		return false, s.explain(cause)
	}
	now := time.Now()
	for len(s.logins) > 0 && now.Sub(s.logins[0]) > loginsCounted {
		s.logins = s.logins[1:]
	}
	if len(s.logins) >= mostLogins {
		return false, fmt.Errorf("the homeserver ended %d logins within %v: does another program log in with the device in %s? "+
			"Give each its own data_dir: %w", mostLogins, loginsCounted, s.options.Dir, cause)
	}
	s.log.Warn("the homeserver ended the login: logging in anew", "error", cause)
	err = s.login(ctx)
	if !unavailable(err) {
		s.logins = append(s.logins, now)
	}
	switch {
	case err == nil:
		s.sign(ctx)
		s.log.Info("logged in anew", "user", s.me.id, "device", s.client.DeviceID)
		return false, nil
	case unavailable(err), errors.Is(err, mautrix.MUnknownToken): // ended meanwhile
		return true, err
	}
	return false, s.explain(err)
}
