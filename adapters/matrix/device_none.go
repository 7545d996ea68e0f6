//go:build !goolm

package matrix

import (
	"context"
	"database/sql"
	"errors"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// A device is missing from a program that was built without the tag goolm:
// openDevice fails, and nothing else is called.
type device struct{ db *sql.DB }

func openDevice(*mautrix.Client, string, []byte) (*device, error) { return nil, errWithoutKeys }

var errWithoutKeys = errors.New("this program cannot encrypt: build it with -tags goolm")

func (*device) login(context.Context, *mautrix.ReqLogin) error          { return errWithoutKeys }
func (*device) place() mautrix.SyncStore                                { return nil }
func (*device) takeIn(context.Context, *mautrix.RespSync, string) error { return errWithoutKeys }
func (*device) encrypt(context.Context, id.RoomID, *event.MessageEventContent) (*event.EncryptedEventContent, error) {
	return nil, errWithoutKeys
}
func (*device) decrypt(context.Context, *event.Event) (*event.Event, error) {
	return nil, errWithoutKeys
}
func (*device) askForKey(context.Context, *event.Event)       {}
func (*device) verify(context.Context, Options) (bool, error) { return false, errWithoutKeys }
func (*device) close() error                                  { return nil }
