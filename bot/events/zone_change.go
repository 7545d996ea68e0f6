package events

import (
	"fmt"
	"regexp"
	"strings"

	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// zoneWords may stand beside the name of a zone.
var zoneWords = map[string]bool{"zone": true, "timezone": true, "time": true, "fuseau": true, "horaire": true, "heure": true, "l'heure": true}

// ZoneOf leads to the event whose zone is to change: "the time zone of E1".
var ZoneOf = regexp.MustCompile(`(?i)^(the |le )?(time ?zone|zone|fuseau( horaire)?) (of|de|du|de la) `)

// toZone stand between an event and the zone that it goes over to.
var toZone = map[string]bool{"to": true, "for": true, "as": true, "pour": true, "en": true, "a": true, "au": true, "vers": true, "par": true}

// ChangeZone is "E1 to Asia/Tokyo", behind `change the zone of`.
func ChangeZone(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	event, place := text, ""
	for _, t := range grammar.Tokens(text) {
		if toZone[t.Fold] {
			event, place = text[:t.From], text[t.To:]
		}
	}
	if place == "" {
		return r.move(text)
	}
	r.Command = "move"
	zone, err := people.ZoneNamed(r.Turn, place)
	if err != nil {
		return nil, err
	}
	t, err := r.ChangeableSeries(event)
	if err != nil {
		return nil, err
	}
	return r.askHourOrInstant(t, zone)
}

// onlyZone is the zone that text names, if it says nothing else: "Tokyo time",
// « fuseau Asia/Tokyo ». An abbreviation is asked about.
func (r *request) onlyZone(text string) (zone string, only bool, err error) {
	found, err := when.Find(text, r.TimeContext())
	switch {
	case err == nil && (found.Zone == "" || found.HasDate || found.HasClock || found.Length > 0 || found.Rule != nil):
		return "", false, nil
	case err == nil:
		text = grammar.BlankPieces(text, found.Pieces)
	case turn.Refused(err) && len(grammar.TellingWords(text)) <= 2:
		return "", true, err
	}
	for _, word := range grammar.TellingWords(text) {
		switch {
		case zoneWords[word]:
		case found.Zone == "" && word == "utc":
			found.Zone = "UTC"
		default:
			return "", false, nil
		}
	}
	return found.Zone, found.Zone != "", nil
}

// askHourOrInstant asks, of an event that goes over to another zone, whether its hour
// stays or the instant. Of whole days nothing is asked: the dates stay.
func (r *request) askHourOrInstant(t *turn.Target, zone string) (*turn.Reply, error) {
	date, which := t.Occurrences[0], ""
	switch {
	case t.One != nil:
		date, which = *t.One, " of "+t.One.Span.Start.Date.String()
	case t.Event.Rule != nil:
		next, ok := planner.Next(t.Occurrences, r.Now)
		if !ok {
			return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
		}
		date, which = next, " all remaining"
	}
	hour := date.Span
	hour.Zone = zone
	start, err := planner.WallAt(date.StartAt, zone)
	if err != nil {
		return nil, err
	}
	instant := hour.StartingAt(start)
	if hour.AllDay || instant == hour {
		if t.One != nil {
			return r.moveOne("move.done", t, hour)
		}
		return r.moveAll("move.done", t, date.Span, hour, r.Now)
	}
	p := r.Tell("zone_change.ask", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "zone": when.SayZone(zone, r.Lang), "when": r.span(date)})
	p.Asker, p.Choices = true, true
	for _, choice := range []struct {
		label string
		span  planner.Span
	}{{"zone_change.hour", hour}, {"zone_change.instant", instant}} {
		sentence := fmt.Sprintf("move %s%s to %s %s %s %s", telling.EventID(t.Event), which, choice.span.Start.Date, choice.span.Start.Clock, zone, telling.Version(t.Event))
		p.Button(r.Words.Text(r.Lang, choice.label, words.Args{"when": when.SayStart(choice.span, r.Reader())}), sentence)
	}
	return p, nil
}

// InZone is « E12 heure de Hanoï », "E12 in Tokyo time"; nil when text says
// more or less than that.
func InZone(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	at := grammar.EventForm.FindStringIndex(" " + text)
	if at == nil {
		return nil, nil
	}
	zone, only, err := r.onlyZone(grammar.EventForm.ReplaceAllString(" "+text, ""))
	if !only || err != nil {
		return nil, err
	}
	r.Command = "move"
	t, err := r.Changeable(strings.TrimSpace((" " + text)[at[0]:at[1]]))
	if err != nil {
		return nil, err
	}
	return r.askHourOrInstant(t, zone)
}
