package turn

import (
	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
)

// Reply is what a handler wants said. Where it goes is decided in one place.
type Reply struct {
	Blocks  []chat.Block
	Buttons []chat.Button
	About   memory.Subject       // what the message is about, for those who answer it
	Ring    []planner.IdentityID // who is notified of it
	React   string               // only a reaction
	Asker   bool                 // shown to the asker alone where the network can
	Private bool                 // must not be said in a room: goes to a direct message
	Plain   bool                 // says no more than what the person has just chosen
	Here    []chat.Block         // with Private: what may be said in the room
	Choices bool                 // the buttons answer a question put to the asker alone
	Instead bool                 // takes the place of the message whose button was pressed
	Edits   string               // takes the place of that message
	Then    string               // with Choices: a sentence to be said again after the answer
	Form    *chat.Form           // opened at once where the network can
	Filling *memory.Filling      // this is a question of a form
	File    *chat.File
}

// Tell is a reply of one sentence of the catalogue.
func (r *Turn) Tell(key string, args words.Args) *Reply {
	return &Reply{Blocks: r.Say(key, args)}
}

// Add appends what is said besides.
func (p *Reply) Add(blocks ...chat.Block) *Reply {
	p.Blocks = append(p.Blocks, blocks...)
	return p
}

// Button appends a button: its label, and the sentence that it says for whoever
// presses it.
func (p *Reply) Button(label, sentence string) *Reply {
	p.Buttons = append(p.Buttons, chat.Button{Label: label, Sentence: sentence})
	return p
}
