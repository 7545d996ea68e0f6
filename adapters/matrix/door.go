package matrix

import (
	"context"
	"errors"
	"sync"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

const (
	declinePace  = 100 * time.Millisecond // between two invitations declined
	mostDeclines = 10_000                 // waiting; more stay pending, which harms nobody
	mostJoins    = 1000
	joinPatience = 10 * time.Minute // how long to try while the server fails
)

// A door goes through invitations beside the sync: another homeserver may take
// minutes to let the bot in, and strangers may have invited it thousands of
// times, while people wait for answers.
type door struct {
	*Adapter

	mu       sync.Mutex
	joins    []entry
	declines []id.RoomID
	grown    chan struct{} // closed when there is more to do
}

// An entry is a room to join.
type entry struct {
	room   id.RoomID
	via    []string  // servers that know it
	with   id.UserID // whose direct conversation it is, if it is one
	before id.RoomID // the room that it takes the place of, if it does
	from   bookmark  // before it was asked for
	until  time.Time
}

func newDoor(a *Adapter) *door { return &door{Adapter: a, grown: make(chan struct{})} }

// join has a room joined. One that waits already is not asked for twice.
func (d *door) join(wanted entry) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, waiting := range d.joins {
		if waiting.room == wanted.room {
			return
		}
	}
	if len(d.joins) == mostJoins {
		d.log.Error("room not joined: too many wait already", "room", wanted.room)
		return
	}
	wanted.until = time.Now().Add(joinPatience)
	d.joins = append(d.joins, wanted)
	d.wake()
}

func (d *door) decline(room id.RoomID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.declines) < mostDeclines {
		d.declines = append(d.declines, room)
		d.wake()
	}
}

func (d *door) wake() {
	close(d.grown)
	d.grown = make(chan struct{})
}

// oldest is the bookmark before what is still to be joined.
func (d *door) oldest() (oldest bookmark) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, waiting := range d.joins {
		if waiting.from.holds(oldest) {
			oldest = waiting.from
		}
	}
	return oldest
}

// run joins and declines until ctx ends.
func (d *door) run(ctx context.Context) {
	var both sync.WaitGroup
	defer both.Wait()
	both.Go(func() {
		for lag := d.waits.lag; d.await(ctx, func() bool { return len(d.joins) > 0 }); {
			if wait := d.joinFirst(ctx); wait == 0 {
				lag = d.waits.lag
			} else if pause(ctx, max(wait, lag)) {
				lag = min(2*lag, longestLag)
			}
		}
	})
	both.Go(func() {
		for d.await(ctx, func() bool { return len(d.declines) > 0 }) {
			pause(ctx, max(d.declineFirst(ctx), d.waits.decline))
		}
	})
}

// await waits until is, which is asked with d.mu held; false when ctx ended.
func (d *door) await(ctx context.Context, is func() bool) bool {
	for ctx.Err() == nil {
		d.mu.Lock()
		ready, grown := is(), d.grown
		d.mu.Unlock()
		if ready {
			return true
		}
		select {
		case <-grown:
		case <-ctx.Done():
		}
	}
	return false
}

// joinFirst tries the first room. wait is not zero when it must be tried again;
// then the others have their turn before.
func (d *door) joinFirst(ctx context.Context) (wait time.Duration) {
	d.mu.Lock()
	first := d.joins[0]
	d.mu.Unlock()
	_, err := d.client.JoinRoom(ctx, first.room.String(), &mautrix.ReqJoinRoom{Via: first.via})
	again := (passing(err) || unavailable(err)) && time.Now().Before(first.until)
	if err == nil {
		d.joined(ctx, first)
	} else if !again && ctx.Err() == nil {
		d.refused(first, err)
	}
	if ctx.Err() != nil {
		return 0
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.joins = d.joins[1:]
	if again {
		d.joins = append(d.joins, first)
		wait = max(retryAfter(err), d.waits.lag)
	}
	return wait
}

func (d *door) joined(ctx context.Context, in entry) {
	if in.before != "" && !d.succeeds(ctx, in) {
		d.log.Warn("room left: it does not say that it takes the place of the other", "room", in.room, "before", in.before)
		if _, err := d.client.LeaveRoom(ctx, in.room); err != nil {
			d.log.Warn("room not left", "room", in.room, "error", err)
		}
		return
	}
	if in.with != "" {
		d.remember(ctx, in.with, in.room)
	}
}

// succeeds tells whether a room itself says which one it takes the place of:
// anybody may name another's room as the one that theirs goes on in.
func (d *door) succeeds(ctx context.Context, in entry) bool {
	var create event.CreateEventContent
	err := d.making(ctx, in.room, &create)
	return err == nil && create.GetPredecessor().RoomID == in.before
}

func (d *door) refused(from entry, err error) {
	if from.before != "" && errors.Is(err, mautrix.MForbidden) {
		d.log.Info("room goes on where the bot must be invited", "room", from.before, "successor", from.room)
		return
	}
	d.log.Error("room not joined: it must invite again", "room", from.room, "error", err)
}

// declineFirst declines one invitation and says how long the server asks to
// wait. What fails otherwise stays pending.
func (d *door) declineFirst(ctx context.Context) (wait time.Duration) {
	d.mu.Lock()
	room := d.declines[0]
	d.mu.Unlock()
	_, err := d.client.LeaveRoom(ctx, room)
	if wait = retryAfter(err); wait > 0 || errors.Is(err, mautrix.MLimitExceeded) {
		return max(wait, d.waits.lag)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.declines = d.declines[1:]
	if len(d.declines) == 0 {
		d.declines = nil // the array may have been large
	}
	return 0
}
