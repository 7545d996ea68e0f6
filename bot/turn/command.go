package turn

// Command is one row of a command table, whose handlers are methods of R: a
// family's own request. Help, "did you mean", the refusal of a question that would
// change something and the permission come from it.
type Command[R any] struct {
	Name string // also the key of its usage and summary in the catalogue
	// Phrases begin its sentences, in both languages, folded.
	Phrases []string
	// Changes: it writes, so that a question never runs it.
	Changes bool
	// Verbatim: what follows its colon is somebody's text, in which a question
	// mark asks nothing.
	Verbatim bool
	// Hidden: not listed in help, as the answer to a button.
	Hidden bool
	// May says who may run it at all; nil: anybody. What concerns one event or
	// collaboration is checked by the handler, through the same functions.
	May func(R) error
	Run func(r R, rest string) (*Reply, error)
}

// On makes rows whose handlers are methods of S, which is found in an R, rows of a
// table for R.
func On[R, S any](rows []*Command[S], of func(R) S) []*Command[R] {
	var on []*Command[R]
	for _, row := range rows {
		c := &Command[R]{Name: row.Name, Phrases: row.Phrases, Changes: row.Changes, Verbatim: row.Verbatim, Hidden: row.Hidden}
		if row.May != nil {
			c.May = func(r R) error { return row.May(of(r)) }
		}
		c.Run = func(r R, rest string) (*Reply, error) { return row.Run(of(r), rest) }
		on = append(on, c)
	}
	return on
}
