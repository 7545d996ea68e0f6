package bot

import (
	"errors"
	"slices"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// form is a list of questions that together make one sentence: shown at once
// where the network can open it, else asked one by one. Either way the answers
// end as that sentence, said by whoever gave them, so that a form can do nothing
// that cannot be typed.
type form struct {
	name    string // of its words in the catalogue: "form.NAME.FIELD"
	command string // opens it, and comes back with the answers
	fields  func(*request) ([]chat.Field, error)
	// check says what is wrong with the answer to a field, beside those before
	// it. It is asked about empty answers too.
	check func(r *request, g memory.Given, field string) error
	// moot says that a question need not be put after the answers so far.
	moot func(g memory.Given, f chat.Field) bool
	// sentence is what the answers, each of them right, say together.
	sentence func(*request, memory.Given) string
	// blame is the field at fault for a refusal; empty: none in particular.
	blame func(why string) string
}

// problem is what is wrong with the answer to a field.
type problem struct {
	field string
	err   error // a refusal, or a question to the person
}

// forms lists every form.
func forms() []*form { return []*form{planForm(), collaborationForm()} }

// formNamed is the form that a command opens; nil when it opens none.
func formNamed(command string) *form {
	for _, f := range forms() {
		if f.command == command {
			return f
		}
	}
	return nil
}

// formName is the name of the form that a command opens; empty when it opens none.
func formName(command string) string {
	if f := formNamed(command); f != nil {
		return f.name
	}
	return ""
}

// formOf is the form that was sent with in; nil when it is none.
func formOf(in chat.Incoming) *form {
	if !turn.IsForm(in) {
		return nil
	}
	return formNamed(in.Text)
}

// offeredAfter is the form that may help after a refusal of a sentence of a
// command; nil when none does.
func offeredAfter(command, why string) *form {
	switch command + " " + why {
	case "plan plan.kind", "plan plan.no_time", "plan plan.period", "plan left_over":
		return planForm()
	case "collaboration collaboration.usage", "collaboration collaboration.instrument", "add collaboration.usage", "add collaboration.instrument":
		return collaborationForm()
	}
	return nil
}

// openForm is the answer to a command that says nothing else: the form, where
// the network can open one now; its first question where nobody else is
// listening or its button was pressed; else the offer of it.
func (r *request) openForm(f *form) (*turn.Reply, error) {
	fields, err := f.fields(r)
	if err != nil {
		return nil, err
	}
	if r.In.Ticket == "" && (r.Room.Direct || r.In.Pressed || r.Answered) {
		return r.startForm(f, fields), nil
	}
	p := r.Tell("form."+f.name+".offer", words.Args{"usage": telling.Code(r.Label("usage." + f.name))})
	p.Asker = true
	if r.In.Ticket != "" {
		p.Form = &chat.Form{
			Command: f.command, Title: r.Label("form." + f.name), Fields: fields,
			Submit: r.Label("form." + f.name + ".submit"), Cancel: r.Label("form.close"),
		}
	}
	return p.Button(r.Label("button.form"), f.command), nil
}

// formCalled opens the form of that name.
func (r *request) formCalled(name string) (*turn.Reply, error) {
	all := forms()
	return r.openForm(all[slices.IndexFunc(all, func(f *form) bool { return f.name == name })])
}

// field is a question of a form, with its words.
func (r *request) field(form, name string, kind chat.FieldKind) chat.Field {
	key := "form." + form + "." + name
	return chat.Field{Name: name, Kind: kind, Label: r.Label(key), Hint: telling.Capital(r.Label(key + ".hint"))}
}

// readForm reads all answers, and says everything that is wrong with them. An
// error is a fault of ours.
func (r *request) readForm(f *form, fields []chat.Field, texts memory.Given) (g memory.Given, wrong []problem, err error) {
	g = memory.Given{}
	for name := range texts { // as the collaboration of somebody who no longer organises one
		if fieldNamed(fields, name) < 0 {
			wrong = append(wrong, problem{name, &planner.Refusal{Why: "form.changed", Words: texts[name]}})
		}
	}
	for _, field := range fields {
		value, err := r.readAnswer(field, texts[field.Name])
		if err == nil {
			g[field.Name] = value
			err = f.check(r, g, field.Name)
		}
		switch {
		case err == nil:
		case isTheirs(err):
			wrong = append(wrong, problem{field.Name, err})
		default:
			return nil, nil, err
		}
	}
	return g, wrong, nil
}

// fieldNamed is the index of a field; -1 when there is none of that name.
func fieldNamed(fields []chat.Field, name string) int {
	return slices.IndexFunc(fields, func(f chat.Field) bool { return f.Name == name })
}

// isTheirs says whether an error is something that the person can put right.
func isTheirs(err error) bool {
	var refusal *planner.Refusal
	var question *planner.Question
	return errors.As(err, &refusal) || errors.As(err, &question)
}

// blamed is the field at fault for an error of the sentence of a form.
func (f *form) blamed(err error, fields []chat.Field) string {
	var refusal *planner.Refusal
	if errors.As(err, &refusal) {
		if name := f.blame(refusal.Why); name != "" {
			return name
		}
	}
	return fields[0].Name
}

// sayForm does what the answers of a form say, as their sentence would, and
// shows that sentence, so that it is learnt.
func (r *request) sayForm(f *form, g memory.Given) (*turn.Reply, error) {
	sentence := f.sentence(r, g)
	r.Text = sentence
	p, err := r.act(sentence)
	if err != nil || p == nil {
		return p, err
	}
	return p.Add(r.Say("form.sentence", words.Args{"sentence": telling.Code(sentence)})...), nil
}
