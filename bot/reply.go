package bot

import (
	"cmp"
	"fmt"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
)

// reply is what a handler wants said. Where it goes is decided in one place.
type reply struct {
	blocks  []chat.Block
	buttons []chat.Button
	about   memory.Subject
	ring    []planner.IdentityID
	react   string          // only a reaction
	asker   bool            // shown to the asker alone where the network can
	private bool            // must not be said in a room: goes to a direct message
	plain   bool            // says no more than what the person has just chosen
	here    []chat.Block    // with private: what may be said in the room
	choices bool            // the buttons answer a question put to the asker alone
	instead bool            // takes the place of the message whose button was pressed
	edits   string          // takes the place of that message
	then    string          // with choices: a sentence to be said again after the answer
	form    *chat.Form      // opened at once where the network can
	filling *memory.Filling // this is a question of a form
	file    *chat.File
}

// tell is a reply of one sentence of the catalogue.
func (r *request) tell(key string, args words.Args) *reply {
	return &reply{blocks: r.say(key, args)}
}

// add appends a sentence of the catalogue.
func (p *reply) add(blocks ...chat.Block) *reply {
	p.blocks = append(p.blocks, blocks...)
	return p
}

// button appends a button.
func (p *reply) button(label, sentence string) *reply {
	p.buttons = append(p.buttons, chat.Button{Label: label, Sentence: sentence})
	return p
}

// outgoing turns replies into messages: as an answer in the thread, or to a
// direct message when it must not be read in a room.
func (r *request) outgoing(replies []*reply) *answers {
	a := &answers{Done: r.now, NotBefore: r.now.Add(r.bot.Lease)}
	put := func(out chat.Outgoing, about memory.Subject) {
		out.Key = fmt.Sprintf("a:%s:%s:%d", r.in.Network, r.in.EventID, len(a.Out))
		a.Out, a.About = append(a.Out, out), append(a.About, about)
	}
	for _, p := range replies {
		p.about.Lang, p.about.Of = r.lang, r.asked
		if p.choices {
			p.about.Asked = r.person.ID
		}
		place := chat.Place{Room: r.in.Room, Thread: r.in.Thread, ReplyTo: cmp.Or(r.in.Message, r.under)}
		out := chat.Outgoing{To: place, Blocks: p.blocks, Buttons: p.buttons, Ring: p.ring, Form: p.form, File: p.file}
		switch {
		case p.react != "":
			put(chat.Outgoing{To: place, React: p.react}, p.about)
			continue
		case p.plain && r.aside:
			continue
		case p.private && !r.room.Direct:
			out.To = chat.Place{Person: r.in.From}
			p.about.Shown = r.person.ID
			put(out, p.about)
			if r.in.Kind == chat.Said && !r.aside {
				here := append(p.here, r.say("answer.private", nil)...)
				put(chat.Outgoing{To: place, Blocks: here, OnlyFor: r.in.From, Ticket: r.in.Ticket}, memory.Subject{})
			}
			continue
		case (p.asker || r.slash()) && !r.room.Direct:
			out.OnlyFor = r.in.From
		}
		if p.instead {
			out.Replaces = r.pressedOn()
		}
		out.Replaces = cmp.Or(out.Replaces, p.edits)
		out.Ticket = r.in.Ticket
		put(out, p.about)
	}
	return a
}

// pressedOn is the message whose button was pressed; empty when a number was
// typed instead, whose answer must not stand above it.
func (r *request) pressedOn() string {
	if !r.in.Pressed || r.in.Message != "" {
		return ""
	}
	return r.in.ReplyTo
}

// slash says whether this was a slash command, or a form opened by one: it
// leaves no message in the room that could be answered, so that the answer is
// for the asker alone.
func (r *request) slash() bool {
	form := isForm(r.in) && r.in.Thread == "" && r.in.ReplyTo == ""
	return r.in.Kind == chat.Said && r.in.Message == "" && (!r.in.Pressed || form)
}
