package talks

import (
	"errors"
	"slices"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// seriesRows is `series E2`: a term as rows, with who speaks and how far each
// talk is. Who is only asked so far is named to organisers, in private.
func (r *request) seriesRows(rest string) (*turn.Reply, error) {
	t, err := r.seriesNamed(rest)
	if err != nil {
		return nil, err
	}
	talks, err := r.Tx.TalksOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	all := r.Room.Direct && r.MayChange(t.Event) == nil
	dates := slices.DeleteFunc(slices.Clone(t.Occurrences), func(o planner.Occurrence) bool { return o.State == planner.Withdrawn })
	slices.SortFunc(dates, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	p := r.Tell("talk.series", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "n": len(dates)})
	p.About = memory.Subject{Event: t.Event.ID}
	row := func(o planner.Occurrence) []chat.Text { return r.talkRow(o, talks[o.ID], all) }
	turn.AddRowsOf(r.Turn, p, dates, row, "series "+telling.EventID(t.Event))
	if all {
		p.Add(r.asksSaid(t.Event, talks[""])...)
	}
	return p, nil
}

// seriesNamed is the series that text names, or the only one here.
func (r *request) seriesNamed(text string) (*turn.Target, error) {
	t, err := r.SubjectOf(text)
	if only, errOnly := r.onlySeries(err); only != nil || errOnly != nil {
		return only, errOnly
	}
	return t, err
}

// onlySeries is the only series among several events that may be meant; nil where
// err asks nothing of the kind.
func (r *request) onlySeries(err error) (*turn.Target, error) {
	var which *planner.Question
	if !errors.As(err, &which) || which.Why != "event.which" {
		return nil, nil
	}
	var series []*turn.Target
	for _, id := range which.Choices {
		t, err := r.SubjectOf(id)
		if err != nil {
			return nil, err
		}
		if t.Event.Rule != nil {
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
	date := when.SayDate(o.Span.Start.Date, r.Reader())
	stage := t.Stage(o, r.Now)
	row := []chat.Text{telling.Plain(date)}
	if stage == planner.StageNotHeld {
		said := r.Label("talk.stage.not_held")
		if o.Reason != "" {
			said += ": " + o.Reason
		}
		return append(row, telling.Plain(said))
	}
	who := t.Confirmed()
	if all {
		who = t.Speaking()
	}
	speakers := r.Voice().Speakers(who)
	if speakers == "" {
		speakers = "–"
	}
	title := t.Title
	if title == "" {
		title = r.Label("talk.tba")
	}
	return append(row, telling.Plain(speakers), telling.Plain(title), telling.Plain(r.Label("talk.stage."+string(stage))))
}

// Following says how many talks to come follow their series in a field, and
// which say something else themselves.
func Following(r *turn.Turn, t *turn.Target, talks map[planner.OccurrenceID]planner.Talk, field planner.Field) []chat.Block {
	var own []planner.Occurrence
	follow := 0
	for _, o := range planner.Ahead(t.Occurrences, r.Now) {
		if slices.Contains(talks[o.ID].OwnFields(t.Event, o), field) {
			own = append(own, o)
		} else {
			follow++
		}
	}
	blocks := r.Say("talk.follow", words.Args{"n": follow})
	if len(own) > 0 {
		blocks = append(blocks, r.Say("talk.own", words.Args{"n": len(own), "dates": r.Days(own)})...)
	}
	return blocks
}

// Follow says how many of the dates that a change of the series moved have
// somebody who is to speak, if any: their talks go with them. Who of them is not
// in chat is to be told.
func Follow(r *turn.Turn, p *turn.Reply, t *turn.Target, changed []planner.Occurrence) error {
	talks, err := r.Tx.TalksOf(t.Event.ID)
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
	p.Add(r.Say("talk.follow", words.Args{"n": follow})...)
	return SpeakersUntold(r, p, t, changed)
}
