package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/bot/knowledge"
	"entente/store"
)

// followWithin is how long a question may lean on the one before it.
const followWithin = 30 * time.Minute

// answered is the last answer of the knowledge base to a person at a place.
type answered struct {
	Topic            knowledge.Topic `json:",omitzero"`
	Question, Answer string
}

// answeredAt is where it is kept, beside the open question of that place.
func (r *request) answeredAt() string { return "answered " + place(r.in) }

// lastAnswer is the last answer given to this person here; empty when there is
// none, or it was too long ago.
func (r *request) lastAnswer() (last answered, err error) {
	d, err := r.tx.Dialog(r.person.ID, r.answeredAt())
	if errors.Is(err, store.ErrNotFound) || err == nil && !d.Expires.After(r.now) {
		return last, nil
	}
	if err != nil {
		return last, fmt.Errorf("recall answer: %w", err)
	}
	if err := json.Unmarshal(d.Data, &last); err != nil {
		return last, fmt.Errorf("read answer: %w", err)
	}
	return last, nil
}

// keepAnswer remembers an answer for what follows it.
func (r *request) keepAnswer(last answered) error {
	data, err := json.Marshal(last)
	if err != nil {
		return fmt.Errorf("keep answer: %w", err)
	}
	return r.tx.SaveDialog(store.Dialog{
		Person: r.person.ID, Place: r.answeredAt(), Kind: "answered", Data: data, Expires: r.now.Add(followWithin),
	})
}
