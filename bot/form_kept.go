package bot

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

// keepForm keeps a form in which something is answered, and has its person
// asked about it.
func (r *request) keepForm(f *memory.Filling) error {
	if len(f.Given) == 0 {
		return nil
	}
	if err := (memory.KeptForm{Form: f, Lang: r.lang, Left: r.now}).Keep(r.tx, r.person.ID); err != nil {
		return err
	}
	return delivery.AskOfForm(r.tx, r.person.ID, f.Began, r.now.Add(planner.FormAsked))
}

// letGo forgets the kept form of the person, if any: it is sent, or they want
// it no more.
func (r *request) letGo() error {
	kept, err := r.kept()
	if err != nil || kept == nil {
		return err
	}
	if err := delivery.AskNotOfForm(r.tx, r.person.ID, kept.Form.Began); err != nil {
		return err
	}
	return memory.LetGo(r.tx, r.person.ID)
}

// kept is the form that the person left half filled; nil when there is none.
func (r *request) kept() (*memory.KeptForm, error) {
	kept, err := memory.KeptBy(r.tx, r.person.ID, r.now)
	if err != nil || kept == nil || formNamed(kept.Form.Command) == nil { // it was kept by another release
		return nil, err
	}
	return kept, nil
}

// goOnWithForm puts the next question of the form that the person left half
// filled: in private, where they were asked about it.
func (r *request) goOnWithForm(string) (*reply, error) {
	kept, err := r.kept()
	switch {
	case err != nil:
		return nil, err
	case kept == nil:
		return nil, &planner.Refusal{Why: "form.none_kept"}
	case !r.room.Direct:
		return nil, &planner.Refusal{Why: "form.in_private"}
	}
	r.lang = kept.Lang
	f := formNamed(kept.Form.Command)
	fields, err := f.fields(r)
	if err != nil {
		return nil, err
	}
	d := dialogue{r, f, fields, kept.Form}
	d.Asked = d.field().Name
	p := r.tell("form.so_far", nil)
	p.add(chat.Block{List: r.voice().FormSoFar(r.reader(), f.name, kept.Form)})
	question := d.question()
	question.blocks = append(p.blocks, question.blocks...)
	return question, nil
}

// dropForm drops the form that the person left half filled.
func (r *request) dropForm(string) (*reply, error) {
	kept, err := r.kept()
	if err != nil {
		return nil, err
	}
	if kept == nil {
		return nil, &planner.Refusal{Why: "form.none_kept"}
	}
	return r.tell("form.stopped", nil), r.letGo()
}

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
