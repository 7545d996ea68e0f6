package people

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// stay is `I am in Tokyo until 12 May`: the hours of those days are Tokyo's.
// Without days it is about the home zone; and what names neither a place nor
// days is no sentence of this kind.
func (r *request) stay(rest string) (*turn.Reply, error) {
	found, err := when.FindStay(rest, r.TimeContext())
	if errors.Is(err, when.ErrNone) {
		return r.stayWithoutDays(rest)
	}
	var refusal *planner.Refusal
	if errors.As(err, &refusal) && refusal.Why == "when.twice" {
		return nil, &planner.Refusal{Why: "stay.days", Words: refusal.Words}
	}
	if err != nil {
		return nil, err
	}
	s := planner.Stay{Place: placeSaid(grammar.BlankPieces(rest, found.Pieces)), First: found.First, Last: found.Last}
	if s.Zone, err = r.zoneOfPlace(s.Place); err != nil {
		return nil, err
	}
	s.First = r.firstDay(s)
	if err := s.Validate(r.Now); err != nil {
		return nil, err
	}
	return r.keepStay(s)
}

// stayWithoutDays is "I am in Tokyo": of who lives there, or whose home is not
// known, the home zone; else it is asked until when.
func (r *request) stayWithoutDays(rest string) (*turn.Reply, error) {
	place := placeSaid(rest)
	zone, err := r.zoneOfPlace(place)
	_, errDays := when.Find(rest, r.TimeContext())
	switch {
	case err == nil && (r.Person.Zone == "" || r.Person.Zone == zone):
		return r.timezone(zone)
	case err == nil:
		args := words.Args{"city": when.SayZone(zone, r.Lang), "home": when.SayZone(r.Person.Zone, r.Lang), "place": place}
		p := r.Tell("stay.or_home", args)
		p.Asker, p.Choices = true, true
		return p.Button(r.Words.Text(r.Lang, "button.new_home", args), "timezone "+zone), nil
	case !errors.Is(errDays, when.ErrNone): // "from 3 April"
		return nil, &planner.Refusal{Why: "stay.days", Words: rest}
	}
	return r.Elsewhere(r.Text)
}

// untilWhen takes days as the answer to the question how long a stay in zone
// lasts; nil when text gives none.
func (r *request) untilWhen(zone, text string) (*turn.Reply, error) {
	if _, err := when.FindStay(text, r.TimeContext()); errors.Is(err, when.ErrNone) {
		return nil, nil
	}
	r.Command, r.Answered = "stay", true
	return r.stay(when.SayZone(zone, r.Lang) + " " + text)
}

// placeSaid is a place without the words that lead to it.
func placeSaid(text string) string {
	text = grammar.StripConnectives(text)
	for _, word := range []string{"a", "à", "au", "aux", "en", "in", "at", "the", "la", "le", "les"} {
		if rest, ok := grammar.CutPhrase(text, words.Fold(word)); ok && strings.TrimSpace(rest) != "" {
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
	for _, t := range slices.Backward(grammar.Tokens(place)) { // "a conference in Rome"
		switch t.Fold {
		case "in", "at", "a", "au", "aux", "en":
			if zone, ok := when.ZoneOf(strings.TrimSpace(place[t.To:])); ok {
				return zone, nil
			}
		}
	}
	zone, err := ZoneNamed(r.Turn, place)
	var refusal *planner.Refusal
	if errors.As(err, &refusal) {
		return "", &planner.Refusal{Why: "stay.place", Words: place}
	}
	return zone, err
}

// firstDay is the first day of a stay; of one that begins today it is the date
// here or there, whichever is earlier: it holds from now on.
func (r *request) firstDay(s planner.Stay) planner.Date {
	here, errHere := planner.DateOf(r.Now, r.TimeContext().Zone)
	there, errThere := planner.DateOf(r.Now, s.Zone)
	if errHere == nil && errThere == nil && s.First == here && there.Before(here) {
		return there
	}
	return s.First
}

// keepStay keeps a stay, in place of those that it supersedes.
func (r *request) keepStay(s planner.Stay) (*turn.Reply, error) {
	var stays, gone []planner.Stay
	for _, old := range r.Person.StaysFrom(r.Now) {
		if s.Supersedes(old, r.Now) {
			gone = append(gone, old)
		} else {
			stays = append(stays, old)
		}
	}
	if len(stays) >= planner.MaxStays {
		return nil, &planner.Refusal{Why: "stay.too_many", Args: words.Args{"n": planner.MaxStays}}
	}
	if err := r.saveStays(append(stays, s)); err != nil {
		return nil, err
	}
	p := r.Tell("stay.done", r.stayArgs(s))
	for _, old := range gone {
		p.Add(r.Say("stay.instead", r.stayArgs(old))...)
	}
	if r.Person.Zone == "" {
		p.Add(r.Say("stay.no_home", nil)...)
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// saveStays keeps the person's stays, as a change.
func (r *request) saveStays(stays []planner.Stay) error {
	if err := r.Begin(); err != nil {
		return err
	}
	r.Person.Stays = stays
	if err := r.Tx.SavePerson(r.Person); err != nil {
		return fmt.Errorf("save stays: %w", err)
	}
	return MoveDigests(r.Turn, r.Person.ID)
}

// stayArgs are a stay in words: its days, its place and its zone.
func (r *request) stayArgs(s planner.Stay) words.Args {
	return words.Args{
		"days": when.Say(planner.AllDay(s.First, s.Last, s.Zone), r.Reader()), "place": s.Place,
		"city": when.SayZone(s.Zone, r.Lang), "zone": telling.Code(s.Zone), "now": when.SayInstant(r.Now, r.Reader().In(s.Zone)),
	}
}
