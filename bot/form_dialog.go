package bot

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
)

// filling is a form that is asked question by question: what was answered so
// far, and which field is asked now.
type filling struct {
	Command string
	Given   given
	Asked   string
}

// answerPhrase begins the sentence of a choice of a form's question: it answers
// that question while it is open, and does nothing ever after.
const answerPhrase = "form answer"

// The words that steer a form, folded.
var steering = map[string]string{
	"stop": "stop", "cancel": "stop", "quit": "stop", "annuler": "stop", "annule": "stop", "annulez": "stop", "arreter": "stop", "arrete": "stop", "arretez": "stop",
	"back": "back", "retour": "back", "precedent": "back", "revenir": "back",
	"skip": "skip", "none": "skip", "-": "skip", "passer": "skip", "passe": "skip", "passez": "skip", "aucun": "skip", "aucune": "skip",
}

// steers is what a word does in a form; empty when it is an answer.
func steers(text string) string { return steering[words.Fold(trimStop(text))] }

// startForm puts the first question.
func (r *request) startForm(f *form, fields []chat.Field) *reply {
	p := r.askField(f, fields, &filling{Command: f.command, Given: given{}, Asked: fields[0].Name})
	p.add(r.say("form.how", nil)...)
	if !r.room.Direct {
		p.add(r.say("form.reply_here", nil)...)
	}
	return p
}

// fill takes what was said as an answer to the open form of this person here;
// nil when there is none, or when a new command ends it.
func (r *request) fill(text string) (*reply, error) {
	if r.pending == nil || r.pending.Form == nil {
		return nil, nil
	}
	s, f := r.pending.Form, formNamed(r.pending.Form.Command)
	if f == nil || text == "" {
		return nil, nil
	}
	of := r.lang
	r.lang = r.pending.Lang
	fields, err := f.fields(r)
	if err != nil {
		return nil, err
	}
	at := max(0, fieldNamed(fields, s.Asked))
	s.Asked = fields[at].Name
	choice, picked := r.pending.choice(text)
	if picked {
		text = choice
	}
	value, isChoice := cutWords(text, answerPhrase+" "+s.Asked)
	switch step := steers(text); {
	case (picked || r.in.Pressed) && isChoice:
		return r.takeAnswer(f, fields, s, value)
	case picked || r.in.Pressed:
		return r.leaveForm(f, of, text)
	case step == "stop":
		return r.tell("form.stopped", nil), nil
	case step == "back":
		return r.stepBack(f, fields, s, at), nil
	case step == "skip":
		return r.skipField(f, fields, s, fields[at])
	case reactTo(text) != "":
		return &reply{react: reactTo(text), buttons: r.pending.Choices, filling: s}, nil
	}
	return r.typedAnswer(f, fields, s, text, of)
}

// leaveForm says nothing yet: what was said is a command, in the language that
// it is written in, and drops the form. The button of an earlier question does
// not: that question is closed, and the open one is put again.
func (r *request) leaveForm(f *form, of planner.Lang, text string) (*reply, error) {
	if _, old := cutWords(text, answerPhrase); old {
		fields, err := f.fields(r)
		if err != nil {
			return nil, err
		}
		return r.askField(f, fields, r.pending.Form), nil
	}
	r.lang, r.text, r.pending, r.left = of, text, nil, true
	return nil, nil
}

// typedAnswer takes what was typed: as the answer, or as a new command when it
// begins with the word for one. Where it may be both, it is asked.
func (r *request) typedAnswer(f *form, fields []chat.Field, s *filling, text string, of planner.Lang) (*reply, error) {
	field := fields[fieldNamed(fields, s.Asked)]
	c, rest := r.find(trimStop(polite(text)))
	free := field.Kind == chat.Line || field.Kind == chat.Lines
	bare := unquote(text)
	switch {
	case !free && c != nil:
		if _, err := r.readAnswer(field, text); err != nil && !isQuestion(err) {
			return r.leaveForm(f, of, text)
		}
	case c != nil && bare == text && (rest == "" || idForm.MatchString(" "+rest)):
		return r.leaveForm(f, of, text)
	case c != nil && bare == text:
		p := r.tell("form.doubt", words.Args{"words": text, "label": strings.ToLower(field.Label)})
		p.choices, p.filling = true, s
		p.button(field.Label, answerSentence(field.Name, text))
		return p.button(r.label("button.new_command"), text), nil
	case free:
		text = bare
	}
	return r.takeAnswer(f, fields, s, text)
}

// takeAnswer takes the answer to the field that is asked now, and goes on.
func (r *request) takeAnswer(f *form, fields []chat.Field, s *filling, text string) (*reply, error) {
	i := fieldNamed(fields, s.Asked)
	value, err := r.readAnswer(fields[i], text)
	if err == nil {
		s.Given[s.Asked] = value
		err = f.check(r, s.Given, s.Asked)
	}
	if err != nil {
		return r.askAgain(f, fields, s, problem{s.Asked, err}, text)
	}
	return r.askNext(f, fields, s)
}

// skipField leaves a field out, or as it is filled in beforehand.
func (r *request) skipField(f *form, fields []chat.Field, s *filling, field chat.Field) (*reply, error) {
	if field.Value == "" && !field.Optional {
		return r.askAgain(f, fields, s, problem{field.Name, &planner.Refusal{Why: "form.missing", Words: field.Label}}, "")
	}
	return r.takeAnswer(f, fields, s, field.Value)
}

// stepBack puts the question before the present one again, if there is one.
func (r *request) stepBack(f *form, fields []chat.Field, s *filling, at int) *reply {
	for i := at - 1; i >= 0; i-- {
		if _, answered := s.Given[fields[i].Name]; answered {
			delete(s.Given, fields[i].Name)
			s.Asked = fields[i].Name
			break
		}
	}
	return r.askField(f, fields, s)
}

// askNext puts the next question that is not answered yet; after the last one
// it does what the answers say.
func (r *request) askNext(f *form, fields []chat.Field, s *filling) (*reply, error) {
	all := given{}
	for _, field := range fields {
		value, answered := s.Given[field.Name]
		switch moot := f.moot(all, field); {
		case answered:
			all[field.Name] = value
		case moot:
			all[field.Name] = field.Value
		default:
			s.Asked = field.Name
			return r.askField(f, fields, s), nil
		}
	}
	g, wrong, err := r.readForm(f, fields, all)
	switch {
	case err != nil:
		return nil, err
	case len(wrong) > 0:
		return r.askAgain(f, fields, s, wrong[0], "")
	}
	p, err := r.sayForm(f, g)
	if err == nil || !isTheirs(err) {
		return p, err
	}
	if p, err = r.askAgain(f, fields, s, problem{f.blamed(err, fields), err}, ""); err == nil && r.change != nil {
		return nil, &tooLate{p}
	}
	return p, err
}

// askField puts the question of the field that is asked now.
func (r *request) askField(f *form, fields []chat.Field, s *filling) *reply {
	field := fields[max(0, fieldNamed(fields, s.Asked))]
	hint := r.Words.Spans(r.lang, "form."+f.name+"."+field.Name+".hint", nil)
	p := r.tell("form.question", words.Args{"label": strong(field.Label), "hint": hint})
	switch {
	case field.Value != "":
		p.add(r.say("form.keep", words.Args{"value": valueLabel(field)})...)
	case field.Optional:
		p.add(r.say("form.skip", nil)...)
	}
	p.filling, p.choices = s, len(field.Choices) > 0
	for _, choice := range field.Choices {
		p.button(choice.Label, answerSentence(field.Name, choice.Value))
	}
	return p
}

// askAgain says what is wrong with an answer, and puts the question again; of
// what can be read in several ways, which is meant.
func (r *request) askAgain(f *form, fields []chat.Field, s *filling, w problem, text string) (*reply, error) {
	delete(s.Given, w.field)
	s.Asked = w.field
	p, err := r.explain(text, w.err)
	if err != nil {
		return nil, err
	}
	p.asker, p.filling = false, s
	if p.choices {
		for i, b := range p.buttons {
			p.buttons[i].Sentence = answerSentence(w.field, b.Sentence)
		}
		return p, nil
	}
	again := r.askField(f, fields, s)
	p.add(again.blocks...)
	p.buttons, p.choices = again.buttons, again.choices
	return p, nil
}

func answerSentence(field, value string) string { return answerPhrase + " " + field + " " + value }

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
func (r *request) closedQuestion(string) (*reply, error) {
	return &reply{blocks: r.say("question.none_open", nil), asker: true}, nil
}
