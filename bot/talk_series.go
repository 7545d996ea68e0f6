package bot

import (
	"errors"
	"slices"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// seriesRows is `series E2`: a term as rows, with who speaks and how far each
// talk is. Who is only asked so far is named to organisers, in private.
func (r *request) seriesRows(rest string) (*reply, error) {
	t, err := r.seriesNamed(rest)
	if err != nil {
		return nil, err
	}
	talks, err := r.tx.TalksOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	all := r.room.Direct && r.mayChange(t.event) == nil
	dates := slices.DeleteFunc(slices.Clone(t.occurrences), func(o planner.Occurrence) bool { return o.State == planner.Withdrawn })
	slices.SortFunc(dates, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	p := r.tell("talk.series", words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "n": len(dates)})
	p.about = memory.Subject{Event: t.event.ID}
	row := func(o planner.Occurrence) []chat.Text { return r.talkRow(o, talks[o.ID], all) }
	addRowsOf(r, p, dates, row, "series "+telling.EventID(t.event))
	if all {
		p.add(r.asksSaid(t.event, talks[""])...)
	}
	return p, nil
}

// seriesNamed is the series that text names, or the only one here.
func (r *request) seriesNamed(text string) (*target, error) {
	t, err := r.subjectOf(text)
	if only, errOnly := r.onlySeries(err); only != nil || errOnly != nil {
		return only, errOnly
	}
	return t, err
}

// onlySeries is the only series among several events that may be meant; nil where
// err asks nothing of the kind.
func (r *request) onlySeries(err error) (*target, error) {
	var which *planner.Question
	if !errors.As(err, &which) || which.Why != "event.which" {
		return nil, nil
	}
	var series []*target
	for _, id := range which.Choices {
		t, err := r.subjectOf(id)
		if err != nil {
			return nil, err
		}
		if t.event.Rule != nil {
			series = append(series, t)
		}
	}
	if len(series) != 1 {
		return nil, nil
	}
	return series[0], nil
}

// talkRow is a date of a series: when, who, what, how far. all: who is asked and
// has not accepted is named too.
func (r *request) talkRow(o planner.Occurrence, t planner.Talk, all bool) []chat.Text {
	date := when.SayDate(o.Span.Start.Date, r.reader())
	stage := t.Stage(o, r.now)
	row := []chat.Text{telling.Plain(date)}
	if stage == planner.StageNotHeld {
		said := r.label("talk.stage.not_held")
		if o.Reason != "" {
			said += ": " + o.Reason
		}
		return append(row, telling.Plain(said))
	}
	who := t.Confirmed()
	if all {
		who = t.Speaking()
	}
	speakers := r.voice().Speakers(who)
	if speakers == "" {
		speakers = "–"
	}
	title := t.Title
	if title == "" {
		title = r.label("talk.tba")
	}
	return append(row, telling.Plain(speakers), telling.Plain(title), telling.Plain(r.label("talk.stage."+string(stage))))
}

// talksFollowing says how many talks to come follow their series in a field, and
// which say something else themselves.
func (r *request) talksFollowing(t *target, talks map[planner.OccurrenceID]planner.Talk, field planner.Field) []chat.Block {
	var own []planner.Occurrence
	follow := 0
	for _, o := range planner.Ahead(t.occurrences, r.now) {
		if slices.Contains(talks[o.ID].OwnFields(t.event, o), field) {
			own = append(own, o)
		} else {
			follow++
		}
	}
	blocks := r.say("talk.follow", words.Args{"n": follow})
	if len(own) > 0 {
		blocks = append(blocks, r.say("talk.own", words.Args{"n": len(own), "dates": r.days(own)})...)
	}
	return blocks
}

// talksFollow says how many of the dates that a change of the series moved have
// somebody who is to speak, if any: their talks go with them. Who of them is not
// in chat is to be told.
func (r *request) talksFollow(p *reply, t *target, changed []planner.Occurrence) error {
	talks, err := r.tx.TalksOf(t.event.ID)
	if err != nil {
		return err
	}
	follow := 0
	for _, o := range changed {
		if len(talks[o.ID].Speaking()) > 0 {
			follow++
		}
	}
	if follow == 0 {
		return nil
	}
	p.add(r.say("talk.follow", words.Args{"n": follow})...)
	return r.speakersUntold(p, t, changed)
}
