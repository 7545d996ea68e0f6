package bot

import (
	"cmp"
	"fmt"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
)

// Reply is what a handler wants said. Where it goes is decided in one place.
type Reply struct {
	Blocks  []chat.Block
	Buttons []chat.Button
	About   memory.Subject
	Ring    []planner.IdentityID
	React   string          // only a reaction
	Asker   bool            // shown to the asker alone where the network can
	Private bool            // must not be said in a room: goes to a direct message
	Plain   bool            // says no more than what the person has just chosen
	Here    []chat.Block    // with private: what may be said in the room
	Choices bool            // the buttons answer a question put to the asker alone
	Instead bool            // takes the place of the message whose button was pressed
	Edits   string          // takes the place of that message
	Then    string          // with choices: a sentence to be said again after the answer
	Form    *chat.Form      // opened at once where the network can
	Filling *memory.Filling // this is a question of a form
	File    *chat.File
}

// Tell is a reply of one sentence of the catalogue.
func (r *Turn) Tell(key string, args words.Args) *Reply {
	return &Reply{Blocks: r.Say(key, args)}
}

// Add appends a sentence of the catalogue.
func (p *Reply) Add(blocks ...chat.Block) *Reply {
	p.Blocks = append(p.Blocks, blocks...)
	return p
}

// Button appends a button.
func (p *Reply) Button(label, sentence string) *Reply {
	p.Buttons = append(p.Buttons, chat.Button{Label: label, Sentence: sentence})
	return p
}

// outgoing turns replies into messages: as an answer in the thread, or to a
// direct message when it must not be read in a room.
func (r *request) outgoing(replies []*Reply) *answers {
	a := &answers{Done: r.Now, NotBefore: r.Now.Add(r.bot.Lease)}
	put := func(out chat.Outgoing, about memory.Subject) {
		out.Key = fmt.Sprintf("a:%s:%s:%d", r.In.Network, r.In.EventID, len(a.Out))
		a.Out, a.About = append(a.Out, out), append(a.About, about)
	}
	for _, p := range replies {
		p.About.Lang, p.About.Of = r.Lang, r.asked
		if p.Choices {
			p.About.Asked = r.Person.ID
		}
		place := chat.Place{Room: r.In.Room, Thread: r.In.Thread, ReplyTo: cmp.Or(r.In.Message, r.under)}
		out := chat.Outgoing{To: place, Blocks: p.Blocks, Buttons: p.Buttons, Ring: p.Ring, Form: p.Form, File: p.File}
		switch {
		case p.React != "":
			put(chat.Outgoing{To: place, React: p.React}, p.About)
			continue
		case p.Plain && r.aside:
			continue
		case p.Private && !r.Room.Direct:
			out.To = chat.Place{Person: r.In.From}
			p.About.Shown = r.Person.ID
			put(out, p.About)
			if r.In.Kind == chat.Said && !r.aside {
				here := append(p.Here, r.Say("answer.private", nil)...)
				put(chat.Outgoing{To: place, Blocks: here, OnlyFor: r.In.From, Ticket: r.In.Ticket}, memory.Subject{})
			}
			continue
		case (p.Asker || r.Slash()) && !r.Room.Direct:
			out.OnlyFor = r.In.From
		}
		if p.Instead {
			out.Replaces = r.pressedOn()
		}
		out.Replaces = cmp.Or(out.Replaces, p.Edits)
		out.Ticket = r.In.Ticket
		put(out, p.About)
	}
	return a
}

// pressedOn is the message whose button was pressed; empty when a number was
// typed instead, whose answer must not stand above it.
func (r *request) pressedOn() string {
	if !r.In.Pressed || r.In.Message != "" {
		return ""
	}
	return r.In.ReplyTo
}

// Slash says whether this was a slash command, or a form opened by one: it
// leaves no message in the room that could be answered, so that the answer is
// for the asker alone.
func (r *Turn) Slash() bool {
	form := IsForm(r.In) && r.In.Thread == "" && r.In.ReplyTo == ""
	return r.In.Kind == chat.Said && r.In.Message == "" && (!r.In.Pressed || form)
}
