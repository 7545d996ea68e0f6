package events

import (
	"slices"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
)

// addClashes says in one line which dates fall on holidays or in a blackout;
// those of a series can be skipped by a button. Nothing is imposed.
func (r *request) addClashes(p *turn.Reply, e planner.Event, occs []planner.Occurrence) error {
	clashes, err := delivery.Warnings(r.Tx, e, planner.Ahead(occs, r.Now))
	if err != nil || len(clashes) == 0 {
		return err
	}
	p.Add(r.ClashLine(clashes)...)
	if e.Rule != nil {
		label := r.Words.Text(r.Lang, "button.skip_them", words.Args{"n": len(clashes)})
		p.Button(label, "skip holidays of "+telling.EventID(e)+" "+telling.Version(e))
	}
	return nil
}

// skipHolidays is `skip holidays of E5`: the dates of a series that fall on
// holidays or in a blackout are not held; or one of them: `skip holidays of E5
// of 30 April`.
func (r *request) skipHolidays(rest string) (*turn.Reply, error) {
	return r.skipClashes(rest, func(holidays.Clash) bool { return true })
}

// skipBlackouts is `skip blackout dates of E5`: those in a blackout alone.
func (r *request) skipBlackouts(rest string) (*turn.Reply, error) {
	return r.skipClashes(rest, func(c holidays.Clash) bool { return c.Blackout != nil })
}

func (r *request) skipClashes(rest string, wanted func(holidays.Clash) bool) (*turn.Reply, error) {
	r.Command = "skip"
	t, err := r.SubjectOf(rest)
	if err != nil {
		return nil, err
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, err
	}
	if t.Event.Rule == nil {
		return nil, &planner.Refusal{Why: "clash.one_date", Words: telling.EventID(t.Event)}
	}
	if err := t.On(r.Turn, grammar.EventForm.ReplaceAllString(" "+rest, "")); err != nil {
		return nil, err
	}
	dates := planner.Ahead(t.Occurrences, r.Now)
	if t.One != nil {
		dates = []planner.Occurrence{*t.One}
	}
	clashes, err := delivery.Clashes(r.Tx, t.Event, dates)
	if err != nil {
		return nil, err
	}
	clashes = slices.DeleteFunc(clashes, func(c holidays.Clash) bool { return !wanted(c) })
	if len(clashes) == 0 {
		return r.Tell("clash.none", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title)}), nil
	}
	return r.writeSkips(t, clashes)
}

// writeSkips makes dates of a series not held.
func (r *request) writeSkips(t *turn.Target, clashes []holidays.Clash) (*turn.Reply, error) {
	before := t.Event
	for _, c := range clashes {
		i := slices.IndexFunc(t.Occurrences, func(o planner.Occurrence) bool { return o.ID == c.Occurrence.ID })
		var err error
		if t.Occurrences[i], err = planner.CancelOccurrence(t.Occurrences[i], telling.Beginning(r.Voice().ClashReason(c), planner.MaxTitle)); err != nil {
			return nil, err
		}
	}
	if _, err := r.WriteChanged(t, before, "cancelled"); err != nil {
		return nil, err
	}
	p := r.TellChanged("clash.skipped", t, words.Args{"n": len(clashes)})
	p.Add(r.ClashLine(clashes)...)
	if next := planner.Ahead(t.Occurrences, r.Now); len(next) > 0 {
		p.Add(r.Say("card.next", words.Args{"dates": r.starts(next[:min(3, len(next))]), "n": len(next)})...)
	}
	return r.WithUndo(p), nil
}
