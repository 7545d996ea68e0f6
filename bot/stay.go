package bot

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// stay is `I am in Tokyo until 12 May`: the hours of those days are Tokyo's.
// Without days it is about the home zone; and what names neither a place nor
// days is no sentence of this kind.
func (r *request) stay(rest string) (*reply, error) {
	place, days, timed, err := r.readStay(rest)
	if err != nil {
		return nil, err
	}
	zone, err := r.zoneOfPlace(place)
	switch {
	case err != nil && !timed:
		r.command = ""
		return r.noCommand(r.text)
	case err != nil:
		return nil, err
	case !timed:
		return r.homeOrStay(place, zone)
	}
	s := planner.Stay{Place: place, Zone: zone, First: days.Start.Date, Last: days.Start.Date}
	if days.HasEnd {
		s.Last = days.End.Date
	}
	if saysUntil.MatchString(rest) {
		s.First = r.firstDay(s)
	}
	if err := s.Validate(r.now); err != nil {
		return nil, err
	}
	return r.keepStay(s)
}

// saysUntil finds the word for an end without a beginning.
var saysUntil = regexp.MustCompile(`(?i)\b(until|till|through|jusqu['’](au|à|a|en))(\s|$)`)

// readStay reads a place and its days, if any. What lasts until a day or for
// so long begins today.
func (r *request) readStay(text string) (place string, days when.Reading, timed bool, err error) {
	c := r.timeContext()
	today, err := planner.DateOf(r.now, c.Zone)
	if err != nil {
		return "", days, false, err
	}
	said, from, to := text, " from ", " to "
	if r.lang == planner.French {
		from, to = " du ", " au "
	}
	if at := saysUntil.FindStringIndex(text); at != nil {
		said = text[:at[0]] + from + today.String() + to + text[at[1]:]
	}
	found, err := when.Find(said, c)
	if err != nil && !errors.Is(err, when.ErrNone) && !saysUntil.MatchString(text) {
		dated := text + from + today.String() // "for two weeks"
		if again, errAgain := when.Find(dated, c); errAgain == nil {
			found, said, err = again, dated, nil
		}
	}
	switch {
	case errors.Is(err, when.ErrNone):
		return placeSaid(text), days, false, nil
	case err != nil:
		return "", days, true, err
	case found.HasClock || found.Rule != nil || !found.HasDate:
		return "", days, true, &planner.Refusal{Why: "stay.days", Words: text}
	}
	place = placeSaid(blankPieces(said, found.Pieces))
	if place == "" {
		place = found.Zone
	}
	return place, found.Reading, true, nil
}

// placeSaid is a place without the words that lead to it.
func placeSaid(text string) string {
	text = stripConnectives(text)
	for _, word := range []string{"a", "à", "au", "aux", "en", "in", "at", "the", "la", "le", "les"} {
		if rest, ok := cutWords(text, words.Fold(word)); ok && strings.TrimSpace(rest) != "" {
			text = strings.TrimSpace(rest)
		}
	}
	return text
}

// zoneOfPlace is the zone of a place that is known, or a question or refusal.
func (r *request) zoneOfPlace(place string) (string, error) {
	if zone, ok := when.ZoneOf(place); ok {
		return zone, nil
	}
	zone, err := r.zoneNamed(place)
	var refusal *planner.Refusal
	if errors.As(err, &refusal) {
		return "", &planner.Refusal{Why: "stay.place", Words: place}
	}
	return zone, err
}

// firstDay is today, here or there, whichever is the earlier date: whoever says
// "until Friday" means from now on.
func (r *request) firstDay(s planner.Stay) planner.Date {
	there, err := planner.DateOf(r.now, s.Zone)
	if err == nil && there.Before(s.First) {
		return there
	}
	return s.First
}

// homeOrStay is "I am in Tokyo" without days: the home zone of who has none or
// lives there, else a question.
func (r *request) homeOrStay(place, zone string) (*reply, error) {
	if r.person.Zone == "" || r.person.Zone == zone {
		return r.timezone(zone)
	}
	p := r.tell("stay.or_home", words.Args{"city": when.SayZone(zone, r.lang), "home": when.SayZone(r.person.Zone, r.lang), "place": place})
	p.asker, p.choices = true, true
	return p.button(r.Words.Text(r.lang, "button.new_home", words.Args{"city": when.SayZone(zone, r.lang)}), "timezone "+zone), nil
}

// keepStay keeps a stay, in place of those that it supersedes.
func (r *request) keepStay(s planner.Stay) (*reply, error) {
	stays := slices.DeleteFunc(r.person.StaysFrom(r.now), func(old planner.Stay) bool { return s.Supersedes(old, r.now) })
	if len(stays) >= planner.MaxStays {
		return nil, &planner.Refusal{Why: "stay.too_many", Args: words.Args{"n": planner.MaxStays}}
	}
	if err := r.saveStays(append(stays, s)); err != nil {
		return nil, err
	}
	p := r.tell("stay.done", r.stayArgs(s))
	if r.person.Zone == "" {
		p.add(r.say("stay.no_home", nil)...)
	}
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// saveStays keeps the person's stays, as a change.
func (r *request) saveStays(stays []planner.Stay) error {
	if err := r.begin(); err != nil {
		return err
	}
	r.person.Stays = stays
	if err := r.tx.SavePerson(r.person); err != nil {
		return fmt.Errorf("save stays: %w", err)
	}
	return nil
}

// stayArgs are a stay in words: its days, its place and its zone.
func (r *request) stayArgs(s planner.Stay) words.Args {
	return words.Args{
		"days": when.Say(planner.AllDay(s.First, s.Last, s.Zone), r.reader()), "place": s.Place,
		"city": when.SayZone(s.Zone, r.lang), "zone": code(s.Zone), "now": when.SayInstant(r.now, r.reader().In(s.Zone)),
	}
}

// zoneOn is the zone where the person is at noon of a day; UTC while no zone of
// theirs is known.
func (r *request) zoneOn(day planner.Date) string {
	here := r.timeContext().Zone
	start, err := planner.DayStart(day, here)
	if err != nil {
		return here
	}
	if zone := r.person.ZoneAt(start.Add(12 * time.Hour)); zone != "" {
		return zone
	}
	return here
}
