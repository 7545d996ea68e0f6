package bot

import (
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// voice says what is kept, in one language.
type voice struct {
	words *words.Catalogue
	tx    *store.Tx
	lang  planner.Lang
}

// voice says things in the language of the answer.
func (r *request) voice() voice { return voice{r.Words, r.tx, r.lang} }
