// Package memory keeps what a message is about and what somebody was asked in a
// place, so that the answer to it is understood later.
package memory

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/bot/chat"
	"entente/bot/knowledge"
	"entente/planner"
	"entente/store"
)

// Subject is what a message is about, so that a reply, a button or a reaction
// to it is understood.
type Subject struct {
	Event      planner.EventID      `json:",omitempty"`
	Occurrence planner.OccurrenceID `json:",omitempty"`
	// Due is the key of the due row that it reminds of, so that this can be put
	// off or done.
	Due string `json:",omitempty"`
	// Asked: its buttons answer a question put to that person alone.
	Asked planner.PersonID `json:",omitempty"`
	// Shown: it went to that person privately, so that its numbers may be typed
	// there.
	Shown planner.PersonID `json:",omitempty"`
	// Lang is the language that it was said in, and so of the answer to its
	// buttons.
	Lang    planner.Lang  `json:",omitempty"`
	Buttons []chat.Button `json:",omitempty"`
	// Card: it is the announcement of an event, under which many people answer, or
	// a reaction there.
	Card bool `json:",omitempty"`
	// Thread and ReplyTo are where it was said: what a reaction to it says is
	// answered there.
	Thread  string `json:",omitempty"`
	ReplyTo string `json:",omitempty"`
	// Of is the message of a person that it answers: what its buttons do was
	// asked for there.
	Of string `json:",omitempty"`
	// Told is the answer of the knowledge base that it is, for a thumb that
	// points down.
	Told *Answered `json:",omitempty"`
	// Change is the number of what was written, of a message of a person.
	Change int `json:",omitempty"`
}

// Remember keeps what a message of the bot is about, and, of one that was
// shown to a person privately, what its numbers stand for; unless a question of
// the bot is open there.
func (s Subject) Remember(tx *store.Tx, receipt chat.Receipt, at time.Time) error {
	post, err := s.Post(receipt.Room, receipt.Message, at)
	if err != nil {
		return err
	}
	if err := tx.SavePost(post); err != nil {
		return err
	}
	if s.Shown == "" || len(s.Buttons) == 0 {
		return nil
	}
	where := string(receipt.Room) + " "
	open, err := tx.Dialog(s.Shown, where)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("find question: %w", err)
	}
	var asked Pending
	if err == nil && open.Expires.After(at) && json.Unmarshal(open.Data, &asked) == nil && (asked.Question || asked.Form != nil) {
		return nil
	}
	data, err := json.Marshal(Pending{Due: s.Due, Choices: s.Buttons, Question: s.Asked != "", Lang: s.Lang})
	if err != nil {
		return fmt.Errorf("keep choices: %w", err)
	}
	return tx.SaveDialog(store.Dialog{Person: s.Shown, Place: where, Kind: "choice", Data: data, Expires: at.Add(planner.AnswerWithin)})
}

// Post is what the store remembers of a message said at an instant.
func (s Subject) Post(room planner.RoomID, message string, at time.Time) (store.Post, error) {
	data, err := json.Marshal(s)
	if err != nil {
		return store.Post{}, fmt.Errorf("remember message: %w", err)
	}
	return store.Post{Room: room, Message: message, Event: s.Event, Occurrence: s.Occurrence, Data: data, At: at}, nil
}

// About is what a message is about; nothing when it is not known.
func About(tx *store.Tx, room planner.RoomID, message string) (s Subject, err error) {
	post, err := tx.Post(room, message)
	if errors.Is(err, store.ErrNotFound) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("find message: %w", err)
	}
	if len(post.Data) > 0 {
		if err := json.Unmarshal(post.Data, &s); err != nil {
			return s, fmt.Errorf("read message: %w", err)
		}
	}
	s.Event, s.Occurrence = post.Event, post.Occurrence
	return s, nil
}

// Answered is the last answer of the knowledge base to a person at a place.
type Answered struct {
	Topic            knowledge.Topic `json:",omitzero"`
	Question, Answer string
}
