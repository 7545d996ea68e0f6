package bot

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
)

// maxClashes is how many dates on holidays are named in one line.
const maxClashes = 5

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
		p.button(label, "skip holidays of "+eventID(e)+" "+version(e))
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
		said = append(said, r.voice().clashTexts(c, r.reader())...)
		if len(c.Days) > 0 {
			key = "clash.dates"
		}
	}
	if rest := len(said) - maxClashes; rest > 0 {
		said = append(said[:maxClashes], r.Words.Text(r.lang, "list.more", words.Args{"n": rest}))
	}
	return r.say(key, words.Args{"dates": strings.Join(said, r.separator()), "n": len(clashes)})
}

// clashTexts are "Fri 30 April (Reunification Day, Vietnam)", one for each day
// of the date that is concerned.
func (v voice) clashTexts(c holidays.Clash, reader when.Reader) []string {
	reader.Short = true
	first := c.Occurrence.Span.Start.Date
	reasons, order := map[planner.Date][]string{}, []planner.Date{}
	put := func(day planner.Date, reason string) {
		if !slices.Contains(order, day) {
			order = append(order, day)
		}
		if !slices.Contains(reasons[day], reason) {
			reasons[day] = append(reasons[day], reason)
		}
	}
	if c.Blackout != nil {
		put(first, v.blackoutReason(*c.Blackout))
	}
	for _, group := range sameFeasts(c.Days) {
		day := group[0].Date
		if c.Occurrence.Span.Days() == 1 {
			day = first // by the clock of the event, whatever date it is there
		}
		put(day, v.feast(group))
	}
	texts := make([]string, len(order))
	for i, day := range order {
		texts[i] = when.SayDate(day, reader) + " (" + strings.Join(reasons[day], " · ") + ")"
	}
	return texts
}

// clashReason is why a date is skipped: the names of its holidays.
func (v voice) clashReason(c holidays.Clash) string {
	var names []string
	if c.Blackout != nil {
		names = append(names, v.blackoutReason(*c.Blackout))
	}
	for _, d := range c.Days {
		if name := d.Name(v.lang); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// sameFeasts groups days of one date that several countries call the same.
func sameFeasts(days []holidays.Day) [][]holidays.Day {
	var groups [][]holidays.Day
	for _, d := range days {
		i := slices.IndexFunc(groups, func(g []holidays.Day) bool { return g[0].Date == d.Date && g[0].English == d.English })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], d)
	}
	slices.SortStableFunc(groups, func(a, b []holidays.Day) int { return a[0].Date.Compare(b[0].Date) })
	return groups
}

// feast is a holiday with its countries: "Labour Day, France, Vietnam".
func (v voice) feast(group []holidays.Day) string {
	said := []string{group[0].Name(v.lang)}
	for _, d := range group {
		said = append(said, d.Country.Name(v.lang))
	}
	if group[0].Expected {
		said = append(said, v.words.Text(v.lang, "holidays.expected", nil))
	}
	return strings.Join(said, ", ")
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
		return nil, &planner.Refusal{Why: "clash.one_date", Words: eventID(t.event)}
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
		return r.tell("clash.none", words.Args{"id": code(eventID(t.event)), "title": strong(t.event.Title)}), nil
	}
	return r.writeSkips(t, clashes)
}

// writeSkips makes dates of a series not held.
func (r *request) writeSkips(t *target, clashes []holidays.Clash) (*reply, error) {
	before := t.event
	for _, c := range clashes {
		i := slices.IndexFunc(t.occurrences, func(o planner.Occurrence) bool { return o.ID == c.Occurrence.ID })
		var err error
		if t.occurrences[i], err = planner.CancelOccurrence(t.occurrences[i], cut(r.voice().clashReason(c), planner.MaxTitle)); err != nil {
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
