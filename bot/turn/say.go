package turn

import (
	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// Voice says things in the language of the answer.
func (r *Turn) Voice() telling.Voice {
	return telling.Voice{Words: r.Words, Tx: r.Tx, Lang: r.Lang}
}

// Say is a sentence of the catalogue in the language of the answer.
func (r *Turn) Say(key string, args words.Args) []chat.Block {
	return r.Words.Blocks(r.Lang, key, args)
}

// Label is a sentence without marking: for buttons.
func (r *Turn) Label(key string) string { return r.Words.Text(r.Lang, key, nil) }

// Kind is what a kind of event is called.
func (r *Turn) Kind(k planner.Kind) string { return r.Label("kind." + string(k)) }

// Start is a span of the instant at which an occurrence starts, said for the
// person.
func (r *Turn) Start(o planner.Occurrence) chat.Span {
	return telling.TimeSpan(o, when.SayStart(o.Shown(), r.Reader()))
}

// Days lists the days of some dates; of many, the first ones and how many more
// there are.
func (r *Turn) Days(occs []planner.Occurrence) []chat.Span {
	const most = 6
	var spans []chat.Span
	for i, o := range occs[:min(most, len(occs))] {
		if i > 0 {
			spans = append(spans, chat.Span{Text: r.Separator()})
		}
		spans = append(spans, chat.Span{Text: when.SayDate(o.Span.Start.Date, r.Reader())})
	}
	if n := len(occs) - most; n > 0 {
		spans = append(spans, chat.Span{Text: r.Separator()}, chat.Span{Text: r.Words.Text(r.Lang, "list.more", words.Args{"n": n})})
	}
	return spans
}

// Separator stands between items of a list within a line.
func (r *Turn) Separator() string {
	if r.Lang == planner.French {
		return "\u00a0; "
	}
	return "; "
}

// CodeOf is the code of an event's collaboration.
func (r *Turn) CodeOf(e planner.Event) string {
	if e.Collaboration == "" {
		return ""
	}
	c, err := r.Tx.Collaboration(e.Collaboration)
	if err != nil {
		return ""
	}
	return c.Code
}

// AccessSaid is for whom the link of an event is.
func (r *Turn) AccessSaid(e planner.Event) string {
	a := e.LinkAccess
	key := "link.for_" + string(a.Rule)
	if a.Rule == planner.LinkOpen {
		key = "link.for_open"
	}
	return r.Words.Text(r.Lang, key, words.Args{"n": a.Minutes, "address": a.Address})
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
