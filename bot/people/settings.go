package people

import (
	"fmt"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// timezone is `timezone Europe/Paris`, or asks which it is.
func (r *request) timezone(rest string) (*turn.Reply, error) {
	rest = strings.TrimSpace(grammar.StripConnectives(rest))
	if rest == "" {
		if r.Person.Zone == "" {
			return AskZone(r.Turn, ""), nil
		}
		p := r.Tell("timezone.is", r.zoneArgs())
		if s, away := r.Person.StayAt(r.Now); away {
			p.Add(r.Say("stay.now", r.stayArgs(s))...)
		}
		return p, nil
	}
	zone, err := ZoneNamed(r.Turn, rest)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	r.Person.Zone = zone
	if err := r.Tx.SavePerson(r.Person); err != nil {
		return nil, fmt.Errorf("save zone: %w", err)
	}
	if err := MoveDigests(r.Turn, r.Person.ID); err != nil {
		return nil, err
	}
	r.Answered = r.Answered || r.zoneAsked()
	return r.Tell("timezone.set", r.zoneArgs()), nil
}

// whereabouts is "where am I?": the zone that is taken for the person's, and the
// stay elsewhere that runs.
func (r *request) whereabouts(rest string) (*turn.Reply, error) {
	if rest != "" {
		return r.Elsewhere(r.Text)
	}
	return r.timezone("")
}

// zoneArgs are the person's zone, its city and what time it is there.
func (r *request) zoneArgs() words.Args {
	return words.Args{"zone": telling.Code(r.Person.Zone), "city": when.SayZone(r.Person.Zone, r.Lang), "now": when.SayInstant(r.Now, r.Reader().In(r.Person.Zone))}
}

// ZoneNamed reads the name of a zone or city.
func ZoneNamed(r *turn.Turn, text string) (string, error) {
	return when.ParseZone(strings.TrimSpace(text), r.TimeContext())
}

// AskZone asks for the person's home zone before a sentence is handled; the
// guess is that of the collaboration, and of those who are here.
func AskZone(said *turn.Turn, sentence string) *turn.Reply {
	r := &request{Turn: said}
	p := r.Tell("timezone.ask", nil)
	p.Asker, p.Choices, p.Then = true, true, sentence
	for _, zone := range r.guessZones() {
		p.Button(when.SayZone(zone, r.Lang)+" ("+zone+")", "timezone "+zone)
	}
	return p
}

// guessZones are the zones that the person may well be in, at most four.
func (r *request) guessZones() []string {
	var zones []string
	add := func(zone string) {
		for _, known := range zones {
			if known == zone {
				return
			}
		}
		if zone != "" && len(zones) < 4 {
			zones = append(zones, zone)
		}
	}
	if r.Collaboration != nil {
		add(r.Collaboration.Zone)
		for _, place := range r.Collaboration.Institutions {
			if zone, ok := when.ZoneOf(place); ok {
				add(zone)
			}
		}
	}
	add("Europe/Paris")
	return zones
}

// BareZone takes a bare zone or city as the answer to the question for it, and
// days as the answer to the question until when a stay lasts.
func BareZone(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	if !r.zoneAsked() {
		return nil, nil
	}
	if p, err := r.untilWhen(strings.TrimPrefix(r.Pending.Choices[0].Sentence, "timezone "), text); p != nil || err != nil {
		return p, err
	}
	return r.timezone(text)
}

// zoneAsked says whether the pending question is for the person's zone.
func (r *request) zoneAsked() bool {
	return r.Pending != nil && len(r.Pending.Choices) > 0 && strings.HasPrefix(r.Pending.Choices[0].Sentence, "timezone ")
}

// LanguageNames are what people call the languages.
var LanguageNames = map[string]planner.Lang{
	"en": planner.English, "english": planner.English, "anglais": planner.English,
	"fr": planner.French, "french": planner.French, "francais": planner.French, "français": planner.French,
	"both": planner.Both, "les deux": planner.Both, "deux": planner.Both,
}

// setLanguage is `language fr`: the person's own.
func (r *request) setLanguage(rest string) (*turn.Reply, error) {
	lang, ok := LanguageNames[words.Fold(grammar.Squeeze(rest))]
	if !ok || lang == planner.Both {
		p := r.Tell("language.ask", nil)
		p.Asker, p.Choices = true, true
		return p.Button("English", "language en").Button("Français", "language fr"), nil
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	r.Person.Lang, r.Lang = lang, lang
	if err := r.Tx.SavePerson(r.Person); err != nil {
		return nil, fmt.Errorf("save language: %w", err)
	}
	return r.Tell("language.set", nil), nil
}
