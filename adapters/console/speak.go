package console

import (
	"fmt"
	"strconv"
	"strings"

	"entente/bot/chat"
)

// The parts of the forms of directives.
const (
	nameWord  = `\pL[\pL\pN_.-]*`
	roomWord  = `(?:[a-z]+:)?#` + nameWord
	hereWord  = roomWord + `|(?:[a-z]+:)?dm`
	thereWord = roomWord + `|dm (?:[a-z]+:)?` + nameWord
)

// speak is `alice in #ganda> …`.
type speak struct {
	name   string
	where  place
	text   string
	aside  bool // not said to the bot
	reply  bool // an answer to the bot's last message there
	edit   bool // takes the place of what name said there last
	slash  bool // a slash command: it leaves no message
	gone   bool // what name said there last is removed
	sealed bool // it cannot be decrypted
	manner string
}

// sayForm is NAME in PLACE, MODIFIER, …> TEXT.
var sayForm = form(`^(` + nameWord + `) in (` + hereWord + `)((?:, [^,>]+)*)> ?(.*)$`)

// say reads what somebody says. The modifiers are aside, reply, edit, delete,
// unreadable, slash, `N times` (the text repeated) and escaped (\n, \t, \u202e
// stand for characters).
func (ps *parser) say(source string) (directive, error) {
	m := sayForm().FindStringSubmatch(source)
	where, err := ps.where(m[2], m[1])
	if err != nil {
		return nil, err
	}
	s := speak{name: m[1], where: where, text: m[4], manner: strings.TrimPrefix(m[3], ", ")}
	times := 1
	for _, modifier := range strings.Split(s.manner, ", ") {
		count, repeated := strings.CutSuffix(modifier, " times")
		switch {
		case modifier == "":
		case modifier == "aside" && where.person == "":
			s.aside = true
		case modifier == "reply":
			s.reply = true
		case modifier == "edit":
			s.edit = true
		case modifier == "delete":
			s.gone = true
		case modifier == "unreadable":
			s.sealed = true
		case modifier == "slash" && tickets(where.network):
			s.slash = true
		case modifier == "escaped":
			if s.text, err = unescape(s.text); err != nil {
				return nil, err
			}
		case repeated:
			if times, err = strconv.Atoi(count); err != nil || times < 1 || times > mostTimes {
				return nil, fmt.Errorf("%q: write a number from 1 to %d", modifier, mostTimes)
			}
		default:
			return nil, fmt.Errorf("%q: not a way to speak in %s", modifier, where)
		}
	}
	s.text = strings.Repeat(s.text, times)
	return s, nil
}

// mostTimes is how often a text may be repeated.
const mostTimes = 100_000

// unescape puts characters in the place of \n, \t, \u202e and the like.
func unescape(text string) (string, error) {
	var b strings.Builder
	for rest := text; rest != ""; {
		char, _, tail, err := strconv.UnquoteChar(rest, 0)
		if err != nil {
			return "", fmt.Errorf("escaped text: %q is not understood", rest)
		}
		b.WriteRune(char)
		rest = tail
	}
	return b.String(), nil
}

func (s speak) play(p *player) error {
	in := s.where.incoming(s.name, s.text)
	in.Message, in.Addressed = p.nextID(), !s.aside
	switch {
	case s.slash:
		in.Message, in.Ticket = "", p.ticket(s.where)
	case s.reply:
		answered, ok := p.last(s.where, isBot)
		if !ok {
			p.fault("there is no message of the bot to reply to")
			return nil
		}
		in.ReplyTo, in.Thread = answered.id, answered.out.To.Thread
	case s.sealed:
		in.Kind, in.Text = chat.Unreadable, ""
	case s.edit, s.gone:
		earlier, ok := p.last(s.where, func(u utterance) bool { return nameKey(u.speaker) == nameKey(s.name) })
		if !ok {
			p.fault(s.name + " has said nothing there yet")
			return nil
		}
		in.Kind, in.Message = chat.Edited, earlier.id
		if s.gone {
			in.Kind, in.Text = chat.Deleted, ""
		}
	}
	return p.say(in, s.where, s.name, s.text, s.manner)
}

// last is the last utterance in a place that fits.
func (s *stage) last(where place, fits func(utterance) bool) (utterance, bool) {
	for i := len(s.said) - 1; i >= 0; i-- {
		if u := s.said[i]; u.place == where && fits(u) {
			return u, true
		}
	}
	return utterance{}, false
}

// isBot says whether an utterance is a message of the bot.
func isBot(u utterance) bool { return u.out != nil && u.out.React == "" }
