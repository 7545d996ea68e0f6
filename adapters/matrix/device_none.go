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

func (*device) stored(context.Context) (id.DeviceID, error)         { return "", errWithoutKeys }
func (*device) name(id.DeviceID)                                    {}
func (*device) kept(context.Context) (bool, error)                  { return false, errWithoutKeys }
func (*device) load(context.Context) error                          { return errWithoutKeys }
func (*device) unload()                                             {}
func (*device) forget(context.Context) error                        { return errWithoutKeys }
func (*device) takeKeys(context.Context, *mautrix.RespSync, string) {}
func (*device) takeState(context.Context, *mautrix.RespSync) error  { return errWithoutKeys }
func (*device) refill(context.Context, *mautrix.RespSync)           {}
func (*device) encrypt(context.Context, id.RoomID, *event.MessageEventContent) (*event.EncryptedEventContent, error) {
	return nil, errWithoutKeys
}
func (*device) decrypt(context.Context, *event.Event) (*event.Event, error) {
	return nil, errWithoutKeys
}
func (*device) askForKey(context.Context, *event.Event)       {}
func (*device) verify(context.Context, Options) (bool, error) { return false, errWithoutKeys }
func (*device) close() error                                  { return nil }
