//go:build goolm

package matrix

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"sync"

	"go.mau.fi/util/dbutil"
	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto"
	"maunium.net/go/mautrix/crypto/cryptohelper"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/sqlstatestore"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// A device is the account's device: its keys, and what they encrypt. It needs
// the build tag goolm, with which the SDK encrypts in Go; without it the SDK
// asks for a C library.
type device struct {
	client    *mautrix.Client
	helper    *cryptohelper.CryptoHelper
	db        *sql.DB
	sdk       *dbutil.Database // db, as the SDK wants it
	pickleKey []byte

	// mu lets one goroutine at a time encrypt, decrypt or take in keys: the
	// SDK's cache of the account's own keys is not guarded (v0.31.0,
	// OlmMachine.GetOwnCrossSigningPublicKeys).
	mu     sync.Mutex
	loaded bool // the helper has the keys of the client's device

	shares shares
}

// openDevice opens the SDK's own database. It is a file apart from the
// program's database, since an old copy of it would break the device.
func openDevice(client *mautrix.Client, file string, pickleKey []byte) (*device, error) {
	name := url.URL{Scheme: "file", Opaque: filepath.ToSlash(file),
		RawQuery: "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_txlock=immediate"}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	sdk, err := dbutil.NewWithDB(db, "sqlite3")
	if err != nil {
		return nil, err
	}
	helper, err := cryptohelper.NewCryptoHelper(client, pickleKey, sdk)
	if err != nil {
		return nil, err
	}
	if rooms, ok := client.StateStore.(*sqlstatestore.SQLStateStore); ok {
		rooms.DisableNameDisambiguation = true // costs time a member, and nobody asks
	}
	return &device{client: client, helper: helper, db: db, sdk: sdk, pickleKey: pickleKey}, nil
}

// load makes the keys of the client's device ready, and uploads them when it
// is new. The client has an access token for it.
func (d *device) load(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.helper.Init(ctx); err != nil {
		return err
	}
	d.loaded = true
	return nil
}

// decrypt fails with errNoKey when the key has not come. What others send must
// not stop the program, so a panic of the SDK is an error as well.
func (d *device) decrypt(ctx context.Context, evt *event.Event) (plain *event.Event, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("decrypt: panic: %v", cause)
		}
	}()
	plain, err = d.helper.Decrypt(ctx, evt)
	if errors.Is(err, crypto.ErrNoSessionFound) || errors.Is(err, crypto.ErrGroupSessionWithheld) {
		return nil, errNoKey
	}
	return plain, err
}

// askForKey asks the sender's device for the key of a message.
func (d *device) askForKey(ctx context.Context, evt *event.Event) {
	wanted := evt.Content.AsEncrypted()
	//lint:ignore SA1019 without sender_key and device_id the question goes to all devices
	d.helper.RequestSession(ctx, evt.RoomID, wanted.SenderKey, wanted.SessionID, evt.Sender, wanted.DeviceID)
}

func (d *device) close() error {
	d.shares.end()
	return d.db.Close()
}
