package bot

import (
	"cmp"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// dialogue is a half-filled form, with the person who fills it in.
type dialogue struct {
	*request
	form   *form
	fields []chat.Field
	*memory.Filling
}

// answerPhrase begins the sentence of a choice of a form's question: it answers
// that question while it is open, and does nothing ever after.
const answerPhrase = "form answer"

func answerSentence(field, value string) string { return answerPhrase + " " + field + " " + value }

// startForm puts the first question.
func (r *request) startForm(f *form, fields []chat.Field) *turn.Reply {
	d := dialogue{r, f, fields, &memory.Filling{Command: f.command, Given: memory.Given{}, Asked: fields[0].Name, Began: r.Now}}
	p := d.question()
	p.Add(r.Say("form.how", nil)...)
	if !r.Room.Direct {
		p.Add(r.Say("form.reply_here", nil)...)
	}
	return p
}

// fill takes what was said as an answer to the open form of this person here;
// nil when there is none, or when a new command ends it.
func (r *request) fill(text string) (*turn.Reply, error) {
	if r.Pending == nil || r.Pending.Form == nil || text == "" {
		return nil, nil
	}
	f := formNamed(r.Pending.Form.Command)
	if f == nil {
		return nil, nil
	}
	of := r.Lang
	r.Lang = r.Pending.Lang
	fields, err := f.fields(r)
	if err != nil {
		return nil, err
	}
	d := dialogue{r, f, fields, r.Pending.Form}
	choice, picked := r.Pending.Choice(text)
	if picked {
		text = choice
	}
	if memory.Steers(text) != "stop" && fieldNamed(fields, d.Asked) < 0 {
		value, _ := grammar.CutPhrase(text, answerPhrase+" "+d.Asked)
		return d.gone(cmp.Or(value, text))
	}
	if picked || r.In.Pressed {
		return d.pressed(text, of)
	}
	switch step := memory.Steers(text); {
	case step == "stop":
		return r.Tell("form.stopped", nil), nil
	case step == "back":
		return d.back(), nil
	case step == "skip":
		return d.skip()
	case people.ReactTo(text) != "":
		return &turn.Reply{React: people.ReactTo(text), Buttons: r.Pending.Choices, Filling: d.Filling}, nil
	}
	return d.typed(text, of)
}

// field is the one that is asked now; the first where that one is no more.
func (d dialogue) field() chat.Field { return d.fields[max(0, fieldNamed(d.fields, d.Asked))] }

// pressed takes a choice of the question. That of an earlier one does nothing:
// the open question is put again. Any other button is a new command.
func (d dialogue) pressed(text string, of planner.Lang) (*turn.Reply, error) {
	if value, ok := grammar.CutPhrase(text, answerPhrase+" "+d.Asked); ok {
		return d.take(value)
	}
	if _, old := grammar.CutPhrase(text, answerPhrase); old {
		return d.question(), nil
	}
	return d.leave(text, of)
}

// typed takes what was typed: as the answer, or as a new command when it begins
// with the word for one. Where it may be both, it is asked; so is a question,
// which may be a title.
func (d dialogue) typed(text string, of planner.Lang) (*turn.Reply, error) {
	field := d.field()
	c, rest := d.bot.find(grammar.TrimStop(grammar.Polite(text)))
	free := field.Kind == chat.Line || field.Kind == chat.Lines
	bare := grammar.Unquote(text)
	switch {
	case !free && c != nil:
		if _, err := d.readAnswer(field, text); err != nil && !turn.IsQuestion(err) {
			return d.leave(text, of)
		}
	case c != nil && bare == text && (rest == "" || grammar.EventForm.MatchString(" "+rest)):
		return d.leave(text, of)
	case bare == text && (c != nil || free && grammar.Asks(text)):
		p := d.Tell("form.doubt", words.Args{"words": text, "label": strings.ToLower(field.Label)})
		p.Choices, p.Filling = true, d.Filling
		p.Button(field.Label, answerSentence(field.Name, text))
		return p.Button(d.Label("button.new_command"), text), nil
	case free:
		text = bare
	}
	return d.take(text)
}

// leave says nothing yet: what was said is a command, in the language that it
// is written in, and drops the form.
func (d dialogue) leave(text string, of planner.Lang) (*turn.Reply, error) {
	d.Lang, d.Text, d.Pending, d.left = of, text, nil, true
	return nil, nil
}

// take takes the answer to the field that is asked now, and goes on.
func (d dialogue) take(text string) (*turn.Reply, error) {
	value, err := d.readAnswer(d.field(), text)
	if err == nil {
		d.Given[d.Asked] = value
		d.Order = append(slices.DeleteFunc(d.Order, func(name string) bool { return name == d.Asked }), d.Asked)
		err = d.form.check(d.request, d.Given, d.Asked)
	}
	if err != nil {
		return d.again(problem{d.Asked, err}, text)
	}
	return d.next()
}

// skip leaves a field out, or as it is filled in beforehand.
func (d dialogue) skip() (*turn.Reply, error) {
	field := d.field()
	if field.Value == "" && !field.Optional {
		return d.again(problem{field.Name, &planner.Refusal{Why: "form.missing", Words: field.Label}}, "")
	}
	return d.take(field.Value)
}

// back puts the question before the present one again, if there is one.
func (d dialogue) back() *turn.Reply {
	for i := fieldNamed(d.fields, d.Asked) - 1; i >= 0; i-- {
		if _, answered := d.Given[d.fields[i].Name]; answered {
			d.Asked = d.fields[i].Name
			delete(d.Given, d.Asked)
			break
		}
	}
	return d.question()
}

// next puts the next question that is not answered yet; after the last one it
// does what the answers say.
func (d dialogue) next() (*turn.Reply, error) {
	for name, value := range d.Given {
		if fieldNamed(d.fields, name) < 0 && value != "" {
			delete(d.Given, name)
			return d.gone(value)
		}
	}
	all := memory.Given{}
	for _, field := range d.fields {
		value, answered := d.Given[field.Name]
		switch {
		case answered:
			all[field.Name] = value
		case d.form.moot(all, field):
			all[field.Name] = field.Value
		default:
			d.Asked = field.Name
			return d.question(), nil
		}
	}
	g, wrong, err := d.readForm(d.form, d.fields, all)
	switch {
	case err != nil:
		return nil, err
	case len(wrong) > 0:
		return d.again(wrong[0], "")
	}
	p, err := d.sayForm(d.form, g)
	if err == nil || !isTheirs(err) {
		return p, err
	}
	if p, err = d.again(problem{d.form.blamed(err, d.fields), err}, ""); err == nil && d.Change != nil {
		return nil, &tooLate{p}
	}
	return p, err
}

// gone says that the question which was answered so is asked no more, as for
// which collaboration it is of somebody who no longer organises it. The last of
// the others is put again, so that nobody plans what they did not mean.
func (d dialogue) gone(value string) (*turn.Reply, error) {
	return d.again(problem{d.fields[len(d.fields)-1].Name, &planner.Refusal{Why: "form.gone", Words: value}}, "")
}

// question puts the question of the field that is asked now.
func (d dialogue) question() *turn.Reply {
	field := d.field()
	hint := d.Words.Spans(d.Lang, "form."+d.form.name+"."+field.Name+".hint", nil)
	p := d.Tell("form.question", words.Args{"label": telling.Strong(field.Label), "hint": hint})
	switch {
	case field.Value != "":
		p.Add(d.Say("form.keep", words.Args{"value": valueLabel(field)})...)
	case field.Optional:
		p.Add(d.Say("form.skip", nil)...)
	}
	p.Filling, p.Choices = d.Filling, len(field.Choices) > 0
	for _, choice := range field.Choices {
		p.Button(choice.Label, answerSentence(field.Name, choice.Value))
	}
	return p
}

// again says what is wrong with an answer, and puts the question again; of what
// can be read in several ways, which is meant.
func (d dialogue) again(w problem, text string) (*turn.Reply, error) {
	d.Asked = w.field
	delete(d.Given, w.field)
	p, err := d.explain(text, w.err)
	if err != nil {
		return nil, err
	}
	p.Asker, p.Filling = false, d.Filling
	if p.Choices {
		for i, b := range p.Buttons {
			p.Buttons[i].Sentence = answerSentence(w.field, b.Sentence)
		}
		return p, nil
	}
	again := d.question()
	p.Add(again.Blocks...)
	p.Buttons, p.Choices = again.Buttons, again.Choices
	return p, nil
}

// valueLabel is what is filled in beforehand, as people see it.
func valueLabel(f chat.Field) string {
	for _, choice := range f.Choices {
		if choice.Value == f.Value {
			return choice.Label
		}
	}
	return f.Value
}

// closedQuestion is the answer to a choice of a form that is no longer open.
func (r *request) closedQuestion(string) (*turn.Reply, error) { return r.noneOpen() }

// noneOpen says that no question is open, and where a form was left half filled
// how to go on with it.
func (r *request) noneOpen() (*turn.Reply, error) {
	p := &turn.Reply{Blocks: r.Say("question.none_open", nil), Asker: true}
	kept, err := r.kept()
	if err != nil || kept == nil {
		return p, err
	}
	return &turn.Reply{Blocks: r.Say("form.is_kept", nil), Asker: true}, nil
}
