package bot

import (
	"fmt"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// UndoSentence is what the undo button of a change says.
func UndoSentence(c *store.Change) string { return "undo " + telling.ChangeID(c) }

// AddRows appends rows, at most MaxRows; more are counted, with a button that
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

// ShownOf is the part of a list that is shown in one message.
func ShownOf[T any](r *Turn, list []T) []T {
	skip := min(r.SkipRows, len(list))
	return list[skip:min(skip+telling.MaxRows, len(list))]
}

// Voice says things in the language of the answer.
func (r *Turn) Voice() telling.Voice {
	return telling.Voice{Words: r.Words, Tx: r.Tx, Lang: r.Lang}
}

// Reader is the person, reading times.
func (r *Turn) Reader() when.Reader {
	return when.ReaderOf(r.Person, r.Lang, r.Now)
}

// TimeContext is the person, writing times.
func (r *Turn) TimeContext() when.Context {
	zone := r.Person.ZoneAt(r.Now)
	if zone == "" {
		zone = "UTC" // an hour that matters is asked about later: see Zone
	}
	return when.Context{Now: r.Now, Zone: zone, Lang: r.Lang}
}

// Start is a span of the instant at which an occurrence starts, said for the
// person.
func (r *Turn) Start(o planner.Occurrence) chat.Span {
	return telling.TimeSpan(o, when.SayStart(o.Shown(), r.Reader()))
}

// span is all of an occurrence, said for the person.
func (r *request) span(o planner.Occurrence) chat.Span {
	return telling.TimeSpan(o, when.Say(o.Shown(), r.Reader()))
}

// Separator stands between items of a list within a line.
func (r *Turn) Separator() string {
	if r.Lang == planner.French {
		return "\u00a0; "
	}
	return "; "
}

// SayPeriod is from when to when a collaboration runs.
func (r *Turn) SayPeriod(c planner.Collaboration) string {
	reader := when.Reader{Lang: r.Lang, Now: r.Now}
	switch {
	case !c.Starts.IsZero() && !c.Ends.IsZero():
		return when.SayDate(c.Starts, reader) + " – " + when.SayDate(c.Ends, reader)
	case !c.Ends.IsZero():
		return "– " + when.SayDate(c.Ends, reader)
	case !c.Starts.IsZero():
		return when.SayDate(c.Starts, reader) + " –"
	}
	return ""
}

// Kind is what a kind of event is called.
func (r *Turn) Kind(k planner.Kind) string { return r.Label("kind." + string(k)) }
