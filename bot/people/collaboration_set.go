package people

import (
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
)

// SetCollaboration is `collaboration set GANDA theme …`: one field of a
// collaboration, or its people.
func SetCollaboration(said *turn.Turn, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
	have := grammar.Tokens(rest)
	if len(have) == 0 {
		return nil, &planner.Refusal{Why: "collaboration.set_usage"}
	}
	c, err := r.Tx.CollaborationByCode(rest[have[0].From:have[0].To])
	at := have[0].To
	if err != nil {
		if r.Collaboration == nil {
			return nil, &planner.Refusal{Why: "collaboration.unknown", Words: rest[have[0].From:have[0].To]}
		}
		c, at = *r.Collaboration, 0
	}
	if err := r.MayOrganise(c); err != nil {
		return nil, err
	}
	field, value := firstField(strings.TrimSpace(rest[at:]))
	if role := roleOf(field); role != "" {
		return r.addPeople(c, value, role)
	}
	if err := r.setField(&c, field, grammar.Unquote(value)); err != nil {
		return nil, err
	}
	if err := SaveCollaboration(r.Turn, c); err != nil {
		return nil, err
	}
	p := r.Tell("collaboration.changed", words.Args{"code": telling.Strong(c.Code), "number": telling.ChangeID(r.Change)})
	p.Add(r.describe(c)...)
	if field == "countries" || field == "institutions" {
		p.Add(UnknownHolidays(r.Turn, holidays.OfCollaboration(c))...)
		if err := PlanClashes(r.Turn, c, func(planner.Event, []planner.Occurrence) error { return nil }); err != nil {
			return nil, err
		}
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// fieldNames are what people call the fields of a collaboration.
var fieldNames = map[string]string{
	"title": "title", "titre": "title", "theme": "theme",
	"countries": "countries", "country": "countries", "pays": "countries",
	"institutions": "institutions", "institution": "institutions", "partners": "institutions", "partenaires": "institutions", "etablissements": "institutions",
	"place": "place", "lieu": "place", "zone": "zone", "timezone": "zone", "fuseau": "zone",
	"start": "start", "starts": "start", "debut": "start", "end": "end", "ends": "end", "fin": "end",
	"coordinators": "coordinators", "coordinator": "coordinators", "coordinateurs": "coordinators", "coordination": "coordinators",
	"organisers": "organisers", "organizers": "organisers", "organiser": "organisers", "organisateurs": "organisers", "organisation": "organisers",
}

// firstField splits "theme geometry" into the field and its value.
func firstField(text string) (field, value string) {
	have := grammar.Tokens(text)
	if len(have) == 0 {
		return "", ""
	}
	return fieldNames[have[0].Fold], strings.Trim(text[have[0].To:], " :=")
}

// roleOf is the role of the people who stand in a field; empty: it is another.
func roleOf(field string) planner.RoleName {
	switch field {
	case "coordinators":
		return planner.Coordinator
	case "organisers":
		return planner.Organiser
	}
	return ""
}

// setField changes one field of c.
func (r *request) setField(c *planner.Collaboration, field, value string) error {
	if value == "" || field == "" {
		return &planner.Refusal{Why: "collaboration.set_usage"}
	}
	switch field {
	case "title":
		c.Title = value
	case "theme":
		c.Theme = value
	case "countries":
		c.Countries = grammar.List(value)
	case "institutions":
		c.Institutions = grammar.List(value)
	case "place":
		c.Place = value
	case "zone":
		zone, err := ZoneNamed(r.Turn, value)
		if err != nil {
			return err
		}
		c.Zone = zone
	default:
		reading, err := when.Parse(value, r.TimeContext())
		if err != nil {
			return err
		}
		if !reading.HasDate {
			return &planner.Refusal{Why: "when.no_date", Words: value}
		}
		if field == "start" {
			c.Starts = reading.Start.Date
		} else {
			c.Ends = reading.Start.Date
		}
	}
	return nil
}
