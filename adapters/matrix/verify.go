//go:build goolm

package matrix

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"maunium.net/go/mautrix"
)

// verify sees to it that the device is signed by its account: clients keep
// messages from devices that are not. At first start it makes the account's
// cross-signing keys; made says so.
func (d *device) verify(ctx context.Context, o Options) (made bool, err error) {
	machine, user := d.helper.Machine(), d.client.UserID
	keys, err := d.client.QueryKeys(reading(ctx), &mautrix.ReqQueryKeys{
		DeviceKeys: mautrix.DeviceKeysRequest{user: mautrix.DeviceIDList{}},
	})
	if err != nil {
		return false, fmt.Errorf("ask for the account's keys: %w", err)
	}
	signing, known := keys.SelfSigningKeys[user]
	if !known {
		return true, d.makeSigningKeys(ctx, o)
	}
	signed, err := machine.CryptoStore.IsKeySignedBy(ctx, user, machine.OwnIdentity().SigningKey, user, signing.FirstKey())
	if err != nil || signed {
		return false, err
	}
	recoveryKey, err := recoveryKey(o)
	if err != nil {
		return false, err
	}
	if err := machine.VerifyWithRecoveryKey(ctx, recoveryKey); err != nil {
		return false, fmt.Errorf("sign device with the recovery key: %w", err)
	}
	return false, nil
}

// makeSigningKeys makes and publishes the cross-signing keys, signs the device
// with them and keeps the recovery key beside the store.
func (d *device) makeSigningKeys(ctx context.Context, o Options) error {
	machine := d.helper.Machine()
	recoveryKey, _, err := machine.GenerateAndUploadCrossSigningKeysWithPassword(ctx, o.Password, "")
	if recoveryKey != "" {
		if err := os.WriteFile(filepath.Join(o.Dir, recoveryFile), []byte(recoveryKey+"\n"), 0o600); err != nil {
			return fmt.Errorf("keep recovery key: %w", err)
		}
	}
	if err != nil {
		return fmt.Errorf("make cross-signing keys: %w", err)
	}
	if err := machine.SignOwnDevice(ctx, machine.OwnIdentity()); err != nil {
		return fmt.Errorf("sign device: %w", err)
	}
	if err := machine.SignOwnMasterKey(ctx); err != nil {
		return fmt.Errorf("sign master key: %w", err)
	}
	return nil
}

func recoveryKey(o Options) (string, error) {
	if o.RecoveryKey != "" {
		return o.RecoveryKey, nil
	}
	file := filepath.Join(o.Dir, recoveryFile)
	key, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("the account has cross-signing keys, and they did not sign this device: "+
			"put its recovery key into %s", file)
	}
	if err != nil {
		return "", fmt.Errorf("recovery key: %w", err)
	}
	return strings.TrimSpace(string(key)), nil
}
