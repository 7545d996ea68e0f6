package telling

import (
	"slices"
	"strings"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
)

// blackoutReason is what a blackout is called: its reason, with what it means.
func (v Voice) blackoutReason(of planner.Blackout) string {
	if of.Reason == "" {
		return v.Words.Text(v.Lang, "blackout.word", nil)
	}
	return v.Words.Text(v.Lang, "blackout.because", words.Args{"reason": of.Reason})
}

// ClashTexts are "Fri 30 April (Reunification Day, Vietnam)", one for each day
// of the date that is concerned.
func (v Voice) ClashTexts(c holidays.Clash, reader when.Reader) []string {
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
	for _, group := range holidays.SameFeasts(c.Days) {
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

// ClashReason is why a date is skipped: the names of its holidays.
func (v Voice) ClashReason(c holidays.Clash) string {
	var names []string
	if c.Blackout != nil {
		names = append(names, v.blackoutReason(*c.Blackout))
	}
	for _, d := range c.Days {
		if name := d.Name(v.Lang); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// feast is a holiday with its countries: "Labour Day, France, Vietnam".
func (v Voice) feast(group []holidays.Day) string {
	said := []string{group[0].Name(v.Lang)}
	for _, d := range group {
		said = append(said, d.Country.Name(v.Lang))
	}
	if group[0].Expected {
		said = append(said, v.Words.Text(v.Lang, "holidays.expected", nil))
	}
	return strings.Join(said, ", ")
}
