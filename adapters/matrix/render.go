package matrix

import (
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
	"entente/planner"
)

// mostMentions is how many bytes the list of those who are rung has at most.
const mostMentions = 8_000

// mostFallback is how long a message may be for an edit of it to say it twice,
// for clients that do not know edits.
const mostFallback = 4_000

// render makes the content of an event of a message. It always says who is
// mentioned, so that nothing in the text rings for anybody (Matrix client-server
// API, "User and room mentions").
func (a *Adapter) render(out chat.Outgoing) *event.MessageEventContent {
	content := &event.MessageEventContent{
		MsgType:  event.MsgNotice,
		Body:     chat.PlainText(out),
		Mentions: a.mentions(out.Ring),
	}
	if out.Urgent {
		content.MsgType = event.MsgText
	}
	if formatted := a.html(out); formatted != "" {
		content.Format, content.FormattedBody = event.FormatHTML, formatted
	}
	if out.File != nil {
		asFile(content, out.File)
	}
	if out.Replaces != "" {
		return edit(content, id.EventID(out.Replaces))
	}
	content.RelatesTo = relation(out.To)
	return content
}

func (a *Adapter) mentions(ring []planner.IdentityID) *event.Mentions {
	mentions, left := &event.Mentions{}, mostMentions
	for _, who := range ring {
		user, ours := native[id.UserID](a.options.Name, string(who))
		if left -= len(user) + 3; ours && left >= 0 {
			mentions.Add(user)
		}
	}
	return mentions
}

// edit is content in the place of an earlier message (Matrix client-server API,
// "Event replacements").
func edit(content *event.MessageEventContent, earlier id.EventID) *event.MessageEventContent {
	edited := *content
	edited.NewContent = content
	edited.RelatesTo = new(event.RelatesTo).SetReplace(earlier)
	if len(content.Body)+len(content.FormattedBody) > mostFallback {
		edited.Body, edited.Format, edited.FormattedBody = firstRunes(content.Body, 200)+"…", "", ""
	}
	edited.Body = "* " + edited.Body
	if edited.FormattedBody != "" {
		edited.FormattedBody = "* " + edited.FormattedBody
	}
	return &edited
}

// relation makes a message an answer, and keeps it in the thread of what it
// answers. A thread that only the answered message would begin is none.
func relation(to chat.Place) *event.RelatesTo {
	var relates event.RelatesTo
	if to.Thread != "" && to.Thread != to.ReplyTo {
		relates.SetThread(id.EventID(to.Thread), id.EventID(to.Thread))
	}
	if to.ReplyTo != "" {
		relates.SetReplyTo(id.EventID(to.ReplyTo))
	}
	if relates == (event.RelatesTo{}) {
		return nil
	}
	return &relates
}

// html is the message in the tags that all clients show (Matrix client-server
// API, "m.room.message msgtypes"); tables are not among them.
func (a *Adapter) html(out chat.Outgoing) string {
	var b strings.Builder
	for _, block := range out.Blocks {
		switch {
		case block.Text != nil:
			b.WriteString("<p>" + a.spans(block.Text) + "</p>")
		case block.List != nil:
			b.WriteString("<ul>")
			for _, item := range block.List {
				b.WriteString("<li>" + a.spans(item) + "</li>")
			}
			b.WriteString("</ul>")
		case block.Rows != nil:
			lines := make([]string, len(block.Rows))
			for i, row := range block.Rows {
				lines[i] = a.row(row)
			}
			b.WriteString("<p>" + strings.Join(lines, "<br>") + "</p>")
		}
	}
	if len(out.Buttons) > 0 {
		b.WriteString("<ol>")
		for _, button := range out.Buttons {
			b.WriteString("<li>" + escape(button.Label) + "</li>")
		}
		b.WriteString("</ol>")
	}
	return b.String()
}

// row is one line, the first field bold.
func (a *Adapter) row(fields []chat.Text) string {
	said := make([]string, len(fields))
	for i, field := range fields {
		said[i] = a.spans(field)
		if i == 0 {
			said[i] = "<strong>" + said[i] + "</strong>"
		}
	}
	return strings.Join(said, " · ")
}

func (a *Adapter) spans(spans []chat.Span) string {
	var b strings.Builder
	for _, span := range spans {
		b.WriteString(a.span(span))
	}
	return b.String()
}

func (a *Adapter) span(span chat.Span) string {
	text := escape(span.Text)
	switch span.Kind {
	case chat.Strong:
		return "<strong>" + text + "</strong>"
	case chat.Code:
		return "<code>" + text + "</code>"
	case chat.Link:
		if address, err := url.Parse(span.URL); err == nil && slices.Contains([]string{"http", "https", "mailto"}, address.Scheme) {
			return link(address.String(), text)
		}
	case chat.Person:
		if user, ours := native[id.UserID](a.options.Name, string(span.Person)); ours && len(user) > 1 {
			return link(user.URI().MatrixToURL(), text)
		}
	case chat.Room:
		if room, ours := native[id.RoomID](a.options.Name, string(span.Room)); ours && len(room) > 1 {
			return link(room.URI(a.me.id.Homeserver()).MatrixToURL(), text)
		}
	}
	return text
}

func link(to, text string) string { return `<a href="` + html.EscapeString(to) + `">` + text + "</a>" }

func escape(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>")
}

// clean takes what nobody sees out of all text: control characters, and those
// that turn the direction of whatever follows.
func clean(out chat.Outgoing) chat.Outgoing {
	out.Blocks = eachSpan(out.Blocks, func(span chat.Span) chat.Span {
		span.Text, span.URL = cleaned(span.Text), cleaned(span.URL)
		return span
	})
	out.Buttons = slices.Clone(out.Buttons)
	for i := range out.Buttons {
		out.Buttons[i].Label = cleaned(out.Buttons[i].Label)
	}
	return out
}

func cleaned(text string) string { return strings.Map(harmless, strings.ToValidUTF8(text, "�")) }

func harmless(r rune) rune {
	if unicode.Is(turns, r) {
		return -1
	}
	return visible(r)
}
