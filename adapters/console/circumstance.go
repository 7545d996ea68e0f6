package console

import (
	"fmt"

	"entente/bot/chat"
	"entente/planner"
)

// enter is `alice invites it to #ganda` and `alice removes it from #ganda`.
type enter struct {
	name  string
	where place
	kind  chat.IncomingKind
}

var enterForm = form(`^(` + nameWord + `) (invites it to|removes it from) (` + roomWord + `)$`)

func (ps *parser) enter(source string) (directive, error) {
	m := enterForm().FindStringSubmatch(source)
	where, err := ps.where(m[3], m[1])
	d := enter{name: m[1], where: where, kind: chat.Invited}
	if m[2] == "removes it from" {
		d.kind = chat.Left
	}
	return d, err
}

func (d enter) play(p *player) error {
	in := d.where.incoming(d.name, "")
	in.Kind = d.kind
	shown := "invites the bot"
	if d.kind == chat.Left {
		shown = "sends the bot away"
	}
	return p.say(in, d.where, d.name, shown, "")
}

// relocate is `alice moves #ganda to #oceans`: that room goes on in this one.
type relocate struct {
	name          string
	before, after place
}

var relocateForm = form(`^(` + nameWord + `) moves (` + roomWord + `) to (` + roomWord + `)$`)

func (ps *parser) relocate(source string) (directive, error) {
	m := relocateForm().FindStringSubmatch(source)
	before, err := ps.where(m[2], m[1])
	if err != nil {
		return nil, err
	}
	after, err := ps.where(m[3], m[1])
	return relocate{name: m[1], before: before, after: after}, err
}

func (d relocate) play(p *player) error {
	in := d.after.incoming(d.name, "")
	in.Kind, in.Before = chat.Moved, d.before.room
	return p.say(in, d.after, d.name, "moves "+d.before.String()+" here", "")
}

// introduce says what the network's profile of a speaker holds: `alice zone
// Asia/Tokyo`, `alice has no zone`, `alice lang fr`.
type introduce struct {
	name string
	zone string // noZone: none; empty: as before
	lang planner.Lang
}

// profile is what a network knows of a speaker.
type profile struct {
	zone string // noZone: none; empty: that of the first "at"
	lang planner.Lang
}

// noZone stands for a profile without a zone.
const noZone = "-"

var introduceForm = form(`^(` + nameWord + `) (?:zone (\S+)|lang (en|fr)|has no zone)$`)

func (ps *parser) introduce(source string) (directive, error) {
	m := introduceForm().FindStringSubmatch(source)
	d := introduce{name: m[1], zone: m[2], lang: planner.Lang(m[3])}
	if m[2] != "" {
		if _, err := planner.Zone(m[2]); err != nil {
			return nil, fmt.Errorf("zone %q: %w", m[2], err)
		}
	}
	if m[2] == "" && m[3] == "" {
		d.zone = noZone
	}
	return d, nil
}

func (d introduce) play(p *player) error {
	key := nameKey(d.name)
	known := p.profiles[key]
	if d.zone != "" {
		known.zone = d.zone
	}
	if d.lang != "" {
		known.lang = d.lang
	}
	p.profiles[key] = known
	return nil
}

// setCondition is `#ganda is gone`, `dm bob is down`, `#ganda is back`: how the
// network takes what the bot sends there from now on.
type setCondition struct {
	where place
	is    condition
}

var conditionForm = form(`^(` + thereWord + `) is (gone|down|cut|back)$`)

func (ps *parser) condition(source string) (directive, error) {
	m := conditionForm().FindStringSubmatch(source)
	where, err := ps.where(m[1], "")
	return setCondition{where: where, is: condition(m[2])}, err
}

func (d setCondition) play(p *player) error {
	p.state[d.where] = d.is
	return nil
}
