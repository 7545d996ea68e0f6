//go:build goolm

package matrix

import (
	"context"
	"errors"
	"fmt"

	"go.mau.fi/util/dbutil"
	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto"
	"maunium.net/go/mautrix/id"
)

// errNotLoaded: a login is under way, and may end with another device.
var errNotLoaded = errors.New("the device is logging in")

// unload has nothing encrypted until load.
func (d *device) unload() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.loaded = false
}

// stored is the device whose keys the store has; empty when it has none.
func (d *device) stored(ctx context.Context) (id.DeviceID, error) {
	store, err := d.store(ctx)
	if err != nil {
		return "", err
	}
	return store.FindDeviceID(ctx)
}

// store is the SDK's store of keys, with the tables that it needs.
func (d *device) store(ctx context.Context) (*crypto.SQLCryptoStore, error) {
	store := crypto.NewSQLCryptoStore(d.sdk, dbutil.NoopLogger, "", d.client.DeviceID, d.pickleKey)
	return store, store.DB.Upgrade(ctx)
}

// name says as which device the client is logged in.
func (d *device) name(device id.DeviceID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.client.DeviceID = device
}

// kept tells whether the device as which the client just logged in is still the
// one whose keys the store has. After it was deleted a login makes an empty one
// of the same name, which others rightly would not trust with the old keys.
func (d *device) kept(ctx context.Context) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	store, err := d.store(ctx)
	if err != nil {
		return false, err
	}
	account, err := store.GetAccount(ctx)
	if err != nil || account == nil {
		return false, err
	}
	user, device := d.client.UserID, d.client.DeviceID
	keys, err := d.client.QueryKeys(reading(ctx), &mautrix.ReqQueryKeys{
		DeviceKeys: mautrix.DeviceKeysRequest{user: {device}},
	})
	if err != nil {
		return false, err
	}
	published := keys.DeviceKeys[user][device].Keys.GetEd25519(device)
	switch {
	case published == "":
		return !account.Shared, nil // before the first upload there are none
	case published != account.SigningKey():
		return false, nil
	case !account.Shared: // the program ended between the upload and noting it
		account.Shared = true
		return true, store.PutAccount(ctx, account)
	}
	return true, nil
}

// forget drops the keys of a device that is no more. What it could decrypt can
// still be decrypted, and the rooms stay known.
func (d *device) forget(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sdk.DoTxn(ctx, nil, func(ctx context.Context) error {
		for _, table := range []string{
			"crypto_megolm_outbound_session_shared", "crypto_megolm_outbound_session", "crypto_olm_session", "crypto_account",
		} {
			if _, err := d.sdk.Exec(ctx, "DELETE FROM "+table); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
		}
		return nil
	})
}
