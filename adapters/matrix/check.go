package matrix

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// Connected is nil while the homeserver tells what is said.
func (a *Adapter) Connected() error {
	if !a.up.Load() {
		return errors.New("matrix: the homeserver was not reached last time")
	}
	return nil
}

// Check logs in and says who it then is. It may do so beside an Adapter that runs
// with the same folder. The error names all that is missing, and where to get or
// grant it: a device that is signed by its account, as clients in encrypted rooms
// demand; a recovery key, without which a lost store cannot be made good; the
// right to speak in each room.
func (a *Adapter) Check(ctx context.Context) (string, error) {
	leave := func() {}
	err := a.connect(ctx, func(ctx context.Context) (err error) {
		leave, err = a.visit(ctx)
		return err
	})
	defer leave()
	if err != nil {
		return "", err
	}
	versions := a.client.SpecVersions // asked for when connecting
	name, err := a.client.GetOwnDisplayName(reading(ctx))
	if err != nil && !errors.Is(err, mautrix.MNotFound) {
		return "", fmt.Errorf("own name: %w", err)
	}
	shown := "without a display name, which any client can set"
	if name != nil && name.DisplayName != "" {
		shown = fmt.Sprintf("shown as %q", cleaned(name.DisplayName))
	}
	rooms, roomFaults := a.checkRooms(ctx)
	if err := errors.Join(a.checkVersion(versions), a.checkDevice(), a.checkRecoveryKey(), roomFaults); err != nil {
		return "", fmt.Errorf("logged in as %s, but: %w", a.me.id, err)
	}
	return fmt.Sprintf("logged in as %s, %s (homeserver: Matrix %s); its device %s is verified; it may speak in all its rooms (%d)",
		a.me.id, shown, versions.GetLatest(), a.client.DeviceID, rooms), nil
}

// checkVersion: all requests are of version 1.1 (Matrix client-server API, "v3").
func (a *Adapter) checkVersion(versions *mautrix.RespVersions) error {
	if versions.ContainsGreaterOrEqual(mautrix.SpecV11) {
		return nil
	}
	return fmt.Errorf("the homeserver knows Matrix up to %s, and 1.1 is needed: update it", versions.GetLatest())
}

func (a *Adapter) checkDevice() error {
	if a.unsigned == nil {
		return nil
	}
	return fmt.Errorf("its device %s is not verified: %w", a.client.DeviceID, a.unsigned)
}

func (a *Adapter) checkRecoveryKey() error {
	if a.options.RecoveryKey != "" {
		return nil
	}
	file := filepath.Join(a.options.Dir, recoveryFile)
	if _, err := os.Stat(file); err != nil {
		return fmt.Errorf("no recovery key, so that a lost data_dir could not be made good: put the account's into %s, "+
			"or name it by recovery_key_file or recovery_key_env", file)
	}
	return nil
}

// checkRooms counts the rooms in which the bot is, and names those where it may
// not speak.
func (a *Adapter) checkRooms(ctx context.Context) (int, error) {
	ctx = reading(ctx)
	joined, err := a.client.JoinedRooms(ctx)
	if err != nil {
		return 0, fmt.Errorf("list of rooms: %w", err)
	}
	var faults []error
	for _, room := range joined.JoinedRooms {
		faults = append(faults, a.checkRoom(ctx, room))
	}
	return len(joined.JoinedRooms), errors.Join(faults...)
}

// checkRoom wants the right to speak in a room. In one that goes on elsewhere
// nobody needs it.
func (a *Adapter) checkRoom(ctx context.Context, room id.RoomID) error {
	var levels event.PowerLevelsEventContent
	err := a.client.StateEvent(ctx, room, event.StatePowerLevels, "", &levels)
	if err != nil && !errors.Is(err, mautrix.MNotFound) {
		return fmt.Errorf("rights in %s: %w", room, err)
	}
	has, needed := levels.GetUserLevel(a.me.id), levels.GetEventLevel(event.EventMessage)
	if secret, err := a.encrypted(ctx, room); err != nil {
		return fmt.Errorf("rights in %s: %w", room, err)
	} else if secret {
		needed = levels.GetEventLevel(event.EventEncrypted)
	}
	if has >= needed || a.client.StateEvent(ctx, room, event.StateTombstone, "", &event.TombstoneEventContent{}) == nil {
		return nil
	}
	var named event.RoomNameEventContent
	if err := a.client.StateEvent(ctx, room, event.StateRoomName, "", &named); err != nil {
		named.Name = "a room without a name"
	}
	return fmt.Errorf("it may not speak in %q (%s): its power level is %d, and messages need %d; "+
		"raise it in the settings of the room, under roles and permissions", cleaned(named.Name), room, has, needed)
}
