package bot

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente/bot/delivery"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
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
func (r *request) capacity(rest string) (*reply, error) {
	bare := withoutID(rest)
	unlimited := false
	for _, phrase := range noLimit {
		if left, ok := cutOut(bare, phrase); ok {
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
	t, err := r.changeable(idForm.FindString(" "+rest) + " " + withoutCounted(bare))
	if err != nil {
		return nil, err
	}
	return r.setCapacity(t, n)
}

// withoutCounted is text without the words for people and places.
func withoutCounted(text string) string {
	var kept []string
	for _, t := range tokens(text) {
		if !counted[t.fold] {
			kept = append(kept, text[t.from:t.to])
		}
	}
	return strings.Join(kept, " ")
}

// capacitySentence is "40 places for E1", « E1 a 40 places »; nil when text says
// nothing of the kind.
func (r *request) capacitySentence(text string) (*reply, error) {
	if asksSomething(text) || !saysPlaces.MatchString(words.Fold(text)) || !r.namesEvent(text) {
		return nil, nil
	}
	r.command = "capacity"
	return r.capacity(text)
}

// setCapacity gives an event n places on site, 0 for no limit; not fewer than
// people have already.
func (r *request) setCapacity(t *target, n int) (*reply, error) {
	if err := r.begin(); err != nil {
		return nil, err
	}
	e, err := r.tx.LockEvent(t.event.ID)
	if err != nil {
		return nil, err
	}
	e.Capacity, e.Updated = n, r.now
	for _, o := range t.occurrences {
		// One that was skipped or cancelled may be held again.
		if o.State == planner.Withdrawn || !o.EndAt.After(r.now) {
			continue
		}
		turnout, err := r.tx.TurnoutOf(o.ID)
		if err != nil {
			return nil, err
		}
		if have := turnout.OnSite + turnout.Offered; n > 0 && have > n {
			return nil, &planner.Refusal{Why: "attend.capacity_low", Words: strconv.Itoa(n), Args: words.Args{
				"n": have, "date": o.Span.Start.Date, "id": code(dateID(e, o)), "who": code("who is coming to " + dateID(e, o)), "sentence": code("capacity " + eventID(e) + " " + strconv.Itoa(have)),
			}}
		}
	}
	if e, err = r.tx.SaveEvent(e); err != nil {
		return nil, err
	}
	if _, err := r.seat(e, ahead(t.occurrences, r.now)); err != nil {
		return nil, err
	}
	key := "attend.capacity_set"
	if n == 0 {
		key = "attend.capacity_none"
	}
	t.event = e
	return r.withUndo(r.tellChanged(key, t, words.Args{"n": n})), nil
}

// seat gives the free places of some dates to those who wait, and says how many
// more people than places one of them has.
func (r *request) seat(e planner.Event, occs []planner.Occurrence) (over int, err error) {
	for _, o := range occs {
		n, err := delivery.Seat(r.tx, e, o, r.now)
		if err != nil {
			return over, err
		}
		over = max(over, n)
	}
	return over, nil
}

// unaltered leaves an answer as it is: two accounts that become one free the
// place that both had.
func unaltered(planner.Reply, planner.Occurrence) error { return nil }

// reseat is seat for every date that the person answered for, after alter, which
// may change the answer while the event is held.
func (r *request) reseat(alter func(planner.Reply, planner.Occurrence) error) error {
	replies, err := r.tx.RepliesOf(r.person.ID)
	if err != nil {
		return err
	}
	for _, reply := range replies {
		o, err := r.tx.Occurrence(reply.Occurrence)
		if err != nil {
			return err
		}
		e, err := r.tx.HoldEvent(reply.Event)
		if err != nil {
			return err
		}
		if err := alter(reply, o); err != nil {
			return err
		}
		if _, err := r.seat(e, []planner.Occurrence{o}); err != nil {
			return err
		}
	}
	return nil
}

// tellPlaces tells those whose place an undone change had given or taken, but
// for whoever undid it.
func (r *request) tellPlaces(undone store.Change) error {
	audits, err := r.tx.AuditOf(undone)
	if err != nil {
		return err
	}
	for _, a := range audits {
		if a.Entity != "replies" {
			continue
		}
		reply, err := r.tx.Reply(planner.ReplyID(a.EntityID))
		if errors.Is(err, store.ErrNotFound) || err == nil && reply.Person == r.person.ID {
			continue
		}
		if err != nil {
			return err
		}
		if err := delivery.TellPlace(r.tx, reply, r.now); err != nil {
			return err
		}
	}
	return nil
}

// cutoffWords stand before the end of the time in which people may answer,
// folded.
var cutoffWords = []string{"until", "till", "by", "before", "close on", "close", "jusqu'au", "jusqu'a", "jusqu'", "avant le", "avant", "au plus tard le"}

// openWords say that there is no such end, folded.
var openWords = []string{"any time", "at any time", "without end", "no limit", "open", "to the end", "sans limite", "jusqu'au bout", "a tout moment", "ouvertes"}

// repliesUntil is `replies to E5 until 3 May`, `replies to E2 until 2 days
// before`, « réponses à E5 jusqu'au 3 mai »; without an end it says who comes.
func (r *request) repliesUntil(rest string) (*reply, error) {
	for _, phrase := range openWords {
		if left, ok := cutOut(rest, phrase); ok {
			t, err := r.changeable(left)
			if err != nil {
				return nil, err
			}
			return r.setCutoff(t, planner.Cutoff{})
		}
	}
	subject, end := cutEnd(rest)
	if end == "" {
		return r.whoComes(rest)
	}
	t, err := r.changeable(subject)
	if err != nil {
		return nil, err
	}
	cutoff, err := r.readCutoff(t, end)
	if err != nil {
		return nil, err
	}
	return r.setCutoff(t, cutoff)
}

// cutEnd cuts "until 3 May" from the end of text.
func cutEnd(text string) (subject, end string) {
	for _, tk := range tokens(text) {
		for _, phrase := range cutoffWords {
			if rest, ok := cutWords(text[tk.from:], phrase); ok && strings.TrimSpace(rest) != "" {
				return text[:tk.from], strings.TrimSpace(rest)
			}
		}
	}
	return text, ""
}

// readCutoff reads an end: "3 May", "3 May at 18:00", "2 days before". A day
// means its whole length.
func (r *request) readCutoff(t *target, text string) (c planner.Cutoff, err error) {
	lead, _, err := when.FindLead(text, r.lang)
	if err == nil {
		c.Before = lead.Exact
		if lead.Calendar() {
			c.Before = time.Duration(lead.Days+30*lead.Months) * 24 * time.Hour
		}
		return c, nil
	}
	if !errors.Is(err, when.ErrNone) {
		return c, err
	}
	context := r.timeContext()
	context.Zone = t.event.Span.Zone
	found, err := when.Find(text, context)
	if errors.Is(err, when.ErrNone) || err == nil && !found.HasDate {
		return c, &planner.Refusal{Why: "attend.until", Words: text}
	}
	if err != nil {
		return c, err
	}
	if t.event.Rule != nil {
		return c, &planner.Refusal{Why: "attend.until_series", Words: text, Args: words.Args{"id": code(eventID(t.event))}}
	}
	c.At = found.Start
	if !found.HasClock {
		c.At.Clock = planner.Clock{Hour: 23, Minute: 59}
	}
	return c, nil
}

// setCutoff says until when people may answer that they come.
func (r *request) setCutoff(t *target, c planner.Cutoff) (*reply, error) {
	t.event.Cutoff, t.event.Updated = c, r.now
	coming := ahead(t.occurrences, r.now)
	if len(coming) == 0 {
		return nil, &planner.Refusal{Why: "attend.over", Words: eventID(t.event)}
	}
	closes, err := t.event.RepliesClose(coming[0])
	if err != nil {
		return nil, err
	}
	shown := when.SayInstant(closes, r.reader().In(t.event.Span.Zone))
	switch {
	case !closes.After(r.now) && t.event.Rule == nil:
		return nil, &planner.Refusal{Why: "attend.until_past", Words: shown}
	case closes.After(coming[0].EndAt):
		return nil, &planner.Refusal{Why: "attend.until_late", Words: shown, Args: words.Args{"date": coming[0].Span.Start.Date}}
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	saved, err := r.tx.SaveEvent(t.event)
	if errors.Is(err, store.ErrConflict) {
		return nil, &planner.Refusal{Why: "event.changed_since", Words: eventID(t.event)}
	}
	if err != nil {
		return nil, err
	}
	t.event = saved
	key := "attend.until_set"
	switch {
	case c == planner.Cutoff{}:
		key = "attend.until_open"
	case t.event.Rule != nil:
		key, shown = "attend.until_before", r.sayLength(c.Before)
	}
	return r.withUndo(r.tellChanged(key, t, words.Args{"when": shown})), nil
}

// sayLength is a stretch of time, in days where it is whole ones.
func (r *request) sayLength(d time.Duration) string {
	if days := int(d / (24 * time.Hour)); days > 0 && d%(24*time.Hour) == 0 {
		return r.Words.Text(r.lang, "attend.days", words.Args{"n": days})
	}
	return when.SayLength(d, r.lang)
}
