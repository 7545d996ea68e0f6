package bot

import (
	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/turn"
	"entente/planner"
)

// keepForm keeps a form in which something is answered, and has its person
// asked about it.
func (r *request) keepForm(f *memory.Filling) error {
	if len(f.Given) == 0 {
		return nil
	}
	if err := (memory.KeptForm{Form: f, Lang: r.Lang, Left: r.Now}).Keep(r.Tx, r.Person.ID); err != nil {
		return err
	}
	return delivery.AskOfForm(r.Tx, r.Person.ID, f.Began, r.Now.Add(planner.FormAsked))
}

// letGo forgets the kept form of the person, if any: it is sent, or they want
// it no more.
func (r *request) letGo() error {
	kept, err := r.kept()
	if err != nil || kept == nil {
		return err
	}
	if err := delivery.AskNotOfForm(r.Tx, r.Person.ID, kept.Form.Began); err != nil {
		return err
	}
	return memory.LetGo(r.Tx, r.Person.ID)
}

// kept is the form that the person left half filled; nil when there is none.
func (r *request) kept() (*memory.KeptForm, error) {
	kept, err := memory.KeptBy(r.Tx, r.Person.ID, r.Now)
	if err != nil || kept == nil || formNamed(kept.Form.Command) == nil { // it was kept by another release
		return nil, err
	}
	return kept, nil
}

// goOnWithForm puts the next question of the form that the person left half
// filled: in private, where they were asked about it.
func (r *request) goOnWithForm(string) (*turn.Reply, error) {
	kept, err := r.kept()
	switch {
	case err != nil:
		return nil, err
	case kept == nil:
		return nil, &planner.Refusal{Why: "form.none_kept"}
	case !r.Room.Direct:
		return nil, &planner.Refusal{Why: "form.in_private"}
	}
	r.Lang = kept.Lang
	f := formNamed(kept.Form.Command)
	fields, err := f.fields(r)
	if err != nil {
		return nil, err
	}
	d := dialogue{r, f, fields, kept.Form}
	d.Asked = d.field().Name
	p := r.Tell("form.so_far", nil)
	p.Add(chat.Block{List: r.Voice().FormSoFar(r.Reader(), f.name, kept.Form)})
	question := d.question()
	question.Blocks = append(p.Blocks, question.Blocks...)
	return question, nil
}

// dropForm drops the form that the person left half filled.
func (r *request) dropForm(string) (*turn.Reply, error) {
	kept, err := r.kept()
	if err != nil {
		return nil, err
	}
	if kept == nil {
		return nil, &planner.Refusal{Why: "form.none_kept"}
	}
	return r.Tell("form.stopped", nil), r.letGo()
}
