package talks

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// whoComes is `who is coming to E5?`, « qui vient à E5 ? ». In a room only
// counts are said; whoever organises the event gets the names privately.
func (r *request) whoComes(rest string) (*turn.Reply, error) {
	t, o, err := r.invitedTo(rest)
	if err != nil {
		return nil, err
	}
	p, err := r.turnout(t.Event, o)
	if err != nil || r.MayChange(t.Event) != nil {
		return p, err
	}
	counts := p.Blocks
	if err := r.addNames(p, t.Event, o); err != nil {
		return nil, err
	}
	p.Private, p.Here = true, counts
	return p, nil
}

// turnout is how many people answered what for a date.
func (r *request) turnout(e planner.Event, o planner.Occurrence) (*turn.Reply, error) {
	n, err := r.Tx.TurnoutOf(o.ID)
	if err != nil {
		return nil, err
	}
	silent, err := delivery.Unanswered(r.Tx, e, o.ID)
	if err != nil {
		return nil, err
	}
	p := r.Tell("attend.who", words.Args{"title": telling.Strong(e.Title), "id": telling.Code(telling.DateID(e, o)), "when": r.Start(o)})
	p.About = memory.Subject{Event: e.ID, Occurrence: o.ID}
	said := r.counts(e, n, len(silent))
	if said == "" {
		return p.Add(r.Say("attend.nobody", nil)...), nil
	}
	return p.Add(chat.Block{Text: telling.Plain(said)}), nil
}

// counts are how many people answered what, and how many said nothing; empty
// where nobody answered and the room is not limited.
func (r *request) counts(e planner.Event, n store.Turnout, silent int) string {
	var said []string
	count := func(key string, n int) {
		if n > 0 {
			said = append(said, r.Words.Text(r.Lang, key, words.Args{"n": n}))
		}
	}
	if e.Capacity > 0 {
		said = append(said, r.Words.Text(r.Lang, "attend.n_on_site_of", words.Args{"n": n.OnSite, "places": e.Capacity}))
	} else {
		count("attend.n_on_site", n.OnSite)
	}
	count("attend.n_remote", n.Remote)
	count("attend.n_waiting", n.Waiting)
	count("attend.n_offered", n.Offered)
	count("attend.n_maybe", n.Maybe)
	count("attend.n_no", n.No)
	if len(said) > 0 {
		count("attend.n_silent", silent)
	}
	return strings.Join(said, r.Separator())
}

// Attendance is what `show E5` says of who comes to its next date, and until
// when people may answer; nothing where nobody has and no room is limited.
func Attendance(said *turn.Turn, t *turn.Target) (list [][]chat.Span, err error) {
	r := &request{Turn: said}
	coming := planner.Ahead(t.Occurrences, r.Now)
	if len(coming) == 0 || t.Event.State != planner.Planned {
		return nil, nil
	}
	o := coming[0]
	if t.One != nil {
		o = *t.One
	}
	n, err := r.Tx.TurnoutOf(o.ID)
	if err != nil {
		return nil, err
	}
	if said := r.counts(t.Event, n, 0); said != "" {
		list = append(list, r.Words.Spans(r.Lang, "card.comers", words.Args{"id": telling.Code(telling.DateID(t.Event, o)), "counts": said}))
	}
	if t.Event.Cutoff != (planner.Cutoff{}) {
		closes, err := t.Event.RepliesClose(o)
		if err != nil {
			return nil, err
		}
		list = append(list, r.Words.Spans(r.Lang, "card.cutoff", words.Args{"when": when.SayInstant(closes, r.Reader().In(o.Span.Zone))}))
	}
	return list, nil
}

// addNames says who answered what, for those who organise the event.
func (r *request) addNames(p *turn.Reply, e planner.Event, o planner.Occurrence) error {
	replies, err := r.Tx.RepliesOn(o.ID)
	if err != nil {
		return err
	}
	slices.SortStableFunc(replies, func(a, b planner.Reply) int { return a.Turn - b.Turn })
	groups := []struct {
		key string
		has func(planner.Reply) bool
	}{
		{"attend.names_on_site", func(a planner.Reply) bool { return a.Answer == planner.YesOnSite && a.Comes() }},
		{"attend.names_remote", func(a planner.Reply) bool { return a.Answer == planner.YesRemote }},
		{"attend.names_offered", func(a planner.Reply) bool { return a.State == planner.Offered }},
		{"attend.names_waiting", func(a planner.Reply) bool { return a.State == planner.Waiting }},
		{"attend.names_lapsed", func(a planner.Reply) bool { return a.State == planner.Lapsed }},
		{"attend.names_maybe", func(a planner.Reply) bool { return a.Answer == planner.Maybe }},
		{"attend.names_no", func(a planner.Reply) bool { return a.Answer == planner.No }},
	}
	var items [][]chat.Span
	list := func(key string, people []planner.PersonID) {
		if len(people) > 0 {
			items = append(items, r.Words.Spans(r.Lang, key, words.Args{"names": r.namesOf(people), "n": len(people)}))
		}
	}
	for _, g := range groups {
		var people []planner.PersonID
		for _, a := range replies {
			if g.has(a) {
				people = append(people, a.Person)
			}
		}
		list(g.key, people)
	}
	silent, err := delivery.Unanswered(r.Tx, e, o.ID)
	if err != nil {
		return err
	}
	list("attend.names_silent", silent)
	if len(items) > 0 {
		p.Add(chat.Block{List: items})
	}
	if len(silent) > 0 {
		p.Button(r.Label("button.nudge"), "nudge "+telling.DateID(e, o))
	}
	return nil
}

// mostNames is how many names stand in one line; the rest is counted.
const mostNames = 100

// namesOf are the names of people, in that order.
func (r *request) namesOf(people []planner.PersonID) string {
	var said []string
	for _, id := range people[:min(mostNames, len(people))] {
		said = append(said, r.NameOf(id))
	}
	if n := len(people) - len(said); n > 0 {
		said = append(said, r.Words.Text(r.Lang, "list.more", words.Args{"n": n}))
	}
	return strings.Join(said, ", ")
}

// nudge is `nudge E5`, « relancer E5 »: who has not answered is asked once,
// after an organiser has seen what they will read.
func (r *request) nudge(rest string) (*turn.Reply, error) {
	rest, send := grammar.CutOut(rest, "now")
	t, o, err := r.invitedTo(rest)
	if err != nil {
		return nil, err
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, err
	}
	id := telling.DateID(t.Event, o)
	if err := r.stillOpen(t.Event, o); err != nil {
		return nil, err
	}
	silent, asked, err := r.silent(t.Event, o)
	if err != nil {
		return nil, err
	}
	switch {
	case len(silent) == 0 && asked > 0:
		return nil, &planner.Refusal{Why: "attend.nudged", Words: id, Args: words.Args{"n": asked}}
	case len(silent) == 0:
		return nil, &planner.Refusal{Why: "attend.nobody_silent", Words: id}
	case !send:
		p := r.Tell("attend.nudge_read", words.Args{"n": len(silent), "title": telling.Strong(t.Event.Title), "id": telling.Code(id), "when": r.Start(o), "name": r.Person.Name})
		p.About, p.Asker = memory.Subject{Event: t.Event.ID, Occurrence: o.ID}, true
		return p.Button(r.Words.Text(r.Lang, "button.send_to", words.Args{"n": len(silent)}), "nudge "+id+" now"), nil
	}
	n, err := delivery.Nudge(r.Tx, o, r.Person.ID, silent, r.Now)
	if err != nil {
		return nil, err
	}
	p := r.Tell("attend.nudge_sent", words.Args{"n": n, "title": telling.Strong(t.Event.Title), "id": telling.Code(id)})
	p.About, p.Asker = memory.Subject{Event: t.Event.ID, Occurrence: o.ID}, true
	return p, nil
}

// silent are those who have neither answered for a date nor been asked, and how
// many were asked.
func (r *request) silent(e planner.Event, o planner.Occurrence) (people []planner.PersonID, asked int, err error) {
	list, err := delivery.Unanswered(r.Tx, e, o.ID)
	if err != nil {
		return nil, 0, err
	}
	for _, person := range list {
		nudged, err := delivery.Nudged(r.Tx, o.ID, person)
		switch {
		case err != nil:
			return nil, 0, err
		case nudged:
			asked++
		case person != r.Person.ID:
			people = append(people, person)
		}
	}
	return people, asked, nil
}
