package slack

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
	"entente/planner"
)

// draw makes elements of rich text of spans. In those, text is text: nothing
// in it is read as markup, a mention or a link.
func (k *ink) draw(spans []chat.Span) []slackapi.RichTextSectionElement {
	var drawn []slackapi.RichTextSectionElement
	for _, span := range spans {
		if element := k.element(span); element != nil {
			drawn = append(drawn, element)
		}
	}
	return drawn
}

// element draws one span; nil when there is nothing to see, which Slack would
// refuse.
func (k *ink) element(span chat.Span) slackapi.RichTextSectionElement {
	text := shown(span.Text)
	if rung := k.rung(span); rung != nil {
		return rung
	}
	if text == "" {
		return nil
	}
	var style *slackapi.RichTextSectionTextStyle
	switch span.Kind {
	case chat.Strong:
		style = &slackapi.RichTextSectionTextStyle{Bold: true}
	case chat.Code:
		style = &slackapi.RichTextSectionTextStyle{Code: true}
	case chat.Link:
		if linkable(span.URL) {
			return slackapi.NewRichTextSectionLinkElement(span.URL, text, nil)
		}
	case chat.Room:
		if channel := channelID(planner.Native(span.Room)); planner.Network(span.Room) == k.network && !isDirect(channel) {
			return slackapi.NewRichTextSectionChannelElement(string(channel), nil)
		}
	case chat.Instant:
		return k.instantElement(span, text)
	}
	return slackapi.NewRichTextSectionTextElement(text, style)
}

// rung is the mention of a person who is to be notified. A user element always
// notifies, so that anybody else stays text.
func (k *ink) rung(span chat.Span) slackapi.RichTextSectionElement {
	if span.Kind != chat.Person || planner.Network(span.Person) != k.network || !slices.Contains(k.ring, span.Person) {
		return nil
	}
	k.named = append(k.named, span.Person)
	return slackapi.NewRichTextSectionUserElement(planner.Native(span.Person), nil)
}

// sayHour finds an hour as package when says it: "15:00", « 15 h ».
var sayHour = regexp.MustCompile(`\d(:\d\d|[\s\x{a0}\x{202f}]?h\b)`)

// instantElement says an instant as it is written, in the event's zone. In a
// room each reader's own hour follows, which only their client knows; to one
// person alone the bot has said it. Clients that draw no dates show what is
// written; so do all where that is a day without an hour.
// https://docs.slack.dev/reference/block-kit/block-elements/date-element
func (k *ink) instantElement(span chat.Span, text string) slackapi.RichTextSectionElement {
	braces := strings.ContainsAny(text, "{}") // would be read as fields
	if k.alone || span.At.IsZero() || braces || !sayHour.MatchString(text) {
		return slackapi.NewRichTextSectionTextElement(text, nil)
	}
	format := text + " → {date_short_pretty}, {time}"
	return slackapi.NewRichTextSectionDateElement(span.At.Unix(), format, nil, &text)
}

// linkable says whether a client may be asked to open url.
func linkable(url string) bool {
	if len(url) > maxURL {
		return false
	}
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(url, scheme) {
			return true
		}
	}
	return false
}

// cut parts spans so that the first part has at most limit characters. Only
// text is cut within; what has a meaning of its own moves whole, unless it
// alone is too long and becomes text.
func cut(spans []chat.Span, limit int) (head, tail []chat.Span) {
	for i, span := range spans {
		if size := length(spans[i : i+1]); size <= limit {
			head = append(head, span)
			limit -= size
			continue
		}
		whole := span.Kind != chat.Plain && span.Kind != chat.Strong && span.Kind != chat.Code
		if whole && i > 0 {
			return head, spans[i:]
		}
		if whole {
			span = chat.Span{Text: span.Text}
		}
		before, after := span, span
		before.Text, after.Text = cutText(span.Text, limit)
		if before.Text != "" {
			head = append(head, before)
		}
		return head, append([]chat.Span{after}, spans[i+1:]...)
	}
	return head, nil
}

// cutText parts text after at most limit characters, at a space where there is
// one not far back.
func cutText(text string, limit int) (head, tail string) {
	if utf8.RuneCountInString(text) <= limit {
		return text, ""
	}
	end := 0
	for range limit {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	const back = 100
	if space := strings.LastIndexAny(text[:end], " \n"); space > end-back && space > 0 {
		end = space + 1
	}
	return text[:end], text[end:]
}
