package console

import (
	"fmt"
	"slices"
	"strings"

	"entente/bot/chat"
)

// tickets says whether a network gives a ticket with a slash command and a
// press, so that a form can be opened: among those of scripts, Slack does.
func tickets(network string) bool { return network == "slack" }

// ticket is that of what happens next in a place; empty where there is none.
func (p *player) ticket(where place) string {
	if !tickets(where.network) {
		return ""
	}
	return fmt.Sprintf("t%d", p.events+1)
}

// opens says whether a message is a form that opens, instead of being said.
func opens(out chat.Outgoing) bool { return out.Form != nil && out.Ticket != "" }

// formText is a form as it opens: its title, and a line for each field with its
// choices and what is filled in beforehand.
func formText(f chat.Form) string {
	lines := []string{"[" + f.Title + "]"}
	for _, field := range f.Fields {
		line := "• " + field.Label
		if field.Hint != "" {
			line += " (" + field.Hint + ")"
		}
		var labels []string
		for _, choice := range field.Choices {
			labels = append(labels, choice.Label)
		}
		if len(labels) > 0 {
			line += " [" + strings.Join(labels, " | ") + "]"
		}
		if field.Value != "" {
			line += " = " + field.Value
		}
		lines = append(lines, line)
	}
	return strings.Join(append(lines, fmt.Sprintf("[%s] [%s]", f.Submit, f.Cancel)), "\n")
}

// submit is `alice submits in slack:#ganda: title = Oceans; date = 2027-01-12`,
// and `alice submits again`: the network hands over the same form once more.
type submit struct {
	name   string
	where  string // empty: where somebody spoke last
	values [][2]string
	again  bool
}

var submitForm = form(`^(` + nameWord + `) submits(?: (again)|(?: in (` + hereWord + `))?: (.*))$`)

func (ps *parser) submit(source string) (directive, error) {
	m := submitForm().FindStringSubmatch(source)
	d := submit{name: m[1], again: m[2] != "", where: m[3]}
	if d.again {
		return d, nil
	}
	for _, part := range strings.Split(m[4], ";") {
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			return nil, fmt.Errorf("%q: write the fields as title = Oceans; date = 2027-01-12", strings.TrimSpace(part))
		}
		d.values = append(d.values, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
	if d.where == "" {
		return d, nil
	}
	_, err := ps.where(d.where, d.name)
	return d, err
}

func (d submit) play(p *player) error {
	if d.again {
		if p.sent.EventID == "" {
			p.fault("no form was sent yet")
			return nil
		}
		return p.say(p.sent, p.here, d.name, "submits the form again", "")
	}
	where := p.here
	if d.where != "" {
		where = placeNamed(d.where, d.name)
	}
	u, ok := p.last(where, func(u utterance) bool { return isBot(u) && opens(*u.out) })
	if !ok {
		p.fault("no form is open there")
		return nil
	}
	in := where.incoming(d.name, u.out.Form.Command)
	in.Thread, in.Addressed, in.Pressed = u.out.To.Thread, true, true
	in.Fields = filledIn(*u.out.Form)
	var shown []string
	for _, value := range d.values {
		if !slices.ContainsFunc(u.out.Form.Fields, func(f chat.Field) bool { return f.Name == value[0] }) {
			p.fault("the form has no field " + value[0])
			return nil
		}
		shown = append(shown, value[0]+" = "+value[1])
		if in.Fields[value[0]] = value[1]; value[1] == "" {
			delete(in.Fields, value[0])
		}
	}
	in.EventID = fmt.Sprintf("e%d", p.events+1)
	p.sent = in
	return p.say(in, where, d.name, "submits "+strings.Join(shown, "; "), "")
}

// filledIn is what a form holds as it opens.
func filledIn(f chat.Form) map[string]string {
	values := map[string]string{}
	for _, field := range f.Fields {
		if field.Value != "" {
			values[field.Name] = field.Value
		}
	}
	return values
}

// refuseForm shows what is wrong with a form to whoever sent it: one line a
// field, by name.
func (p *player) refuseForm(where place, in chat.Incoming, refused *chat.FormError) {
	var lines []string
	for field, problem := range refused.Problems {
		lines = append(lines, field+": "+problem)
	}
	slices.Sort(lines)
	out := chat.Outgoing{To: chat.Place{Room: in.Room}, OnlyFor: in.From}
	p.said = append(p.said, utterance{at: p.now, place: where, id: p.nextID(), text: Visible(strings.Join(lines, "\n")), note: "on the form", out: &out})
}
