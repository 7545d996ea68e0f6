package slack

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/bot/chat"
)

// maxMentions bounds how many people and rooms of one text are looked up and
// named; what comes after keeps its id.
const maxMentions = 20

// A wording is a text of Slack's as it was meant.
type wording struct {
	text     string
	mentions []chat.Mention
	toBot    bool // the bot is mentioned
}

// wordingReader turns Slack's markup into a wording.
// https://docs.slack.dev/messaging/formatting-message-text
type wordingReader struct {
	network string
	bot     string                   // the bot's own user id
	person  func(user string) string // its name; empty when not known
	room    func(channelID) string

	out      []byte
	mentions []chat.Mention
	toBot    bool
}

// read takes raw apart: what stands in <…> is Slack's, the rest people's,
// with &, < and > escaped.
func (r *wordingReader) read(raw string) wording {
	for raw != "" {
		plain, rest, found := strings.Cut(raw, "<")
		r.plain(plain)
		if !found {
			break
		}
		token, after, closed := strings.Cut(rest, ">")
		if !closed { // Slack escapes every other "<"
			r.plain("<" + rest)
			break
		}
		raw = after
		if user, is := strings.CutPrefix(token, "@"); is && sameUser(user, r.bot) {
			raw = r.dropBot(after)
			continue
		}
		r.token(token)
	}
	text := strings.TrimSpace(withoutCodeMarks(withoutControls(string(r.out))))
	return wording{text: text, mentions: r.mentions, toBot: r.toBot}
}

func (r *wordingReader) plain(escaped string) {
	r.out = append(r.out, unescape.Replace(escaped)...)
}

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// token writes what one <…> stands for.
func (r *wordingReader) token(token string) {
	content, label, _ := strings.Cut(token, "|")
	label = unescape.Replace(label)
	switch {
	case strings.HasPrefix(content, "@") && isID(content[1:]):
		user := content[1:]
		m := chat.Mention{Text: "@" + user, Person: identityID(r.network, user)}
		r.mention(m, label, func() string { return r.person(user) })
	case strings.HasPrefix(content, "#") && isID(content[1:]):
		channel := channelID(content[1:])
		m := chat.Mention{Text: content, Room: roomID(r.network, channel)}
		r.mention(m, label, func() string { return r.room(channel) })
	case strings.HasPrefix(content, "!subteam^"), strings.HasPrefix(content, "!date^"):
		r.out = append(r.out, label...)
	case strings.HasPrefix(content, "!"): // here, channel, everyone
		r.out = append(r.out, "@"+content[1:]...)
	case label != "":
		r.out = append(r.out, label...)
	default:
		r.plain(strings.TrimPrefix(content, "mailto:"))
	}
}

// isID says whether text can be an id of a person or channel.
func isID(text string) bool {
	other := func(c rune) bool { return (c < 'A' || c > 'Z') && (c < '0' || c > '9') }
	return text != "" && len(text) <= maxID && !strings.ContainsFunc(text, other)
}

// mention writes m, whose text is its id, by its name, and remembers who or
// what that is.
func (r *wordingReader) mention(m chat.Mention, label string, name func() string) {
	for _, known := range r.mentions {
		if known.Person == m.Person && known.Room == m.Room {
			r.out = append(r.out, known.Text...)
			return
		}
	}
	if len(r.mentions) < maxMentions {
		id := m.Text[1:]
		m.Name = cmp.Or(name(), oneLine(label))
		m.Text = m.Text[:1] + cmp.Or(m.Name, id)
		if slices.ContainsFunc(r.mentions, func(known chat.Mention) bool { return known.Text == m.Text }) {
			m.Text += " (" + id + ")" // two people of one name
		}
		r.mentions = append(r.mentions, m)
	}
	r.out = append(r.out, m.Text...)
}

// dropBot leaves the mention of the bot out, with the comma or colon after it
// where it opens the text, and with the gap that it would leave elsewhere.
func (r *wordingReader) dropBot(after string) string {
	r.toBot = true
	r.out = bytes.TrimRightFunc(r.out, unicode.IsSpace)
	if len(r.out) == 0 {
		return afterVocative(after)
	}
	if r.out[len(r.out)-1] == ',' { // called between two commas
		after = strings.TrimPrefix(after, ",")
	}
	next, _ := utf8.DecodeRuneInString(after)
	if after != "" && !unicode.IsSpace(next) && !unicode.IsPunct(next) {
		r.out = append(r.out, ' ')
	}
	return after
}

// afterVocative is text without the space and the comma or colon that follow a
// name by which somebody is called.
func afterVocative(text string) string {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	text = strings.TrimLeft(text, ",:")
	return strings.TrimLeftFunc(text, unicode.IsSpace)
}

// calledByName is what follows when text opens with one of names, as "Entente:
// help" or "@entente help" do; called is false when it does not.
func calledByName(text string, names ...string) (rest string, called bool) {
	opening := strings.TrimPrefix(text, "@")
	for _, name := range names {
		if name == "" || len(opening) < len(name) || !strings.EqualFold(opening[:len(name)], name) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(opening[len(name):])
		if unicode.IsLetter(next) || unicode.IsDigit(next) || next == '-' || next == '_' {
			continue
		}
		return afterVocative(opening[len(name):]), true
	}
	return text, false
}

// Code marks are those around a whole word or more: the back-ticks of LaTeX's
// “quotes” and a lone one are left as they are.
var (
	codeBlock = regexp.MustCompile("(?s)```\\n?(.*?)\\n?```")
	codeSpan  = regexp.MustCompile("(^|[\\s(\\[{«“\"':])`([^`\\n]+)`($|[\\s.,;:!?)\\]}»”\"'])")
)

func withoutCodeMarks(text string) string {
	if !strings.Contains(text, "`") {
		return text // as most often
	}
	text = codeBlock.ReplaceAllString(text, "$1")
	// Twice: neighbours share the space between them.
	return codeSpan.ReplaceAllString(codeSpan.ReplaceAllString(text, "$1$2$3"), "$1$2$3")
}

// sameUser compares the user of a mention, which may carry a label.
func sameUser(mention, user string) bool {
	id, _, _ := strings.Cut(mention, "|")
	return id == user
}
