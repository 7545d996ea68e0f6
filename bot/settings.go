package bot

import (
	"fmt"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// timezone is `timezone Europe/Paris`, or asks which it is.
func (r *request) timezone(rest string) (*reply, error) {
	rest = strings.TrimSpace(grammar.StripConnectives(rest))
	if rest == "" {
		if r.person.Zone == "" {
			return r.askZone(""), nil
		}
		p := r.tell("timezone.is", r.zoneArgs())
		if s, away := r.person.StayAt(r.now); away {
			p.add(r.say("stay.now", r.stayArgs(s))...)
		}
		return p, nil
	}
	zone, err := r.zoneNamed(rest)
	if err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	r.person.Zone = zone
	if err := r.tx.SavePerson(r.person); err != nil {
		return nil, fmt.Errorf("save zone: %w", err)
	}
	r.answered = r.answered || r.zoneAsked()
	return r.tell("timezone.set", r.zoneArgs()), nil
}

// whereabouts is "where am I?": the zone that is taken for the person's, and the
// stay elsewhere that runs.
func (r *request) whereabouts(rest string) (*reply, error) {
	if rest != "" {
		return r.Elsewhere(r.text)
	}
	return r.timezone("")
}

// zoneArgs are the person's zone, its city and what time it is there.
func (r *request) zoneArgs() words.Args {
	return words.Args{"zone": telling.Code(r.person.Zone), "city": when.SayZone(r.person.Zone, r.lang), "now": when.SayInstant(r.now, r.reader().In(r.person.Zone))}
}

// zoneNamed reads the name of a zone or city.
func (r *request) zoneNamed(text string) (string, error) {
	return when.ParseZone(strings.TrimSpace(text), r.timeContext())
}

// askZone asks for the person's home zone before a sentence is handled; the
// guess is that of the collaboration, and of those who are here.
func (r *request) askZone(sentence string) *reply {
	p := r.tell("timezone.ask", nil)
	p.asker, p.choices, p.then = true, true, sentence
	for _, zone := range r.guessZones() {
		p.button(when.SayZone(zone, r.lang)+" ("+zone+")", "timezone "+zone)
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
	if r.collaboration != nil {
		add(r.collaboration.Zone)
		for _, place := range r.collaboration.Institutions {
			if zone, ok := when.ZoneOf(place); ok {
				add(zone)
			}
		}
	}
	add("Europe/Paris")
	return zones
}

// bareZone takes a bare zone or city as the answer to the question for it, and
// days as the answer to the question until when a stay lasts.
func (r *request) bareZone(text string) (*reply, error) {
	if !r.zoneAsked() {
		return nil, nil
	}
	if p, err := r.untilWhen(strings.TrimPrefix(r.pending.Choices[0].Sentence, "timezone "), text); p != nil || err != nil {
		return p, err
	}
	return r.timezone(text)
}

// zoneAsked says whether the pending question is for the person's zone.
func (r *request) zoneAsked() bool {
	return r.pending != nil && len(r.pending.Choices) > 0 && strings.HasPrefix(r.pending.Choices[0].Sentence, "timezone ")
}

// languageNames are what people call the languages.
var languageNames = map[string]planner.Lang{
	"en": planner.English, "english": planner.English, "anglais": planner.English,
	"fr": planner.French, "french": planner.French, "francais": planner.French, "français": planner.French,
	"both": planner.Both, "les deux": planner.Both, "deux": planner.Both,
}

// setLanguage is `language fr`: the person's own.
func (r *request) setLanguage(rest string) (*reply, error) {
	lang, ok := languageNames[words.Fold(grammar.Squeeze(rest))]
	if !ok || lang == planner.Both {
		p := r.tell("language.ask", nil)
		p.asker, p.choices = true, true
		return p.button("English", "language en").button("Français", "language fr"), nil
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	r.person.Lang, r.lang = lang, lang
	if err := r.tx.SavePerson(r.person); err != nil {
		return nil, fmt.Errorf("save language: %w", err)
	}
	return r.tell("language.set", nil), nil
}
