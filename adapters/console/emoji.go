package console

import "entente/bot/chat"

// emoji is `react 👎`: one that stands for no button, put under the last message
// of the bot there.
type emoji struct {
	name  string // empty: who spoke last
	where string // empty: where somebody spoke last
	sign  string
}

// put checks the place of an emoji.
func (ps *parser) put(d emoji) (directive, error) {
	if d.where == "" {
		return d, nil
	}
	_, err := ps.where(d.where, d.name)
	return d, err
}

func (d emoji) play(p *player) error {
	who, where := d.name, p.here
	if who == "" {
		who = p.speaker
	}
	if d.where != "" {
		where = placeNamed(d.where, who)
	}
	u, ok := p.last(where, isBot)
	if !ok {
		p.miss(where, 0, "no message to react to")
		return nil
	}
	in := where.incoming(who, d.sign)
	in.Kind, in.ReplyTo, in.Thread, in.Addressed = chat.Reacted, u.id, u.out.To.Thread, true
	return p.say(in, where, who, "reacts "+d.sign, "")
}
