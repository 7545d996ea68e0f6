package turn

import (
	"fmt"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/words"
)

// AddRows appends rows, at most telling.MaxRows; more are counted, with a button that
// shows them.
func (r *Turn) AddRows(p *Reply, rows [][]chat.Text, command string) *Reply {
	return AddRowsOf(r, p, rows, func(row []chat.Text) []chat.Text { return row }, command)
}

// AddRowsOf is AddRows for a list of things of which each is a row; only those
// that are shown are made.
func AddRowsOf[T any](r *Turn, p *Reply, list []T, row func(T) []chat.Text, command string) *Reply {
	skip, shown := min(r.SkipRows, len(list)), ShownOf(r, list)
	rows := make([][]chat.Text, len(shown))
	for i, thing := range shown {
		rows[i] = row(thing)
	}
	p.Add(chat.Block{Rows: rows})
	if rest := len(list) - skip - len(shown); rest > 0 {
		p.Button(r.Words.Text(r.Lang, "list.more", words.Args{"n": rest}), fmt.Sprintf("more %d %s", skip+len(shown), command))
	}
	return p
}

// ShownOf is the part of a list that is shown in one message: a page of at most
// telling.MaxRows.
func ShownOf[T any](r *Turn, list []T) []T {
	skip := min(r.SkipRows, len(list))
	return list[skip:min(skip+telling.MaxRows, len(list))]
}
