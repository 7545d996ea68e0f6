// Package people is what people say of themselves and of what they organise as:
// their accounts, zones and stays, collaborations with their roles and rooms.
package people

import "entente/bot/turn"

// request is a turn of which the methods here make an answer.
type request struct{ *turn.Turn }

// command is a row of the table of this family.
type command = turn.Command[*request]

// CollaborationCommands are the rows of the command table about collaborations and their rooms.
func CollaborationCommands() []*turn.Command[*turn.Turn] {
	return turn.On(collaborationCommands(), func(t *turn.Turn) *request { return &request{t} })
}

// PersonCommands are the rows about people themselves.
func PersonCommands() []*turn.Command[*turn.Turn] {
	return turn.On(personCommands(), func(t *turn.Turn) *request { return &request{t} })
}
