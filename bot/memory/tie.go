package memory

import (
	"encoding/json"
	"fmt"
	"time"

	"entente/planner"
	"entente/store"
)

// Tie is two identities on their way to being one person's. It is kept as a
// dialog with whoever said `link`: at first under their code, and once that was
// typed under a token, which only its buttons name. So a code serves once.
type Tie struct {
	From     planner.IdentityID // where `link` was said
	To       planner.IdentityID // where the code was typed; empty until then
	Accepted bool               // To has said that From is theirs
}

// TokenPlace is where the tie of a token is kept.
func TokenPlace(token string) string { return "tie " + token }

// TieAt is the tie that is kept at a place, in the dialog of the person who said
// `link`; [store.ErrNotFound] also when it has expired.
func TieAt(tx *store.Tx, place string, now time.Time) (d store.Dialog, t Tie, err error) {
	if d, err = tx.LinkAt(place); err != nil {
		return d, t, err
	}
	if !d.Expires.After(now) {
		return d, t, store.ErrNotFound
	}
	if err := json.Unmarshal(d.Data, &t); err != nil {
		return d, t, fmt.Errorf("read tie: %w", err)
	}
	return d, t, nil
}

// Keep keeps a tie at a place for whoever said `link`, while it may be answered.
func (t Tie) Keep(tx *store.Tx, person planner.PersonID, place string, now time.Time) error {
	data, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("keep tie: %w", err)
	}
	return tx.SaveDialog(store.Dialog{
		Person: person, Place: place, Kind: store.DialogLink, Data: data, Expires: now.Add(planner.AnswerWithin),
	})
}
