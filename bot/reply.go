package bot

import (
	"cmp"
	"fmt"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/turn"
)

// outgoing turns replies into messages: as an answer in the thread, or to a
// direct message when it must not be read in a room.
func (r *request) outgoing(replies []*turn.Reply) *answers {
	r.noted.Person, r.noted.Room = r.Person.ID, r.In.Room
	a := &answers{Done: r.Now, NotBefore: r.Now.Add(r.bot.Lease), Noted: r.noted}
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
