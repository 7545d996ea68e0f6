package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// edited tells whoever changed a message that planned or changed something
// that edits are not followed.
func (r *request) edited() ([]*turn.Reply, error) {
	if r.Text == "" {
		return nil, nil
	}
	c, _ := r.bot.find(grammar.TrimStop(grammar.Polite(r.Text)))
	if c == nil || !c.Changes || grammar.Asks(r.Text) {
		return nil, nil
	}
	about, err := memory.About(r.Tx, r.In.Room, r.In.Message)
	if err != nil {
		return nil, err
	}
	sentence := r.Text
	if about.Change != 0 {
		sentence = fmt.Sprintf("instead C%d %s", about.Change, r.Text)
	}
	p := r.Tell("edit.not_followed", words.Args{"sentence": telling.Code(r.Text)})
	p.Private = true
	p.Button(r.Label("button.do_it"), sentence)
	return []*turn.Reply{p}, r.ask(p)
}

// deleted tells whoever removed a message that planned or changed something,
// once, that what it did stays; but of a reaction under a card.
func (r *request) deleted() ([]*turn.Reply, error) {
	about, err := memory.About(r.Tx, r.In.Room, r.In.Message)
	if err != nil || about.Change == 0 {
		return nil, err
	}
	change, err := r.Tx.ChangeByNumber(about.Change)
	if err != nil || change.Person != r.Person.ID || change.UndoneBy != 0 {
		return nil, err
	}
	if r.Lang = about.Lang; about.Card {
		return r.withdrawn(change)
	}
	about.Change = 0
	post, err := about.Post(r.In.Room, r.In.Message, r.Now)
	if err != nil {
		return nil, err
	}
	if err := r.Tx.SavePost(post); err != nil {
		return nil, err
	}
	p := r.Tell("delete.stays", words.Args{"command": commandSaid(change), "what": r.changedNames(change), "number": telling.ChangeID(&change)})
	p.Private = true
	if r.Now.Sub(change.At) <= planner.UndoWithin {
		p.Button(r.Label("button.undo"), telling.UndoSentence(&change))
	}
	return []*turn.Reply{p}, r.ask(p)
}

// silentUnreadable: for so long after it said that it cannot read somebody's
// messages in a room the bot does not say it again.
const silentUnreadable = 24 * time.Hour

// unreadable says that a message cannot be decrypted and what to do, in both
// languages: that of the message is not known.
func (r *request) unreadable() ([]*turn.Reply, error) {
	told := store.Dialog{
		Person: r.Person.ID, Place: "unreadable " + string(r.In.Room), Kind: "unreadable", Data: json.RawMessage(`{}`),
		Expires: r.Now.Add(silentUnreadable),
	}
	before, err := r.Tx.Dialog(told.Person, told.Place)
	if err == nil && before.Expires.After(r.Now) {
		return nil, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("find what was told: %w", err)
	}
	if err := r.Tx.SaveDialog(told); err != nil {
		return nil, err
	}
	p := &turn.Reply{Asker: true}
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		p.Add(r.Words.Blocks(lang, "unreadable.what_to_do", nil)...)
	}
	return []*turn.Reply{p}, nil
}

// moved has the room go on in the place of the one before, without a word.
func (r *request) moved() error {
	if err := r.Tx.MoveRoom(r.In.Before, r.In.Room, r.Now); err != nil {
		return err
	}
	return people.Revive(r.Turn)
}
