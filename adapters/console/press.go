package console

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"entente/bot/chat"
)

// press is `press "Undo"`, `bob presses "Undo" in #ganda`, and `react 2`: the
// second button, by a reaction.
type press struct {
	name   string // empty: who spoke last
	where  string // empty: where somebody spoke last
	label  string // or
	choice int    // from 1
}

var (
	pressForm = form(`^(?:(` + nameWord + `) )?press(?:es)? "(.+)"(?: in (` + hereWord + `))?$`)
	reactForm = form(`^(?:(` + nameWord + `) )?reacts? (\d+|[^\s\w"]+)(?: in (` + hereWord + `))?$`)
)

func (ps *parser) press(source string) (directive, error) {
	m := pressForm().FindStringSubmatch(source)
	return ps.handed(press{name: m[1], label: m[2], where: m[3]}, m[1], m[3])
}

func (ps *parser) react(source string) (directive, error) {
	m := reactForm().FindStringSubmatch(source)
	choice, err := strconv.Atoi(m[2])
	switch {
	case err != nil:
		return ps.handed(emoji{name: m[1], sign: m[2], where: m[3]}, m[1], m[3])
	case choice < 1 || choice > 10:
		return nil, fmt.Errorf("choices are counted from 1, and there are emoji to 10")
	}
	return ps.handed(press{name: m[1], choice: choice, where: m[3]}, m[1], m[3])
}

// handed checks the place of what somebody presses or puts.
func (ps *parser) handed(d directive, name, where string) (directive, error) {
	if where == "" {
		return d, nil
	}
	_, err := ps.where(where, name)
	return d, err
}

// handAt is who presses or puts something, and where: without a name whoever
// spoke last, and where somebody spoke last.
func (p *player) handAt(name, named string) (who string, where place) {
	who, where = cmp.Or(name, p.speaker), p.here
	if named != "" {
		where = placeNamed(named, who)
	}
	return who, where
}

func (d press) play(p *player) error {
	who, where := p.handAt(d.name, d.where)
	u, button, ok := p.button(where, d)
	if !ok {
		return nil
	}
	in := where.incoming(who, button.Sentence)
	in.ReplyTo, in.Thread, in.Addressed, in.Pressed = u.id, u.out.To.Thread, true, true
	in.Ticket = p.ticket(where)
	shown := `presses "` + button.Label + `"`
	if d.choice > 0 {
		in.Kind, in.Text, in.Pressed, in.Ticket = chat.Reacted, keycap(d.choice), false, ""
		shown = fmt.Sprintf("reacts %d: %s", d.choice, button.Label)
	}
	return p.say(in, where, who, shown, "")
}

// keycap is the emoji of a number.
func keycap(n int) string {
	if n == 10 {
		return "\U0001F51F"
	}
	return fmt.Sprintf("%d\uFE0F\u20E3", n)
}

// button finds what is pressed: the label on the last message there that has
// it, or the choice of the last message there that has any.
func (p *player) button(where place, d press) (utterance, chat.Button, bool) {
	var found []chat.Button
	u, ok := p.last(where, func(u utterance) bool {
		if !isBot(u) || len(u.out.Buttons) == 0 {
			return false
		}
		found = u.out.Buttons
		if d.choice == 0 {
			found = labelled(u.out.Buttons, d.label)
		}
		return len(found) > 0
	})
	switch {
	case !ok:
		p.miss(where, 0, "no such button")
	case d.choice > len(found):
		p.miss(where, 0, fmt.Sprintf("there are %d choices", len(found)))
	case d.choice > 0:
		return u, found[d.choice-1], true
	case len(found) > 1:
		p.miss(where, 0, "several buttons are so called")
	default:
		return u, found[0], true
	}
	return u, chat.Button{}, false
}

// labelled are the buttons called label, or where there is none those with
// label in their name.
func labelled(buttons []chat.Button, label string) []chat.Button {
	var whole, part []chat.Button
	label = strings.ToLower(asTyped(label))
	for _, b := range buttons {
		name := strings.ToLower(asTyped(b.Label))
		if name == label {
			whole = append(whole, b)
		}
		if strings.Contains(name, label) {
			part = append(part, b)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return part
}
