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
)

// message renders an Outgoing. It always says who is mentioned, so that
// nothing in the text rings for anybody (Matrix client-server API, "User and
// room mentions").
func (a *Adapter) message(out chat.Outgoing) *event.MessageEventContent {
	out = a.fit(clean(out))
	content := a.plainMessage(out)
	if out.Replaces != "" {
		edit := *content
		edit.Body, edit.FormattedBody = "* "+content.Body, "* "+content.FormattedBody
		edit.NewContent = content
		edit.RelatesTo = new(event.RelatesTo).SetReplace(id.EventID(out.Replaces))
		return &edit
	}
	content.RelatesTo = relation(out.To)
	return content
}

func (a *Adapter) plainMessage(out chat.Outgoing) *event.MessageEventContent {
	content := &event.MessageEventContent{
		MsgType:       event.MsgNotice,
		Body:          chat.PlainText(out),
		Format:        event.FormatHTML,
		FormattedBody: a.html(out),
		Mentions:      &event.Mentions{},
	}
	if out.Urgent {
		content.MsgType = event.MsgText
	}
	for _, who := range out.Ring {
		if user, ours := native[id.UserID](a.options.Name, string(who)); ours {
			content.Mentions.Add(user)
		}
	}
	return content
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
	out.Blocks = eachText(out.Blocks, func(text string) string { return strings.Map(harmless, text) })
	out.Buttons = slices.Clone(out.Buttons)
	for i := range out.Buttons {
		out.Buttons[i].Label = strings.Map(harmless, out.Buttons[i].Label)
	}
	return out
}

func harmless(r rune) rune {
	if unicode.Is(turns, r) {
		return -1
	}
	return visible(r)
}
