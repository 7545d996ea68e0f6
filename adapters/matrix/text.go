package matrix

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// said is a message as its event shows it, before anything is looked up.
type said struct {
	text     string
	mentions []mention
	called   bool // the bot is mentioned, or named at the start
	replyTo  id.EventID
	thread   id.EventID
	replaces id.EventID // an edit of this message
}

// A mention is a person, room or alias named in a text.
type mention struct {
	text string // as it stands in the text, with "@" or "#"
	id   string
}

// self is who the bot is on the homeserver.
type self struct {
	id    id.UserID
	names []string // what it is called, to know it at the start of a sentence
}

// read takes what somebody said out of an event. ok is false for what is not
// for a bot: notices, which are other bots', and all that is not text.
func (me self) read(evt *event.Event) (s said, ok bool) {
	content, ok := evt.Content.Parsed.(*event.MessageEventContent)
	if !ok || evt.Type != event.EventMessage || evt.StateKey != nil {
		return said{}, false
	}
	relates := content.RelatesTo
	s.replyTo, s.thread, s.replaces = relates.GetNonFallbackReplyTo(), relates.GetThreadParent(), relates.GetReplaceID()
	if s.replaces != "" {
		if content = content.NewContent; content == nil {
			return said{}, false
		}
	}
	if content.MsgType != event.MsgText {
		return said{}, false
	}
	body, formatted := content.Body, ""
	if content.Format == event.FormatHTML {
		formatted = event.TrimReplyFallbackHTML(content.FormattedBody)
	}
	if relates.GetReplyTo() != "" {
		body = event.TrimReplyFallbackText(body)
	}
	s.called = content.Mentions.Has(me.id)
	s.fill(me, strings.Map(visible, strings.ToValidUTF8(body, "�")), formatted)
	return s, true
}

// fill sets the text: people as "@name", rooms as "#name", the bot left out.
func (s *said) fill(me self, body, formatted string) {
	var text strings.Builder
	done := 0
	for _, m := range findMarks(body, formatted) {
		text.WriteString(body[done:m.from])
		done = m.to
		if m.id == me.id.String() {
			s.called = true
			done += separator(body[done:], text.Len() == 0)
			continue
		}
		sigil, name := "#", strings.TrimLeft(strings.Join(strings.Fields(strings.Map(visible, m.name)), " "), "@#")
		if m.id[0] == '@' {
			sigil = "@"
		}
		name = cmp.Or(name, localpart(m.id), m.id[1:])
		s.mentions = append(s.mentions, mention{sigil + name, m.id})
		text.WriteString(sigil + name)
	}
	text.WriteString(body[done:])
	s.text = strings.TrimSpace(text.String())
	if len(s.mentions) > 0 && strings.HasPrefix(s.text, s.mentions[0].text) {
		return // somebody else, whatever they are called
	}
	if rest, named := me.cutName(s.text); named {
		s.called, s.text = true, rest
	}
}

// cutName takes the bot's name off the start of a text: "Entente: help",
// "@entente, help", "Entente : aide".
func (me self) cutName(text string) (rest string, named bool) {
	bare := strings.TrimPrefix(text, "@")
	for _, name := range me.names {
		if len(bare) < len(name) || !strings.EqualFold(bare[:len(name)], name) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(bare[len(name):])
		if len(bare) > len(name) && (unicode.IsLetter(next) || unicode.IsDigit(next) || strings.ContainsRune("-_.'’", next)) {
			continue
		}
		return strings.TrimSpace(bare[len(name)+separator(bare[len(name):], true):]), true
	}
	return text, false
}

// separator is how many bytes at the start of rest only part a name from what
// follows: blanks, and at the start of a sentence a colon or comma.
func separator(rest string, start bool) int {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if start && trimmed != "" && strings.ContainsRune(":,：", firstRune(trimmed)) {
		_, size := utf8.DecodeRuneInString(trimmed)
		trimmed = strings.TrimLeftFunc(trimmed[size:], unicode.IsSpace)
	}
	return len(rest) - len(trimmed)
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// visible drops control characters, which nobody types and which some
// databases refuse.
func visible(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return -1
	}
	return r
}
