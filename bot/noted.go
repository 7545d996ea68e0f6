package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/bot/memory"
	"entente/planner"
	"entente/store"
)

// noted is what a message leaves behind for the next one, beside what it wrote:
// the questions that it ended, the one that it is answered by, and what it did,
// in case it is edited or removed. It is kept with the answer, and written once
// that is out or has to wait: in either case before any later message of the
// network is handled. The less is written before an answer, the sooner it comes.
type noted struct {
	Person planner.PersonID
	Room   planner.RoomID
	Ended  []question `json:",omitempty"` // of which only Place and Expires are known
	Asked  *question  `json:",omitempty"`
	Did    *trace     `json:",omitempty"`
}

// question is what a person was asked, or offered, at a place.
type question struct {
	Place   string
	Kind    string          `json:",omitempty"`
	Pending json.RawMessage `json:",omitempty"` // a [memory.Pending]
	Expires time.Time
}

// trace is what a message of a person did, kept under its id.
type trace struct {
	Message string
	What    memory.Subject
	At      time.Time
}

// write writes what is noted. A question that another took the place of
// meanwhile, as that of a reminder, does not end it.
func (n noted) write(tx *store.Tx) error {
	for _, q := range n.Ended {
		if err := tx.DropDialog(store.Dialog{Person: n.Person, Place: q.Place, Expires: q.Expires}); err != nil {
			return err
		}
	}
	if err := n.writeAsked(tx); err != nil || n.Did == nil {
		return err
	}
	post, err := n.Did.What.Post(n.Room, n.Did.Message, n.Did.At)
	if err != nil {
		return err
	}
	return tx.SavePost(post)
}

func (n noted) writeAsked(tx *store.Tx) error {
	q := n.Asked
	if q == nil {
		return nil
	}
	switch _, err := tx.Person(n.Person); {
	case errors.Is(err, store.ErrNotFound):
		return nil // forgotten, or one with another since
	case err != nil:
		return fmt.Errorf("find who was asked: %w", err)
	}
	return tx.SaveDialog(store.Dialog{Person: n.Person, Place: q.Place, Kind: q.Kind, Data: q.Pending, Expires: q.Expires})
}
