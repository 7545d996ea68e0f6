// Package talks is what people say of talks and of who comes: who is invited and
// speaks, what they send, how many places there are, until when one may answer.
// Each file is a command or a few; the tables of all are in the files of commands.
package talks

import (
	"slices"

	"entente/bot/turn"
)

// request is a turn of which the methods here make an answer.
type request struct{ *turn.Turn }

// command is a row of the table of this family.
type command = turn.Command[*request]

// Commands are the rows of the command table about who comes and who speaks.
func Commands() []*turn.Command[*turn.Turn] {
	return turn.On(slices.Concat(attendCommands(), talkCommands(), detailCommands()), func(t *turn.Turn) *request { return &request{t} })
}
