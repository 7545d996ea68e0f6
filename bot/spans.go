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

// undoSentence is what the undo button of a change says.
func undoSentence(c *store.Change) string { return "undo " + telling.ChangeID(c) }

// addRows appends rows, at most MaxRows; more are counted, with a button that
// shows them.
func (r *request) addRows(p *reply, rows [][]chat.Text, command string) *reply {
	return addRowsOf(r, p, rows, func(row []chat.Text) []chat.Text { return row }, command)
}

// addRowsOf is addRows for a list of things of which each is a row; only those
// that are shown are made.
func addRowsOf[T any](r *request, p *reply, list []T, row func(T) []chat.Text, command string) *reply {
	skip, shown := min(r.skipRows, len(list)), shownOf(r, list)
	rows := make([][]chat.Text, len(shown))
	for i, thing := range shown {
		rows[i] = row(thing)
	}
	p.add(chat.Block{Rows: rows})
	if rest := len(list) - skip - len(shown); rest > 0 {
		p.button(r.Words.Text(r.lang, "list.more", words.Args{"n": rest}), fmt.Sprintf("more %d %s", skip+len(shown), command))
	}
	return p
}

// shownOf is the part of a list that is shown in one message.
func shownOf[T any](r *request, list []T) []T {
	skip := min(r.skipRows, len(list))
	return list[skip:min(skip+telling.MaxRows, len(list))]
}

// voice says things in the language of the answer.
func (r *request) voice() telling.Voice {
	return telling.Voice{Words: r.Words, Tx: r.tx, Lang: r.lang}
}

// reader is the person, reading times.
func (r *request) reader() when.Reader {
	return when.ReaderOf(r.person, r.lang, r.now)
}

// timeContext is the person, writing times.
func (r *request) timeContext() when.Context {
	zone := r.person.ZoneAt(r.now)
	if zone == "" {
		zone = "UTC" // an hour that matters is asked about later: see zone
	}
	return when.Context{Now: r.now, Zone: zone, Lang: r.lang}
}

// start is a span of the instant at which an occurrence starts, said for the
// person.
func (r *request) start(o planner.Occurrence) chat.Span {
	return telling.TimeSpan(o, when.SayStart(o.Shown(), r.reader()))
}

// span is all of an occurrence, said for the person.
func (r *request) span(o planner.Occurrence) chat.Span {
	return telling.TimeSpan(o, when.Say(o.Shown(), r.reader()))
}

// separator stands between items of a list within a line.
func (r *request) separator() string {
	if r.lang == planner.French {
		return "\u00a0; "
	}
	return "; "
}

// sayPeriod is from when to when a collaboration runs.
func (r *request) sayPeriod(c planner.Collaboration) string {
	reader := when.Reader{Lang: r.lang, Now: r.now}
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

// kind is what a kind of event is called.
func (r *request) kind(k planner.Kind) string { return r.label("kind." + string(k)) }
