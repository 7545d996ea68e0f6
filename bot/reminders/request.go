// Package reminders is what people say of reminders and digests: which there are,
// to whom and when they come, and what becomes of one that has come.
package reminders

import "entente/bot/turn"

// request is a turn of which the methods here make an answer.
type request struct{ *turn.Turn }

// command is a row of the table of this family.
type command = turn.Command[*request]

// Commands are the rows of the command table about reminders and digests.
func Commands() []*turn.Command[*turn.Turn] {
	return turn.On(table(), func(t *turn.Turn) *request { return &request{t} })
}
