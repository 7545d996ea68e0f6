package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/planner"
	"entente/store"
)

// handBatch is how many due rows are handed over in one transaction: more than
// fall due at the same instant in one house, so that those for one room share
// one delivery.
const handBatch = 1000

// expand turns due rows into deliveries: who receives is decided now. It says
// how many it handed over, and leaves to the caller those that are chores.
func (r *Runner) expand(ctx context.Context, now time.Time) (handed int, chores []planner.Due, err error) {
	err = r.Store.Update(ctx, func(tx *store.Tx) error {
		handed, chores = 0, nil
		dues, err := tx.DueNow(now, handBatch)
		if err != nil {
			return err
		}
		groups := newGroups()
		for _, due := range dues {
			if due.Kind == planner.DueExtend || due.Kind == planner.DueTidy {
				chores = append(chores, due)
				continue
			}
			if err := r.handOver(tx, due, groups, now); err != nil {
				return fmt.Errorf("due row %s: %w", due.Key, err)
			}
			handed++
		}
		for _, d := range groups.list {
			d.Key = deliveryKey(d)
			if _, err := tx.InsertDelivery(*d); err != nil {
				return err
			}
		}
		return nil
	})
	return handed, chores, err
}

// handOver finds the recipients of a due row and marks it done, or skipped
// with the reason.
func (r *Runner) handOver(tx *store.Tx, due planner.Due, groups *groups, now time.Time) error {
	reason, err := check(tx, due, now)
	if err != nil {
		return err
	}
	var to recipients
	if reason == "" {
		if to, err = r.recipientsOf(tx, due); err != nil {
			return err
		}
		if len(to.list) == 0 {
			reason = to.none
		}
	}
	if reason != "" {
		if err := tx.MarkDue(due.Key, planner.DueSkipped, reason); err != nil {
			return err
		}
		return r.tellLost(tx, due, reason, now)
	}
	for _, d := range to.list {
		groups.add(d, due, to.alone)
	}
	return tx.MarkDue(due.Key, planner.DueDone, "")
}

// recipients are whom a due row is for, as deliveries without a key.
type recipients struct {
	list  []planner.Delivery
	none  string // why the list is empty
	alone bool   // somebody set it by hand, so that it is not merged with others
}

func (r *Runner) recipientsOf(tx *store.Tx, due planner.Due) (to recipients, err error) {
	to.none = nobody
	if due.Kind == planner.DueNotice {
		to.alone = true
		to.list, err = r.privately(tx, due.ToPerson)
		return to, err
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return to, err
	}
	to.alone = rule.ByHand
	switch {
	case rule.ToPerson != "":
		to.list, err = r.privately(tx, rule.ToPerson)
	case rule.ToRoom != "":
		to.none = roomClosed
		to.list, err = inRooms(tx, rule.ToRoom)
	default:
		to.list, err = r.ofEvent(tx, rule)
	}
	return to, err
}

// privately is a person on the network that they used last.
func (r *Runner) privately(tx *store.Tx, person planner.PersonID) ([]planner.Delivery, error) {
	identities, err := tx.Identities(person)
	if err != nil || len(identities) == 0 {
		return nil, err
	}
	// Where that has stopped: on another one, if they have it.
	works := slices.IndexFunc(identities, func(i planner.Identity) bool { return !r.stopped(planner.Network(i.ID)) })
	id := identities[max(0, works)].ID
	return []planner.Delivery{{Network: planner.Network(id), Person: person, Identity: id}}, nil
}

// inRooms are those of some rooms that the bot is still in.
func inRooms(tx *store.Tx, ids ...planner.RoomID) ([]planner.Delivery, error) {
	var to []planner.Delivery
	for _, id := range ids {
		room, err := tx.Room(id)
		if errors.Is(err, store.ErrNotFound) || err == nil && room.Closed {
			continue
		}
		if err != nil {
			return nil, err
		}
		to = append(to, planner.Delivery{Network: planner.Network(id), Room: id})
	}
	return to, nil
}

// ofEvent are the rooms of an event's collaboration, else the one where it was
// planned, else whoever planned it.
func (r *Runner) ofEvent(tx *store.Tx, rule planner.Reminder) ([]planner.Delivery, error) {
	e, err := tx.Event(rule.Event)
	if err != nil {
		return nil, err
	}
	var ids []planner.RoomID
	if e.Collaboration != "" {
		rooms, err := tx.RoomsOf(e.Collaboration)
		if err != nil {
			return nil, err
		}
		for _, room := range rooms {
			ids = append(ids, room.ID)
		}
	}
	if len(ids) == 0 && e.Room != "" {
		ids = append(ids, e.Room)
	}
	to, err := inRooms(tx, ids...)
	if err != nil || len(to) > 0 {
		return to, err
	}
	return r.privately(tx, e.Owner)
}

// groups gathers due rows of one instant and recipient into one delivery.
type groups struct {
	list  []*planner.Delivery
	index map[string]*planner.Delivery
}

func newGroups() *groups { return &groups{index: map[string]*planner.Delivery{}} }

func (g *groups) add(to planner.Delivery, due planner.Due, alone bool) {
	name := fmt.Sprintf("%d %s %s", due.At.UnixMilli(), to.Room, to.Identity)
	if d := g.index[name]; d != nil && !alone {
		d.Dues = append(d.Dues, due.Key)
		return
	}
	to.Dues, to.At, to.State = []string{due.Key}, due.At, planner.DeliveryDue
	g.list = append(g.list, &to)
	if !alone {
		g.index[name] = &to
	}
}

// deliveryKey is made of the due rows and the recipient, so that it is the same
// whoever makes it; it is opaque, since it travels with the message.
func deliveryKey(d *planner.Delivery) string {
	sum := sha256.Sum256([]byte(strings.Join(d.Dues, "\n") + "\n" + string(d.Room) + "\n" + string(d.Identity)))
	return "d" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15]))
}
