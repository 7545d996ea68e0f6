package talks

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

var (
	wholeNumber = regexp.MustCompile(`(?:^|[\s:=])(\d{1,9})(?:$|[\s.,;])`)
	// noLimit is how people say that anybody may come on site.
	// saysPlaces are "40 places for E1", « E1 a 40 places », on folded text.
	saysPlaces = regexp.MustCompile(`^((at most|maximum|max|au plus|au maximum|only|seulement) )?\d{1,9} (places|seats|spots|people|persons|participants|personnes|sieges) (for|in|at|pour|a|dans|au|aux|max)\b|^.{1,80}\b(has|have|a|aura|is limited to|est limitee? a) \d{1,9} (places|seats|spots|people|participants|personnes|sieges)$`)
	// counted are the words for what is limited.
	counted = map[string]bool{"places": true, "seats": true, "spots": true, "people": true, "persons": true, "participants": true, "personnes": true, "sieges": true, "at": true, "most": true, "maximum": true, "max": true, "plus": true, "only": true, "seulement": true, "has": true, "have": true, "aura": true, "is": true, "est": true, "limited": true, "limite": true, "limitee": true}
	noLimit = []string{"no limit", "unlimited", "none", "without limit", "any", "sans limite", "illimitee", "illimite", "illimitees", "aucune", "aucune limite", "pas de limite"}
)

// capacity is `capacity E5 40`, « places E5 : 40 »: how many may come on site.
// The room alone is limited. Without a number it says how many there are.
func (r *request) capacity(rest string) (*turn.Reply, error) {
	bare := grammar.WithoutNumber(rest)
	unlimited := false
	for _, phrase := range noLimit {
		if left, ok := grammar.CutOut(bare, phrase); ok {
			unlimited, bare = true, left
		}
	}
	m := wholeNumber.FindStringSubmatchIndex(bare)
	if m == nil && !unlimited {
		return r.whoComes(rest)
	}
	n := 0
	if m != nil && !unlimited {
		text := bare[m[2]:m[3]]
		n, _ = strconv.Atoi(text) // nine digits always fit
		if n < 1 || n > planner.MaxCapacity {
			return nil, &planner.Refusal{Why: "attend.capacity", Words: text, Args: words.Args{"limit": planner.MaxCapacity}}
		}
		bare = bare[:m[2]] + bare[m[3]:]
	}
	t, err := r.Changeable(grammar.EventForm.FindString(" "+rest) + " " + withoutCounted(bare))
	if err != nil {
		return nil, err
	}
	return r.setCapacity(t, n)
}

// withoutCounted is text without the words for people and places.
func withoutCounted(text string) string {
	var kept []string
	for _, t := range grammar.Tokens(text) {
		if !counted[t.Fold] {
			kept = append(kept, text[t.From:t.To])
		}
	}
	return strings.Join(kept, " ")
}

// CapacitySentence is "40 places for E1", « E1 a 40 places »; nil when text says
// nothing of the kind.
func CapacitySentence(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	if grammar.Asks(text) || !saysPlaces.MatchString(words.Fold(text)) || !r.NamesEvent(text) {
		return nil, nil
	}
	r.Command = "capacity"
	return r.capacity(text)
}

// setCapacity gives an event n places on site, 0 for no limit; not fewer than
// people have already.
func (r *request) setCapacity(t *turn.Target, n int) (*turn.Reply, error) {
	if err := r.Begin(); err != nil {
		return nil, err
	}
	e, err := r.Tx.LockEvent(t.Event.ID)
	if err != nil {
		return nil, err
	}
	e.Capacity, e.Updated = n, r.Now
	for _, o := range t.Occurrences {
		// One that was skipped or cancelled may be held again.
		if o.State == planner.Withdrawn || !o.EndAt.After(r.Now) {
			continue
		}
		turnout, err := r.Tx.TurnoutOf(o.ID)
		if err != nil {
			return nil, err
		}
		if have := turnout.OnSite + turnout.Offered; n > 0 && have > n {
			return nil, &planner.Refusal{Why: "attend.capacity_low", Words: strconv.Itoa(n), Args: words.Args{
				"n": have, "date": o.Span.Start.Date, "id": telling.Code(telling.DateID(e, o)), "who": telling.Code("who is coming to " + telling.DateID(e, o)), "sentence": telling.Code("capacity " + telling.EventID(e) + " " + strconv.Itoa(have)),
			}}
		}
	}
	if e, err = r.Tx.SaveEvent(e); err != nil {
		return nil, err
	}
	if _, err := Seat(r.Turn, e, planner.Ahead(t.Occurrences, r.Now)); err != nil {
		return nil, err
	}
	key := "attend.capacity_set"
	if n == 0 {
		key = "attend.capacity_none"
	}
	t.Event = e
	return r.WithUndo(r.TellChanged(key, t, words.Args{"n": n})), nil
}

// Seat gives the free places of some dates to those who wait, and says how many
// more people than places one of them has.
func Seat(r *turn.Turn, e planner.Event, occs []planner.Occurrence) (over int, err error) {
	for _, o := range occs {
		n, err := delivery.Seat(r.Tx, e, o, r.Now)
		if err != nil {
			return over, err
		}
		over = max(over, n)
	}
	return over, nil
}

// Reseat is seat for every date that the person answered for, after alter, which
// may change the answer while the event is held.
func Reseat(r *turn.Turn, alter func(planner.Reply, planner.Occurrence) error) error {
	replies, err := r.Tx.RepliesOf(r.Person.ID)
	if err != nil {
		return err
	}
	for _, reply := range replies {
		o, err := r.Tx.Occurrence(reply.Occurrence)
		if err != nil {
			return err
		}
		e, err := r.Tx.HoldEvent(reply.Event)
		if err != nil {
			return err
		}
		if err := alter(reply, o); err != nil {
			return err
		}
		if _, err := Seat(r, e, []planner.Occurrence{o}); err != nil {
			return err
		}
	}
	return nil
}

// TellPlaces tells those whose place an undone change had given or taken, but
// for whoever undid it.
func TellPlaces(r *turn.Turn, undone store.Change) error {
	audits, err := r.Tx.AuditOf(undone)
	if err != nil {
		return err
	}
	for _, a := range audits {
		if a.Entity != "replies" {
			continue
		}
		reply, err := r.Tx.Reply(planner.ReplyID(a.EntityID))
		if errors.Is(err, store.ErrNotFound) || err == nil && reply.Person == r.Person.ID {
			continue
		}
		if err != nil {
			return err
		}
		if err := delivery.TellPlace(r.Tx, reply, r.Now); err != nil {
			return err
		}
	}
	return nil
}
