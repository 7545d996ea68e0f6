package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// awaits says whether the person who said something unaddressed was asked a
// question in that place.
func (b *Bot) awaits(tx *store.Tx, in chat.Incoming) bool {
	identity, err := tx.Identity(in.From)
	if err != nil {
		return false
	}
	for _, where := range memory.Places(in) {
		d, err := tx.Dialog(identity.Person, where)
		if err != nil || !d.Expires.After(b.Now()) {
			continue
		}
		var p memory.Pending
		return json.Unmarshal(d.Data, &p) == nil && p.AnsweredBy(in.Text)
	}
	return false
}

// recall reads the question that the person was asked here, and drops it: an
// answer ends it, and so does a new command.
func (r *request) recall() error {
	for _, where := range memory.Places(r.in) {
		d, err := r.tx.EndDialog(r.person.ID, where)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return fmt.Errorf("recall question: %w", err)
		}
		if d.Expires.After(r.now) && r.pending == nil {
			r.pending = &memory.Pending{}
			if err := json.Unmarshal(d.Data, r.pending); err != nil {
				return fmt.Errorf("read question: %w", err)
			}
		}
	}
	return nil
}

// ask remembers the buttons of a reply, so that their numbers are understood.
func (r *request) ask(p *reply) error {
	if over := r.left || r.pending != nil && r.pending.Form != nil; over && p.filling == nil {
		if err := r.letGo(); err != nil {
			return err
		}
	}
	if len(p.buttons) == 0 && p.filling == nil && r.due == "" {
		return nil
	}
	data, err := json.Marshal(memory.Pending{Due: r.due, Choices: p.buttons, Question: p.choices, Then: p.then, Form: p.filling, Lang: r.lang})
	if err != nil {
		return fmt.Errorf("keep question: %w", err)
	}
	where := memory.Place(r.in)
	if p.private && !r.room.Direct {
		return nil // pressed or typed in the direct message, which has its own place
	}
	kind, within := "choice", planner.AnswerWithin
	if p.filling != nil {
		kind, within = "form", planner.FormWithin
		if err := r.keepForm(p.filling); err != nil {
			return err
		}
	}
	return r.tx.SaveDialog(store.Dialog{Person: r.person.ID, Place: where, Kind: kind, Data: data, Expires: r.now.Add(within)})
}

// takeUp is the sentence that waited for the answer just given.
func (r *request) takeUp(p *reply) string {
	if r.pending == nil || !r.answered || p.choices {
		return ""
	}
	return r.pending.Then
}

// chosen turns a bare number, yes or no into the sentence that it stands for.
// When it stands for none, the reply says so.
func (r *request) chosen(text string) (string, *reply, error) {
	n, isChoice := memory.Choice(text)
	if named := r.pending.Labelled(text); named > 0 {
		n, isChoice = named, true
		text = strconv.Itoa(n)
	}
	if !isChoice {
		r.answered = r.pending != nil && r.pending.Offers(text)
		return text, nil, nil
	}
	word := !strings.ContainsAny(text, "123456789")
	if r.pending == nil || len(r.pending.Choices) == 0 || word && !r.pending.Question {
		if reactTo(text) != "" {
			return text, nil, nil
		}
		p, err := r.noneOpen()
		return "", p, err
	}
	choices := r.pending.Choices
	switch {
	case n == 0:
		return "", r.tell("question.dropped", nil), nil
	case n > len(choices), len(choices) > 1 && word:
		r.lang = r.pending.Lang
		p := &reply{blocks: r.say("question.number", words.Args{"n": len(choices)}), buttons: choices}
		p.asker, p.choices, p.then = true, r.pending.Question, r.pending.Then
		return "", p, nil
	}
	r.answered, r.lang, r.text = true, r.pending.Lang, choices[n-1].Sentence
	return r.text, nil, nil
}

// put asks a question of the planner: each choice is the sentence with the
// ambiguous words replaced.
func (r *request) put(text string, q *planner.Question) *reply {
	args := words.Args{"words": q.Words}
	for key, value := range q.Args {
		args[key] = value
	}
	p := &reply{blocks: r.say("question."+q.Why, args), asker: true, choices: true}
	for _, choice := range q.Choices {
		sentence := choice
		switch {
		case q.Words != "":
			sentence = grammar.ReplaceUnquoted(text, q.Words, choice)
		case q.Why == "event.which":
			sentence = text + " " + choice
		}
		p.button(r.choiceLabel(choice), r.drawnNow(sentence))
	}
	return p
}

// choiceLabel says a choice as people do: an event by its title, a kind by its
// name, a zone by its city; anything else as it stands.
func (r *request) choiceLabel(choice string) string {
	if idForm.MatchString(" " + choice) {
		if t, err := r.subjectOf(choice); err == nil {
			return choice + " " + t.event.Title
		}
	}
	if kind := planner.Kind(choice); kind.Valid() {
		return r.kind(kind)
	}
	if _, err := planner.Zone(choice); err == nil && choice != "UTC" {
		return when.SayZone(choice, r.lang) + " (" + choice + ")"
	}
	if date, err := planner.ParseDate(choice); err == nil {
		return when.SayDate(date, r.reader())
	}
	if clock, err := planner.ParseClock(choice); err == nil {
		return when.SayClock(clock, r.lang)
	}
	if reading, err := when.Parse(choice, r.timeContext()); err == nil && reading.HasDate && reading.HasEnd {
		return r.sayReading(reading)
	}
	return choice
}

// sayReading says a stretch of days or hours, or a series.
func (r *request) sayReading(reading when.Reading) string {
	span := reading.Span(planner.Meeting, r.timeContext().Zone)
	if reading.Rule == nil {
		return when.Say(span, r.reader())
	}
	return when.SayRule(*reading.Rule, span.Start.Date, r.reader()) + ", " + r.voice().Hours(span)
}
