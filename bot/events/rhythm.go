package events

import (
	"cmp"
	"strings"

	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// otherRhythm answers "from 4 May the seminar is every other Tuesday": a series
// keeps how often it is held, so that this one ends and another begins. Both
// sentences are given, ready to be said.
func (r *request) otherRhythm(t *turn.Target, c when.Change) (*turn.Reply, error) {
	if t.Event.Rule == nil {
		return nil, &planner.Refusal{Why: "follow.one_off", Words: telling.EventID(t.Event)}
	}
	if _, _, err := r.boundsOf(t, c); err != nil {
		return nil, err
	}
	end := r.Words.Text(r.Lang, "follow.sentence.end", words.Args{"id": telling.EventID(t.Event), "date": c.From.String()})
	begin := r.planAnew(t, c)
	p := r.Tell("follow.often", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "often": c.Often, "date": when.SayDate(c.From, r.Reader()), "end": telling.Code(end), "begin": telling.Code(begin)})
	p.Asker, p.Choices = true, true
	return p.Button(r.Label("follow.end"), end+" "+telling.Version(t.Event)).Button(r.Label("follow.begin"), begin), nil
}

// planAnew is the sentence that plans what follows a series: as it was, but
// for what a change says. It is in one language, as a phrase about time has to
// be.
func (r *request) planAnew(t *turn.Target, c when.Change) string {
	e := t.Event
	title := `"` + strings.ReplaceAll(e.Title, `"`, "'") + `"`
	parts := []string{r.Words.Text(r.Lang, "follow.sentence.plan", words.Args{"kind": r.Kind(e.Kind), "title": title}), c.Often}
	add := func(key string, args words.Args) {
		parts = append(parts, r.Words.Text(r.Lang, "follow.sentence."+key, args))
	}
	if !e.Span.AllDay {
		start, length := e.Span.Start.Clock, e.Span.Length()
		if c.HasClock {
			start = c.Start
			if c.Length > 0 {
				length = c.Length
			}
		}
		begin := planner.Wall{Date: c.From, Clock: start}
		parts = append(parts, start.String()+"-"+begin.Add(length).Clock.String())
	}
	if zone := cmp.Or(c.Zone, e.Span.Zone); zone != r.TimeContext().Zone {
		parts = append(parts, zone)
	}
	add("from", words.Args{"date": c.From.String()})
	switch last := t.Occurrences[len(t.Occurrences)-1]; {
	case !c.Until.IsZero():
		add("until", words.Args{"date": c.Until.String()})
	case !e.Endless():
		add("until", words.Args{"date": last.Original.Date.String()})
	}
	if e.Place != "" {
		add("at", words.Args{"place": e.Place})
	}
	if of := r.CodeOf(e); of != "" {
		add("for", words.Args{"code": of})
	}
	return strings.Join(parts, " ")
}
