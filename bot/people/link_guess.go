package people

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// Codes are short, so that they can be typed: who has typed mostGuesses wrong
// ones types no more within guessesWithin of the first of them.
const (
	mostGuesses   = 5
	guessesWithin = time.Hour
	guessPlace    = "link guesses"
)

// mayGuess refuses a further code after too many wrong ones.
func (r *request) mayGuess() error {
	wrong, err := r.guesses()
	if err != nil || len(wrong) < mostGuesses {
		return err
	}
	return &planner.Refusal{Why: "link.too_many", Args: words.Args{"n": mostGuesses}}
}

// guessedWrong notes that a wrong code was typed, and refuses it.
func (r *request) guessedWrong() error {
	wrong, err := r.guesses()
	if err != nil {
		return err
	}
	wrong = append(wrong, r.Now)
	data, err := json.Marshal(wrong)
	if err != nil {
		return fmt.Errorf("keep guesses: %w", err)
	}
	err = r.Tx.SaveDialog(store.Dialog{
		Person: r.Person.ID, Place: guessPlace, Kind: "guesses", Data: data, Expires: r.Now.Add(guessesWithin),
	})
	if err != nil {
		return err
	}
	return &planner.Refusal{Why: "link.wrong"}
}

// guesses are when the person typed wrong codes lately.
func (r *request) guesses() (wrong []time.Time, err error) {
	d, err := r.Tx.Dialog(r.Person.ID, guessPlace)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find guesses: %w", err)
	}
	if err := json.Unmarshal(d.Data, &wrong); err != nil {
		return nil, fmt.Errorf("read guesses: %w", err)
	}
	return slices.DeleteFunc(wrong, func(at time.Time) bool { return r.Now.Sub(at) >= guessesWithin }), nil
}
