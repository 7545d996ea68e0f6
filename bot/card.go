package bot

import (
	"fmt"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// card is an event as understood: when, with weekday and zone; of a series the
// next three dates and the count; place, collaboration and reminders.
func (r *request) card(e planner.Event, occs []planner.Occurrence, reminders []planner.Reminder) []chat.Block {
	var list [][]chat.Span
	item := func(key string, args words.Args) { list = append(list, r.Words.Spans(r.lang, key, args)) }
	coming := planner.Ahead(occs, r.now)
	if e.Rule == nil {
		item("card.when", words.Args{"when": r.whenOf(e, occs)})
	} else {
		item("card.series", words.Args{"rule": when.SayRule(*e.Rule, e.Span.Start.Date, r.reader()), "hours": r.voice().Hours(e.Span), "zone": when.SayAt(e.Span.Zone, r.lang)})
		if n := countBefore(coming, e.Span.Start.Date); n > 0 { // its rule was changed from that date on
			item("card.before", words.Args{"date": when.SayDate(e.Span.Start.Date, r.reader()), "n": n})
		}
		item("card.next", words.Args{"dates": r.starts(coming[:min(3, len(coming))]), "n": len(coming)})
	}
	if e.Place != "" {
		item("card.place", words.Args{"place": e.Place})
	}
	if c := r.codesOf(e); c != "" {
		item("card.collaboration", words.Args{"code": c})
	}
	if leads := r.leads(e, occs, reminders); leads != "" {
		item("card.reminders", words.Args{"leads": leads})
	}
	return []chat.Block{{List: list}}
}

// countBefore is how many dates begin before a day.
func countBefore(occs []planner.Occurrence, day planner.Date) (n int) {
	for _, o := range occs {
		if o.Span.Start.Date.Before(day) {
			n++
		}
	}
	return n
}

// whenOf says when a one-off is held: as planned, or as moved.
func (r *request) whenOf(e planner.Event, occs []planner.Occurrence) chat.Span {
	span, o := e.Span, planner.Occurrence{}
	if len(occs) > 0 {
		o = occs[0]
		span = o.Shown()
	}
	if e.Certainty == planner.SomeTime {
		return telling.Held(e, o, r.reader())
	}
	return telling.TimeSpan(o, when.Say(span, r.reader()))
}

// starts lists the dates of occurrences.
func (r *request) starts(occs []planner.Occurrence) []chat.Span {
	var spans []chat.Span
	for i, o := range occs {
		if i > 0 {
			spans = append(spans, chat.Span{Text: r.separator()})
		}
		spans = append(spans, r.start(o))
	}
	return spans
}

// leads lists how long before an event its reminders come, those that will
// still come.
func (r *request) leads(e planner.Event, occs []planner.Occurrence, reminders []planner.Reminder) string {
	var said []string
	for _, rule := range reminders {
		due, _, err := planner.Dues(e, occs, []planner.Reminder{rule}, r.now)
		if err == nil && len(due) > 0 && !rule.ByHand {
			said = append(said, when.SayLead(rule.Lead, r.lang))
		}
	}
	return strings.Join(said, r.separator())
}

// notes are what the organiser should know of what was just written: hours
// that do not exist or exist twice, and reminders whose turn has gone by.
func (r *request) notes(e planner.Event, occs []planner.Occurrence, past []planner.Reminder) []chat.Block {
	var blocks []chat.Block
	for _, o := range occs {
		if o.Resolution != planner.Exact && o.EndAt.After(r.now) {
			blocks = append(blocks, r.say("note."+string(o.Resolution), words.Args{"when": when.SayInstant(o.StartAt, r.reader().In(o.Span.Zone)), "hour": when.SayClock(o.Span.Start.Clock, r.lang)})...)
		}
	}
	if len(past) > 0 && e.Rule == nil {
		var said []string
		for _, rule := range past {
			said = append(said, when.SayLead(rule.Lead, r.lang))
		}
		blocks = append(blocks, r.say("note.past", words.Args{"leads": strings.Join(said, r.separator()), "n": len(said)})...)
	}
	return blocks
}

// codeOf is the code of an event's collaboration.
func (r *request) codeOf(e planner.Event) string {
	if e.Collaboration == "" {
		return ""
	}
	c, err := r.tx.Collaboration(e.Collaboration)
	if err != nil {
		return ""
	}
	return c.Code
}

// names lists people.
func names(people []planner.Person) string {
	all := make([]string, len(people))
	for i, p := range people {
		all[i] = p.Name
	}
	return strings.Join(all, ", ")
}

// show is `show E12`, of one date `show E12.3` or `show E12 on 6 April`, or
// `show GANDA`.
func (r *request) show(rest string) (*reply, error) {
	if isCode(rest) && !idForm.MatchString(" "+rest) {
		if kind, _, _ := grammar.CutKind(rest); kind == "" {
			return r.showCollaboration(rest)
		}
	}
	s, err := r.subjectOf(rest)
	if err != nil {
		return nil, err
	}
	if s.event.Rule != nil && !s.named {
		if err := s.on(r, withoutID(rest)); err != nil {
			return nil, err
		}
	}
	reminders, err := r.tx.RemindersOf(s.event.ID)
	if err != nil {
		return nil, err
	}
	shown, dates, id := s.shown()
	p := r.tell("show.head", words.Args{"id": telling.Code(id), "kind": r.voice().Kind(s.event), "title": telling.Strong(s.event.Title)})
	p.about = memory.Subject{Event: s.event.ID}
	if s.event.State == planner.Cancelled {
		p.add(r.say("show.cancelled", nil)...)
	}
	p.add(r.card(shown, dates, reminders)...)
	p.add(r.apart(s.event, dates)...)
	clocks, err := r.clocksOf(s.event, dates)
	if err != nil {
		return nil, err
	}
	p.add(clocks...)
	if err := r.showTalk(p, s); err != nil {
		return nil, err
	}
	link, err := r.linkShown(s)
	if err != nil {
		return nil, err
	}
	p.add(link...)
	comers, err := r.attendance(s)
	if err != nil {
		return nil, err
	}
	if len(comers) > 0 {
		p.add(chat.Block{List: comers})
	}
	p.add(r.say("show.owner", words.Args{"name": r.nameOf(s.event.Owner)})...)
	if s.event.State == planner.Planned {
		r.offerConfirm(p, s.event)
	}
	if s.event.State == planner.Planned && s.event.Certainty != planner.SomeTime {
		p.button(r.label("button.remind"), "remind me 1 day before "+id)
	}
	return p, nil
}

// linkShown is the live link of the date meant, else of the next, or why it is
// hidden.
func (r *request) linkShown(s *target) ([]chat.Block, error) {
	if s.one != nil {
		return r.liveLink(s.event, *s.one)
	}
	coming := planner.Ahead(s.occurrences, r.now)
	if len(coming) == 0 {
		return nil, nil
	}
	return r.liveLink(s.event, coming[0])
}

// shown is what is shown of a target: an event with all its dates, or a date of a
// series as an event of its own.
func (t *target) shown() (planner.Event, []planner.Occurrence, string) {
	if t.event.Rule == nil || t.one == nil {
		return t.event, t.occurrences, telling.EventID(t.event)
	}
	date := t.event
	date.Rule, date.Place = nil, t.event.PlaceOn(*t.one)
	return date, []planner.Occurrence{*t.one}, telling.DateID(t.event, *t.one)
}

// nameOf is the name of a person.
func (r *request) nameOf(id planner.PersonID) string { return telling.NameOf(r.tx, id) }

// version is what a button carries so that it does not change something else
// than what it was drawn for: "@7".
func version(e planner.Event) string { return fmt.Sprintf("@%d", e.Version) }
