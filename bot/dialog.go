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
	"entente/bot/people"
	"entente/bot/turn"
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

// meant says whether what was said is meant for the bot: addressed to it, pressed,
// or an answer to what is open there.
func meant(in chat.Incoming, open *memory.Pending) bool {
	return in.Kind != chat.Said || in.Addressed || in.Pressed || open != nil && open.AnsweredBy(in.Text)
}

// recall reads the question that the person was asked here, and ends it: an
// answer does, and so does a new command.
func (r *request) recall() error {
	for _, where := range memory.Places(r.In) {
		d, err := r.Tx.Dialog(r.Person.ID, where)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return fmt.Errorf("recall question: %w", err)
		}
		r.noted.Ended = append(r.noted.Ended, question{Place: where, Expires: d.Expires})
		if d.Expires.After(r.Now) && r.Pending == nil {
			r.Pending = &memory.Pending{}
			if err := json.Unmarshal(d.Data, r.Pending); err != nil {
				return fmt.Errorf("read question: %w", err)
			}
		}
	}
	return nil
}

// ask remembers the buttons of a reply, so that their numbers are understood.
func (r *request) ask(p *turn.Reply) error {
	if over := r.left || r.Pending != nil && r.Pending.Form != nil; over && p.Filling == nil {
		if err := r.letGo(); err != nil {
			return err
		}
	}
	if len(p.Buttons) == 0 && p.Filling == nil && r.Due == "" {
		return nil
	}
	data, err := json.Marshal(memory.Pending{Due: r.Due, Choices: p.Buttons, Question: p.Choices, Then: p.Then, Form: p.Filling, Lang: r.Lang})
	if err != nil {
		return fmt.Errorf("keep question: %w", err)
	}
	where := memory.Place(r.In)
	if p.Private && !r.Room.Direct {
		return nil // pressed or typed in the direct message, which has its own place
	}
	kind, within := "choice", planner.AnswerWithin
	if p.Filling != nil {
		kind, within = "form", planner.FormWithin
		if err := r.keepForm(p.Filling); err != nil {
			return err
		}
	}
	r.noted.Asked = &question{Place: where, Kind: kind, Pending: data, Expires: r.Now.Add(within)}
	return nil
}

// takeUp is the sentence that waited for the answer just given.
func (r *request) takeUp(p *turn.Reply) string {
	if r.Pending == nil || !r.Answered || p.Choices {
		return ""
	}
	return r.Pending.Then
}

// chosen turns a bare number, yes or no into the sentence that it stands for.
// When it stands for none, the reply says so.
func (r *request) chosen(text string) (string, *turn.Reply, error) {
	n, isChoice := memory.Choice(text)
	if named := r.Pending.Labelled(text); named > 0 {
		n, isChoice = named, true
		text = strconv.Itoa(n)
	}
	if !isChoice {
		r.Answered = r.Pending != nil && r.Pending.Offers(text)
		return text, nil, nil
	}
	word := !strings.ContainsAny(text, "123456789")
	if r.Pending == nil || len(r.Pending.Choices) == 0 || word && !r.Pending.Question {
		if people.ReactTo(text) != "" {
			return text, nil, nil
		}
		p, err := r.noneOpen()
		return "", p, err
	}
	choices := r.Pending.Choices
	switch {
	case n == 0:
		return "", r.Tell("question.dropped", nil), nil
	case n > len(choices), len(choices) > 1 && word:
		r.Lang = r.Pending.Lang
		p := &turn.Reply{Blocks: r.Say("question.number", words.Args{"n": len(choices)}), Buttons: choices}
		p.Asker, p.Choices, p.Then = true, r.Pending.Question, r.Pending.Then
		return "", p, nil
	}
	r.Answered, r.Lang, r.Text = true, r.Pending.Lang, choices[n-1].Sentence
	return r.Text, nil, nil
}

// put asks a question of the planner: each choice is the sentence with the
// ambiguous words replaced.
func (r *request) put(text string, q *planner.Question) *turn.Reply {
	args := words.Args{"words": q.Words}
	for key, value := range q.Args {
		args[key] = value
	}
	p := &turn.Reply{Blocks: r.Say("question."+q.Why, args), Asker: true, Choices: true}
	events := r.eventsAmong(q.Choices)
	for _, choice := range q.Choices {
		sentence := choice
		switch {
		case q.Words != "":
			sentence = grammar.ReplaceUnquoted(text, q.Words, choice)
		case q.Why == "event.which":
			sentence = text + " " + choice
		}
		p.Button(r.choiceLabel(choice, events), r.drawnNow(sentence))
	}
	return p
}

// choiceLabel says a choice as people do: an event by its title, and by its day
// where another choice is called the same, a kind by its name, a zone by its
// city; anything else as it stands.
func (r *request) choiceLabel(choice string, events map[string]planner.Event) string {
	if e, ok := events[choice]; ok {
		for other, o := range events {
			if other != choice && o.Title == e.Title {
				return choice + " " + e.Title + ", " + when.SayDate(e.Span.Start.Date, r.Reader())
			}
		}
		return choice + " " + e.Title
	}
	if kind := planner.Kind(choice); kind.Valid() {
		return r.Kind(kind)
	}
	if _, err := planner.Zone(choice); err == nil && choice != "UTC" {
		return when.SayZone(choice, r.Lang) + " (" + choice + ")"
	}
	if date, err := planner.ParseDate(choice); err == nil {
		return when.SayDate(date, r.Reader())
	}
	if clock, err := planner.ParseClock(choice); err == nil {
		return when.SayClock(clock, r.Lang)
	}
	if reading, err := when.Parse(choice, r.TimeContext()); err == nil && reading.HasDate && reading.HasEnd {
		return r.sayReading(reading)
	}
	return choice
}

// eventsAmong are the events whose numbers stand among choices.
func (r *request) eventsAmong(choices []string) map[string]planner.Event {
	events := map[string]planner.Event{}
	for _, choice := range choices {
		if !grammar.EventForm.MatchString(" " + choice) {
			continue
		}
		if t, err := r.SubjectOf(choice); err == nil {
			events[choice] = t.Event
		}
	}
	return events
}

// sayReading says a stretch of days or hours, or a series.
func (r *request) sayReading(reading when.Reading) string {
	span := reading.Span(planner.Meeting, r.TimeContext().Zone)
	if reading.Rule == nil {
		return when.Say(span, r.Reader())
	}
	return when.SayRule(*reading.Rule, span.Start.Date, r.Reader()) + ", " + r.Voice().Hours(span)
}
