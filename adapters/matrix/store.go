package matrix

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// The files in Options.Dir.
const (
	storeFile    = "crypto.db"    // the device, its keys and the place in the sync
	pickleFile   = "pickle.key"   // encrypts the keys in the former
	recoveryFile = "recovery.key" // gives the cross-signing keys back, should the rest be lost
)

// openStore opens what the account keeps in its folder.
func (a *Adapter) openStore() error {
	if err := os.MkdirAll(a.options.Dir, 0o700); err != nil {
		return fmt.Errorf("make folder of the account: %w", err)
	}
	pickleKey, err := a.pickleKey()
	if err != nil {
		return err
	}
	if a.device, err = openDevice(a.client, filepath.Join(a.options.Dir, storeFile), pickleKey); err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	if a.place, err = newSyncPlace(a.device.db); err != nil {
		return err
	}
	a.direct.openings, err = newOpenings(a.device.db)
	return err
}

func (a *Adapter) pickleKey() ([]byte, error) {
	if len(a.options.PickleKey) > 0 {
		return a.options.PickleKey, nil
	}
	file := filepath.Join(a.options.Dir, pickleFile)
	key, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		key = []byte(rand.Text())
		err = os.WriteFile(file, key, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("key of the store: %w", err)
	}
	return key, nil
}

// encrypted tells whether what is said in room must be encrypted. Where the
// store knows nothing, as between joining a room and its first sync, the
// server is asked: nothing may go out in clear by mistake.
func (a *Adapter) encrypted(ctx context.Context, room id.RoomID) (bool, error) {
	known, err := a.client.StateStore.IsEncrypted(ctx, room)
	if err != nil || known {
		return known, err
	}
	a.plainMu.Lock()
	defer a.plainMu.Unlock()
	if a.plain[room] {
		return false, nil
	}
	ctx = reading(ctx)
	err = a.client.StateEvent(ctx, room, event.StateEncryption, "", &event.EncryptionEventContent{})
	if errors.Is(err, mautrix.MNotFound) {
		a.plain[room] = true
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = a.client.Members(ctx, room) // who gets the keys
	return true, err
}
