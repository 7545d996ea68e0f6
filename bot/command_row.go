package bot

// Command is one row of a command table, whose handlers are methods of R: a
// family's own request. Help, "did you mean", the refusal of a question that would
// change something and the permission come from it.
type Command[R any] struct {
	name string // also the key of its usage and summary in the catalogue
	// phrases begin its sentences, in both languages, folded.
	phrases []string
	// changes: it writes, so that a question never runs it.
	changes bool
	// verbatim: what follows its colon is somebody's text, in which a question
	// mark asks nothing.
	verbatim bool
	// hidden: not listed in help, as the answer to a button.
	hidden bool
	// may says who may run it at all; nil: anybody. What concerns one event or
	// collaboration is checked by the handler, through the same functions.
	may func(R) error
	run func(r R, rest string) (*reply, error)
}

// On makes rows whose handlers are methods of S, which is found in an R, rows of a
// table for R.
func On[R, S any](rows []*Command[S], of func(R) S) []*Command[R] {
	var on []*Command[R]
	for _, row := range rows {
		c := &Command[R]{name: row.name, phrases: row.phrases, changes: row.changes, verbatim: row.verbatim, hidden: row.hidden}
		if row.may != nil {
			c.may = func(r R) error { return row.may(of(r)) }
		}
		c.run = func(r R, rest string) (*reply, error) { return row.run(of(r), rest) }
		on = append(on, c)
	}
	return on
}
