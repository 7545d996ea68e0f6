package people

import (
	"fmt"

	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
)

// roomClosed is the reason of due rows that were skipped because the bot is no
// longer in their room.
const roomClosed = "room closed"

// Leave closes the room, and tells everybody who loses by it, once, what will
// not be posted there.
func Leave(said *turn.Turn) error {
	r := &request{Turn: said}
	if r.Room.Closed {
		return nil
	}
	r.Room.Closed = true
	if err := r.Tx.SaveRoom(r.Room); err != nil {
		return fmt.Errorf("close room: %w", err)
	}
	if r.Room.Direct {
		return nil
	}
	losses, err := r.losses()
	if err != nil {
		return err
	}
	for owner, loss := range losses {
		if err := delivery.TellLeft(r.Tx, owner, *loss, r.Now); err != nil {
			return err
		}
	}
	return nil
}

// losses are, by owner, what was to be posted in the room and nowhere else. The
// reminders that name the room are skipped; those of events go to whoever
// planned them.
func (r *request) losses() (map[planner.PersonID]*delivery.Notice, error) {
	rules, err := r.Tx.RemindersFor(r.Room, r.Now)
	if err != nil {
		return nil, err
	}
	losses := map[planner.PersonID]*delivery.Notice{}
	of := func(owner planner.PersonID) *delivery.Notice {
		if losses[owner] == nil {
			losses[owner] = &delivery.Notice{Room: r.Room.ID}
		}
		return losses[owner]
	}
	for _, rule := range rules {
		if rule.ToRoom != "" {
			of(rule.Owner).AddReminder(rule.ID)
			if err := r.Tx.SkipReminder(rule.ID, roomClosed, r.Now); err != nil {
				return nil, err
			}
			continue
		}
		e, err := r.Tx.Event(rule.Event)
		if err != nil {
			return nil, err
		}
		elsewhere, err := r.postsElsewhere(e)
		if err != nil {
			return nil, err
		}
		if !elsewhere && e.State == planner.Planned {
			of(e.Owner).AddEvent(e.ID)
		}
	}
	return losses, nil
}

// postsElsewhere says whether the reminders of an event have another room that
// the bot is in.
func (r *request) postsElsewhere(e planner.Event) (bool, error) {
	if e.Collaboration != "" {
		rooms, err := r.Tx.RoomsOfEvent(e)
		if err != nil || len(rooms) > 0 {
			return true, err
		}
	}
	if e.Room == "" || e.Room == r.Room.ID {
		return false, nil
	}
	room, err := r.Tx.Room(e.Room)
	return !room.Closed, err
}

// Revive has what was skipped because the room was closed be posted there
// again, as far as it is still ahead.
func Revive(said *turn.Turn) error {
	r := &request{Turn: said}
	rules, err := r.Tx.RemindersToRoom(r.In.Room)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		if err := r.reviveRule(rule); err != nil {
			return fmt.Errorf("revive %s: %w", telling.ReminderID(rule), err)
		}
	}
	return nil
}

func (r *request) reviveRule(rule planner.Reminder) error {
	if rule.Event == "" {
		return r.RescheduleOwn(rule, roomClosed)
	}
	e, err := r.Tx.Event(rule.Event)
	if err != nil {
		return err
	}
	occs, err := r.Tx.OccurrencesOf(e.ID)
	if err != nil {
		return err
	}
	_, err = r.Reschedule(e, occs, roomClosed)
	return err
}
