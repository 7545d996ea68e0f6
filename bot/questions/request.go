// Package questions is what people ask of the five instruments, and of our own
// collaborations: the answer, what follows it, the guided choice, and what is said
// of answers. The facts are those of package knowledge.
package questions

import "entente/bot/turn"

// request is a turn of which the methods here make an answer.
type request struct{ *turn.Turn }

// command is a row of the table of this family.
type command = turn.Command[*request]

// Commands are the rows of the command table about the instruments and answers.
func Commands() []*turn.Command[*turn.Turn] {
	return turn.On(table(), func(t *turn.Turn) *request { return &request{t} })
}
