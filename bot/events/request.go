// Package events is what people say of events and their dates: how they are
// planned, read, moved, called off and listed, and what holds for them.
package events

import "entente/bot/turn"

// request is a turn of which the methods here make an answer.
type request struct{ *turn.Turn }

// command is a row of the table of this family.
type command = turn.Command[*request]

// Commands are the rows of the command table about events.
func Commands() []*turn.Command[*turn.Turn] {
	return turn.On(table(), func(t *turn.Turn) *request { return &request{t} })
}
