package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// edited tells whoever changed a message that planned or changed something
// that edits are not followed.
func (r *request) edited() ([]*reply, error) {
	if r.text == "" {
		return nil, nil
	}
	c, _ := r.bot.find(grammar.TrimStop(grammar.Polite(r.text)))
	if c == nil || !c.changes || grammar.Asks(r.text) {
		return nil, nil
	}
	about, err := memory.About(r.tx, r.in.Room, r.in.Message)
	if err != nil {
		return nil, err
	}
	sentence := r.text
	if about.Change != 0 {
		sentence = fmt.Sprintf("instead C%d %s", about.Change, r.text)
	}
	p := r.tell("edit.not_followed", words.Args{"sentence": telling.Code(r.text)})
	p.private = true
	p.button(r.label("button.do_it"), sentence)
	return []*reply{p}, r.ask(p)
}

// deleted tells whoever removed a message that planned or changed something,
// once, that what it did stays; but of a reaction under a card.
func (r *request) deleted() ([]*reply, error) {
	about, err := memory.About(r.tx, r.in.Room, r.in.Message)
	if err != nil || about.Change == 0 {
		return nil, err
	}
	change, err := r.tx.ChangeByNumber(about.Change)
	if err != nil || change.Person != r.person.ID || change.UndoneBy != 0 {
		return nil, err
	}
	if r.lang = about.Lang; about.Card {
		return r.withdrawn(change)
	}
	about.Change = 0
	post, err := about.Post(r.in.Room, r.in.Message, r.now)
	if err != nil {
		return nil, err
	}
	if err := r.tx.SavePost(post); err != nil {
		return nil, err
	}
	p := r.tell("delete.stays", words.Args{"command": commandSaid(change), "what": r.changedNames(change), "number": telling.ChangeID(&change)})
	p.private = true
	if r.now.Sub(change.At) <= planner.UndoWithin {
		p.button(r.label("button.undo"), undoSentence(&change))
	}
	return []*reply{p}, r.ask(p)
}

// silentUnreadable: for so long after it said that it cannot read somebody's
// messages in a room the bot does not say it again.
const silentUnreadable = 24 * time.Hour

// unreadable says that a message cannot be decrypted and what to do, in both
// languages: that of the message is not known.
func (r *request) unreadable() ([]*reply, error) {
	told := store.Dialog{
		Person: r.person.ID, Place: "unreadable " + string(r.in.Room), Kind: "unreadable", Data: json.RawMessage(`{}`),
		Expires: r.now.Add(silentUnreadable),
	}
	before, err := r.tx.Dialog(told.Person, told.Place)
	if err == nil && before.Expires.After(r.now) {
		return nil, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("find what was told: %w", err)
	}
	if err := r.tx.SaveDialog(told); err != nil {
		return nil, err
	}
	p := &reply{asker: true}
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		p.add(r.Words.Blocks(lang, "unreadable.what_to_do", nil)...)
	}
	return []*reply{p}, nil
}

// moved has the room go on in the place of the one before, without a word.
func (r *request) moved() error {
	if err := r.tx.MoveRoom(r.in.Before, r.in.Room, r.now); err != nil {
		return err
	}
	return r.revive()
}
