package questions

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/bot/memory"
	"entente/store"
)

// followWithin is how long a question may lean on the one before it.
const followWithin = 30 * time.Minute

// lastAnswer is the last answer given to this person in this thread, else in
// this room; empty when there is none, or it was too long ago.
func (r *request) lastAnswer() (last memory.Answered, err error) {
	for _, where := range memory.Places(r.In) {
		d, err := r.Tx.Dialog(r.Person.ID, answeredAt(where))
		if errors.Is(err, store.ErrNotFound) || err == nil && !d.Expires.After(r.Now) {
			continue
		}
		if err != nil {
			return last, fmt.Errorf("recall answer: %w", err)
		}
		if err := json.Unmarshal(d.Data, &last); err != nil {
			return last, fmt.Errorf("read answer: %w", err)
		}
		return last, nil
	}
	return last, nil
}

// keepAnswer remembers an answer for what follows it here, and in the thread
// that Slack opens on the message that is answered.
func (r *request) keepAnswer(last memory.Answered) error {
	data, err := json.Marshal(last)
	if err != nil {
		return fmt.Errorf("keep answer: %w", err)
	}
	places := []string{memory.Place(r.In)}
	if r.In.Thread == "" && r.In.Message != "" && !r.Room.Direct {
		places = append(places, string(r.In.Room)+" "+r.In.Message)
	}
	for _, where := range places {
		err := r.Tx.SaveDialog(store.Dialog{
			Person: r.Person.ID, Place: answeredAt(where), Kind: "answered", Data: data, Expires: r.Now.Add(followWithin),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// answeredAt is where an answer is kept, beside the open question of a place.
func answeredAt(where string) string { return "answered " + where }
