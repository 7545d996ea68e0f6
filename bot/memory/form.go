package memory

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/planner"
	"entente/store"
)

// Given are answers to a form by the name of the field, as [chat.Field] says
// that they are written; empty what was left out.
type Given map[string]string

// Filling is a form that is asked question by question: what was answered so
// far, and which field is asked now.
type Filling struct {
	Command string // that opens it
	Given   Given
	Order   []string // of the fields given
	Asked   string
	Began   time.Time
}

// The form that a person left half filled is kept, one of each person, beside
// the question that they may still answer: a week later they are asked once
// whether they go on, and a week after that it is dropped.
const (
	keptKind  = "kept form"
	keptPlace = "kept form" // no room is called so
)

// GoOn is the sentence that takes a kept form up, DropIt the one that drops it.
const (
	GoOn   = "go on with the form"
	DropIt = "drop the form"
)

// KeptForm is a form as its person left it.
type KeptForm struct {
	Form *Filling
	Lang planner.Lang
	Left time.Time // when its last question was answered
}

// Keep keeps the form for the person who left it, as long as they may take it up.
func (k KeptForm) Keep(tx *store.Tx, person planner.PersonID) error {
	data, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("keep form: %w", err)
	}
	return tx.SaveDialog(store.Dialog{
		Person: person, Place: keptPlace, Kind: keptKind, Data: data, Expires: k.Left.Add(planner.FormAsked + planner.FormKept),
	})
}

// LetGo forgets the form that a person left half filled.
func LetGo(tx *store.Tx, person planner.PersonID) error {
	_, err := tx.EndDialog(person, keptPlace)
	return err
}

// KeptBy is the form that a person left half filled; nil when there is none.
func KeptBy(tx *store.Tx, person planner.PersonID, now time.Time) (*KeptForm, error) {
	d, err := tx.Dialog(person, keptPlace)
	if errors.Is(err, store.ErrNotFound) || err == nil && !d.Expires.After(now) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var kept KeptForm
	if err := json.Unmarshal(d.Data, &kept); err != nil {
		return nil, fmt.Errorf("read kept form: %w", err)
	}
	return &kept, nil
}
