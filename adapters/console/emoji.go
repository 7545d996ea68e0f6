package console

import "entente/bot/chat"

// emoji is `react 👎`: one that stands for no button, put under the last message
// of the bot there.
type emoji struct {
	name  string // empty: who spoke last
	where string // empty: where somebody spoke last
	sign  string
}

func (d emoji) play(p *player) error {
	who, where := p.handAt(d.name, d.where)
	u, ok := p.last(where, isBot)
	if !ok {
		p.miss(where, 0, "no message to react to")
		return nil
	}
	in := where.incoming(who, d.sign)
	in.Kind, in.ReplyTo, in.Thread, in.Addressed = chat.Reacted, u.id, u.out.To.Thread, true
	return p.say(in, where, who, "reacts "+d.sign, "")
}
