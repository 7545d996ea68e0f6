package bot

import (
	"errors"
	"strings"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
)

// setCollaboration is `collaboration set GANDA theme …`: one field of a
// collaboration, or its people.
func (r *request) setCollaboration(rest string) (*reply, error) {
	have := tokens(rest)
	if len(have) == 0 {
		return nil, &planner.Refusal{Why: "collaboration.set_usage"}
	}
	c, err := r.tx.CollaborationByCode(rest[have[0].from:have[0].to])
	at := have[0].to
	if err != nil {
		if r.collaboration == nil {
			return nil, &planner.Refusal{Why: "collaboration.unknown", Words: rest[have[0].from:have[0].to]}
		}
		c, at = *r.collaboration, 0
	}
	if err := r.mayOrganise(c); err != nil {
		return nil, err
	}
	field, value := firstField(strings.TrimSpace(rest[at:]))
	if field == "organisers" || field == "coordinators" {
		return r.addPeople(c, value, roleOf(field))
	}
	if err := r.setField(&c, field, unquote(value)); err != nil {
		return nil, err
	}
	if err := r.saveCollaboration(c); err != nil {
		return nil, err
	}
	p := r.tell("collaboration.changed", words.Args{"code": strong(c.Code), "number": changeID(r.change)})
	p.add(r.describe(c)...)
	if field == "countries" || field == "institutions" {
		p.add(r.unknownHolidays(holidays.OfCollaboration(c))...)
		if err := r.planClashes(c, func(planner.Event, []planner.Occurrence) error { return nil }); err != nil {
			return nil, err
		}
	}
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
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
	have := tokens(text)
	if len(have) == 0 {
		return "", ""
	}
	return fieldNames[have[0].fold], strings.Trim(text[have[0].to:], " :=")
}

func roleOf(field string) planner.RoleName {
	if field == "coordinators" {
		return planner.Coordinator
	}
	return planner.Organiser
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
		c.Countries = list(value)
	case "institutions":
		c.Institutions = list(value)
	case "place":
		c.Place = value
	case "zone":
		zone, err := r.zoneNamed(value)
		if err != nil {
			return err
		}
		c.Zone = zone
	default:
		reading, err := when.Parse(value, r.timeContext())
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

// list splits "Lyon, Hanoi and Santiago".
func list(text string) []string {
	var out []string
	for _, item := range strings.Split(strings.NewReplacer(" and ", ",", " et ", ",", ";", ",").Replace(text), ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// unquote removes quotes around the whole of text.
func unquote(text string) string {
	if content, from, to, ok := quoted(text); ok && from == 0 && to == len(text) {
		return content
	}
	return text
}

// addOrganisers is `add @sam and @minh as organisers of GANDA`.
func (r *request) addOrganisers(rest string) (*reply, error) {
	role := planner.Organiser
	folded := words.Fold(rest)
	if strings.Contains(folded, "coordinat") {
		role = planner.Coordinator
	} else if !strings.Contains(folded, "organi") {
		return r.addCollaborationIfAllowed(rest)
	}
	have := tokens(rest)
	var c planner.Collaboration
	err := errors.New("no code")
	if n := len(have); n > 0 {
		c, err = r.tx.CollaborationByCode(rest[have[n-1].from:have[n-1].to])
	}
	if err != nil {
		if c, err = r.named(""); err != nil {
			return nil, err
		}
	}
	if err := r.mayOrganise(c); err != nil {
		return nil, err
	}
	return r.addPeople(c, rest, role)
}

// addPeople gives everybody mentioned a role.
func (r *request) addPeople(c planner.Collaboration, text string, role planner.RoleName) (*reply, error) {
	if err := r.mayOrganise(c); err != nil {
		return nil, err
	}
	people, err := r.mentioned(text)
	if err != nil {
		return nil, err
	}
	if len(people) == 0 {
		return nil, &planner.Refusal{Why: "people.none"}
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	names := make([]string, len(people))
	for i, person := range people {
		names[i] = person.Name
		if err := r.tx.SaveRole(planner.Role{Collaboration: c.ID, Person: person.ID, Name: role}); err != nil {
			return nil, err
		}
	}
	p := r.tell("collaboration.role_"+string(role), words.Args{
		"names": strings.Join(names, ", "), "n": len(names), "code": strong(c.Code), "number": changeID(r.change),
	})
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// mentioned are the people named with "@" in text.
func (r *request) mentioned(text string) ([]planner.Person, error) {
	var people []planner.Person
	for _, m := range r.in.Mentions {
		if m.Person == "" || !strings.Contains(text, m.Text) {
			continue
		}
		person, _, err := r.tx.EnsurePerson(m.Person, m.Name, r.now)
		if err != nil {
			return nil, err
		}
		people = append(people, person)
	}
	return people, nil
}
