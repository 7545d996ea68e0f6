package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"entente/planner"
	"entente/store"
)

// expand turns due rows into deliveries: who receives is decided now. It says
// whether there may be more.
func (r *Runner) expand(ctx context.Context, now time.Time) (more bool, err error) {
	err = r.Store.Update(ctx, func(tx *store.Tx) error {
		dues, err := tx.DueNow(now, batch)
		if err != nil {
			return err
		}
		more = len(dues) == batch
		groups := newGroups()
		for _, due := range dues {
			if err := r.handOver(tx, due, groups, now); err != nil {
				return fmt.Errorf("due row %s: %w", due.Key, err)
			}
		}
		for _, d := range groups.list {
			d.Key = deliveryKey(d)
			if _, err := tx.InsertDelivery(*d); err != nil {
				return err
			}
		}
		return nil
	})
	return more, err
}

// handOver finds the recipients of a due row and marks it done, or skipped
// with the reason.
func (r *Runner) handOver(tx *store.Tx, due planner.Due, groups *groups, now time.Time) error {
	switch due.Kind {
	case planner.DueExtend:
		return r.extend(tx, due, now)
	case planner.DueTidy:
		if err := tx.MarkDue(due.Key, planner.DueDone, ""); err != nil {
			return err
		}
		return r.Tidy(tx, now)
	}
	reason, err := check(tx, due, now)
	if err != nil {
		return err
	}
	if reason != "" {
		return r.skip(tx, due, reason, now)
	}
	to, alone, err := recipients(tx, due)
	if err != nil {
		return err
	}
	if len(to) == 0 {
		return r.skip(tx, due, "nobody", now)
	}
	for _, recipient := range to {
		groups.add(recipient, due, alone)
	}
	return tx.MarkDue(due.Key, planner.DueDone, "")
}

// skip marks a due row as skipped; what was missed because nobody was there to
// send it is told to its owner.
func (r *Runner) skip(tx *store.Tx, due planner.Due, reason string, now time.Time) error {
	if err := tx.MarkDue(due.Key, planner.DueSkipped, reason); err != nil {
		return err
	}
	if reason != "past" {
		return nil
	}
	return r.notify(tx, due, NoticeMissed, "", now)
}

// recipients are whom a due row is for, as deliveries without a key. alone:
// somebody set it by hand, so that it is not merged with others.
func recipients(tx *store.Tx, due planner.Due) (to []planner.Delivery, alone bool, err error) {
	if due.Kind == planner.DueNotice {
		to, err = privately(tx, due.ToPerson)
		return to, true, err
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return nil, false, err
	}
	switch {
	case rule.ToPerson != "":
		to, err = privately(tx, rule.ToPerson)
	case rule.ToRoom != "":
		to, err = inRooms(tx, rule.ToRoom)
	default:
		to, err = ofEvent(tx, rule)
	}
	return to, rule.ByHand, err
}

// privately is a person on the network that they used last.
func privately(tx *store.Tx, person planner.PersonID) ([]planner.Delivery, error) {
	identities, err := tx.Identities(person)
	if err != nil || len(identities) == 0 {
		return nil, err
	}
	id := identities[0].ID
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
func ofEvent(tx *store.Tx, rule planner.Reminder) ([]planner.Delivery, error) {
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
	return privately(tx, e.Owner)
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
