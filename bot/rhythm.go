package bot

import (
	"cmp"
	"strings"

	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// otherRhythm answers "from 4 May the seminar is every other Tuesday": a series
// keeps how often it is held, so that this one ends and another begins. Both
// sentences are given, ready to be said.
func (r *request) otherRhythm(t *target, c when.Change) (*reply, error) {
	if t.event.Rule == nil {
		return nil, &planner.Refusal{Why: "follow.one_off", Words: telling.EventID(t.event)}
	}
	if _, _, err := r.boundsOf(t, c); err != nil {
		return nil, err
	}
	end := r.Words.Text(r.lang, "follow.sentence.end", words.Args{"id": telling.EventID(t.event), "date": c.From.String()})
	begin := r.planAnew(t, c)
	p := r.tell("follow.often", words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "often": c.Often, "date": when.SayDate(c.From, r.reader()), "end": telling.Code(end), "begin": telling.Code(begin)})
	p.asker, p.choices = true, true
	return p.button(r.label("follow.end"), end+" "+version(t.event)).button(r.label("follow.begin"), begin), nil
}

// planAnew is the sentence that plans what follows a series: as it was, but
// for what a change says. It is in one language, as a phrase about time has to
// be.
func (r *request) planAnew(t *target, c when.Change) string {
	e := t.event
	title := `"` + strings.ReplaceAll(e.Title, `"`, "'") + `"`
	parts := []string{r.Words.Text(r.lang, "follow.sentence.plan", words.Args{"kind": r.kind(e.Kind), "title": title}), c.Often}
	add := func(key string, args words.Args) {
		parts = append(parts, r.Words.Text(r.lang, "follow.sentence."+key, args))
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
	if zone := cmp.Or(c.Zone, e.Span.Zone); zone != r.timeContext().Zone {
		parts = append(parts, zone)
	}
	add("from", words.Args{"date": c.From.String()})
	switch last := t.occurrences[len(t.occurrences)-1]; {
	case !c.Until.IsZero():
		add("until", words.Args{"date": c.Until.String()})
	case !e.Endless():
		add("until", words.Args{"date": last.Original.Date.String()})
	}
	if e.Place != "" {
		add("at", words.Args{"place": e.Place})
	}
	if of := r.codeOf(e); of != "" {
		add("for", words.Args{"code": of})
	}
	return strings.Join(parts, " ")
}
