package bot

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
)

// addClashes says in one line which dates fall on holidays or in a blackout;
// those of a series can be skipped by a button. Nothing is imposed.
func (r *request) addClashes(p *reply, e planner.Event, occs []planner.Occurrence) error {
	clashes, err := delivery.Warnings(r.tx, e, planner.Ahead(occs, r.now))
	if err != nil || len(clashes) == 0 {
		return err
	}
	p.add(r.clashLine(clashes)...)
	if e.Rule != nil {
		label := r.Words.Text(r.lang, "button.skip_them", words.Args{"n": len(clashes)})
		p.button(label, "skip holidays of "+telling.EventID(e)+" "+version(e))
	}
	return nil
}

// tellClashes is addClashes without the button, which is about all dates of a
// series: for some that were moved.
func (r *request) tellClashes(p *reply, e planner.Event, moved []planner.Occurrence) error {
	clashes, err := delivery.Warnings(r.tx, e, planner.Ahead(moved, r.now))
	if err != nil || len(clashes) == 0 {
		return err
	}
	p.add(r.clashLine(clashes)...)
	return nil
}

// clashLine names the first of some dates that clash, and counts the rest.
func (r *request) clashLine(clashes []holidays.Clash) []chat.Block {
	var said []string
	key := "clash.blackout_dates"
	for _, c := range clashes {
		said = append(said, r.voice().ClashTexts(c, r.reader())...)
		if len(c.Days) > 0 {
			key = "clash.dates"
		}
	}
	if rest := len(said) - telling.MaxClashes; rest > 0 {
		said = append(said[:telling.MaxClashes], r.Words.Text(r.lang, "list.more", words.Args{"n": rest}))
	}
	return r.say(key, words.Args{"dates": strings.Join(said, r.separator()), "n": len(clashes)})
}

// skipHolidays is `skip holidays of E5`: the dates of a series that fall on
// holidays or in a blackout are not held; or one of them: `skip holidays of E5
// of 30 April`.
func (r *request) skipHolidays(rest string) (*reply, error) {
	return r.skipClashes(rest, func(holidays.Clash) bool { return true })
}

// skipBlackouts is `skip blackout dates of E5`: those in a blackout alone.
func (r *request) skipBlackouts(rest string) (*reply, error) {
	return r.skipClashes(rest, func(c holidays.Clash) bool { return c.Blackout != nil })
}

func (r *request) skipClashes(rest string, wanted func(holidays.Clash) bool) (*reply, error) {
	r.command = "skip"
	t, err := r.subjectOf(rest)
	if err != nil {
		return nil, err
	}
	if err := r.mayChange(t.event); err != nil {
		return nil, err
	}
	if t.event.Rule == nil {
		return nil, &planner.Refusal{Why: "clash.one_date", Words: telling.EventID(t.event)}
	}
	if err := t.on(r, idForm.ReplaceAllString(" "+rest, "")); err != nil {
		return nil, err
	}
	dates := planner.Ahead(t.occurrences, r.now)
	if t.one != nil {
		dates = []planner.Occurrence{*t.one}
	}
	clashes, err := delivery.Clashes(r.tx, t.event, dates)
	if err != nil {
		return nil, err
	}
	clashes = slices.DeleteFunc(clashes, func(c holidays.Clash) bool { return !wanted(c) })
	if len(clashes) == 0 {
		return r.tell("clash.none", words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title)}), nil
	}
	return r.writeSkips(t, clashes)
}

// writeSkips makes dates of a series not held.
func (r *request) writeSkips(t *target, clashes []holidays.Clash) (*reply, error) {
	before := t.event
	for _, c := range clashes {
		i := slices.IndexFunc(t.occurrences, func(o planner.Occurrence) bool { return o.ID == c.Occurrence.ID })
		var err error
		if t.occurrences[i], err = planner.CancelOccurrence(t.occurrences[i], cut(r.voice().ClashReason(c), planner.MaxTitle)); err != nil {
			return nil, err
		}
	}
	if _, err := r.writeChanged(t, before, "cancelled"); err != nil {
		return nil, err
	}
	p := r.tellChanged("clash.skipped", t, words.Args{"n": len(clashes)})
	p.add(r.clashLine(clashes)...)
	if next := planner.Ahead(t.occurrences, r.now); len(next) > 0 {
		p.add(r.say("card.next", words.Args{"dates": r.starts(next[:min(3, len(next))]), "n": len(next)})...)
	}
	return r.withUndo(p), nil
}
