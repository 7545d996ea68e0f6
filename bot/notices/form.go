package notices

import (
	"errors"
	"slices"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// formLeft asks a person about the form that they left half filled: what is in
// it, and until when it is kept. It says nothing when they went on with it
// meanwhile, or dropped it.
func (c *composer) formLeft(n delivery.Notice) (*said, error) {
	kept, err := memory.KeptBy(c.Tx, c.m.Delivery.Person, c.m.Now)
	if err != nil || kept == nil || n.Token != delivery.FormToken(kept.Form.Began) || c.m.Now.Sub(kept.Left) < planner.FormAsked {
		return &said{}, err
	}
	name := c.formName(kept.Form.Command)
	if name == "" { // it was kept by another release
		return &said{}, nil
	}
	if done, err := c.doneOtherwise(kept); done || err != nil {
		return &said{}, err
	}
	p := c.tell("form."+name+".left", words.Args{"when": when.SayInstant(kept.Left, c.reader())})
	p.add(chat.Block{List: c.FormSoFar(c.reader(), name, kept.Form)})
	p.add(c.Words.Blocks(c.Lang, "form.kept_until", words.Args{"until": when.SayInstant(kept.Left.Add(planner.FormAsked+planner.FormKept), c.reader())})...)
	p.button(c.Words.Text(c.Lang, "button.go_on", nil), memory.GoOn)
	return p.button(c.Words.Text(c.Lang, "button.drop_form", nil), memory.DropIt), nil
}

// doneOtherwise says whether what a kept form is about was done meanwhile, as by
// a sentence: there is an event of that title that its person planned since, or a
// collaboration of that code.
func (c *composer) doneOtherwise(kept *memory.KeptForm) (bool, error) {
	if code := kept.Form.Given["code"]; code != "" {
		_, err := c.Tx.CollaborationByCode(code)
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	}
	events, err := c.Tx.Events(store.EventFilter{Owner: &c.m.Delivery.Person})
	return slices.ContainsFunc(events, func(e planner.Event) bool {
		return words.Fold(e.Title) == words.Fold(kept.Form.Given["title"]) && !e.Created.Before(kept.Left)
	}), err
}
