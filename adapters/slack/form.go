package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"time"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
)

// Slack's limits for a modal, in characters and pieces.
// https://docs.slack.dev/reference/views/modal-views
const (
	maxModalTitle = 24 // also of its two buttons
	maxMetadata   = 3000
	maxFields     = 100
)

// formCallback marks the modals that are forms of Entente.
const formCallback = "entente_form"

// formOrigin travels in a modal, out of its reader's sight, and says where and
// by what it was opened: what is filled in is said there.
type formOrigin struct {
	Channel channelID `json:"channel"`
	Thread  string    `json:"thread,omitempty"`
	Command string    `json:"command"`
	Key     string    `json:"key"`              // of the message that opened it
	Ticket  string    `json:"ticket,omitempty"` // that message's, without the trigger
}

// open shows the form of out to whom its ticket is of; false when Slack does
// not, so that what out says instead is to be said. A trigger opens one modal
// and no more, so that an unknown outcome is settled by asking again.
func (a *Adapter) open(ctx context.Context, channel channelID, out chat.Outgoing) (opened bool) {
	given := parseTicket(out.Ticket, time.Now())
	if given.Trigger == "" {
		return false
	}
	view, fits := modal(channel, out, given)
	ctx, cancel := context.WithTimeout(ctx, triggerLasts) // later it opens nothing
	defer cancel()
	for tries := 0; fits && tries < 2 && ctx.Err() == nil; tries++ {
		err := a.pace.keep(lane{method: "views.open"}, func() error {
			_, err := a.api.OpenViewContext(ctx, given.Trigger, view)
			return err
		})
		switch code := refusal(err); {
		case err == nil, code == "exchanged_trigger_id":
			return true
		case isLimited(err), code != "" && !uncertain(code):
			a.log.Warn("slack form not opened", "key", out.Key, "error", err)
			return false
		}
	}
	return false
}

// modal draws the form of out, that the ticket given opens; fits is false when
// Slack would refuse it.
func modal(channel channelID, out chat.Outgoing, given ticket) (view slackapi.ModalViewRequest, fits bool) {
	form := out.Form
	origin, err := json.Marshal(formOrigin{
		Channel: channel,
		Thread:  threadOf(out.To, channel),
		Command: form.Command,
		Key:     out.Key,
		Ticket:  ticket{Response: given.Response, NoThread: given.NoThread, At: given.At}.String(),
	})
	blocks := inputs(form.Fields)
	if err != nil || utf8.RuneCount(origin) > maxMetadata || len(blocks) == 0 || len(blocks) != len(form.Fields) {
		return view, false
	}
	return slackapi.ModalViewRequest{
		Type:            slackapi.VTModal,
		CallbackID:      formCallback,
		Title:           plainText(cmp.Or(oneLine(form.Title), form.Command, "Entente"), maxModalTitle),
		Submit:          plainText(cmp.Or(oneLine(form.Submit), "OK"), maxModalTitle),
		Close:           optionalText(form.Cancel, maxModalTitle),
		Blocks:          slackapi.Blocks{BlockSet: blocks},
		PrivateMetadata: string(origin),
	}, true
}

// plainText is text that is shown as it is, in at most limit characters: no
// markup, no mentions, and no emoji by their names.
func plainText(text string, limit int) *slackapi.TextBlockObject {
	return slackapi.NewTextBlockObject(slackapi.PlainTextType, shorten(text, limit), false, false)
}

// optionalText is plainText, or nil when there is nothing to show, which Slack
// would refuse.
func optionalText(text string, limit int) *slackapi.TextBlockObject {
	if oneLine(text) == "" {
		return nil
	}
	return plainText(text, limit)
}

// shorten is text on one line of at most limit characters.
func shorten(text string, limit int) string {
	text = oneLine(text)
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	head, _ := cutText(text, limit-1)
	return head + "…"
}
