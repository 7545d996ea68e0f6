package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	"entente/bot/chat"
)

// Buttons carry actionSay and their number as action id, and the sentence as
// value. Those shown to one person alone tell by their block's id, which
// begins with answerTo, which message they answer: an ephemeral message has no
// place of its own in the conversation.
const (
	actionSay = "say:"
	answerTo  = "answer_to:"
)

// press is an interactive request, as far as Entente reads it.
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
type press struct {
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	User        struct {
		ID string `json:"id"`
	} `json:"user"`
	Container struct {
		MessageTS   string    `json:"message_ts"`
		ThreadTS    string    `json:"thread_ts"`
		ChannelID   channelID `json:"channel_id"`
		IsEphemeral bool      `json:"is_ephemeral"`
	} `json:"container"`
	Message struct {
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	Actions []action `json:"actions"`
}

type action struct {
	ActionID string `json:"action_id"`
	BlockID  string `json:"block_id"`
	ActionTS string `json:"action_ts"`
	Value    string `json:"value"`
	Selected struct {
		Value string `json:"value"`
	} `json:"selected_option"` // of a menu
}

// interaction reads what was pressed or filled in.
func (r *reader) interaction(ctx context.Context, payload json.RawMessage) (*chat.Incoming, error) {
	var what struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(payload, &what); err != nil {
		return nil, err
	}
	switch what.Type {
	case "view_submission":
		return r.submission(ctx, payload)
	case "block_actions":
		var p press
		if err := json.Unmarshal(payload, &p); err != nil {
			return nil, err
		}
		return r.press(ctx, p), nil
	}
	return nil, nil
}

// press reads a click on a button: its sentence, said by who clicked. Each
// click has a trigger of its own, and Slack does not repeat one.
func (r *reader) press(ctx context.Context, p press) *chat.Incoming {
	if len(p.Actions) != 1 || p.User.ID == "" || p.Container.ChannelID == "" {
		return nil // in a form, where each choice is told, too
	}
	button := p.Actions[0]
	sentence := withoutControls(cmp.Or(button.Value, button.Selected.Value))
	if !strings.HasPrefix(button.ActionID, actionSay) || sentence == "" {
		r.log.Warn("slack press of an unknown button ignored", "action_id", button.ActionID)
		return nil
	}
	in := r.from(ctx, p.Container.ChannelID, p.User.ID)
	in.EventID = "press:" + cmp.Or(p.TriggerID, p.User.ID+":"+button.ActionTS)
	in.Thread = cmp.Or(p.Container.ThreadTS, p.Message.ThreadTS) // empty unless somebody has answered there
	in.ReplyTo = p.Container.MessageTS
	in.Addressed, in.Pressed = true, true
	in.Text = sentence
	in.At = instant(button.ActionTS)
	in.Ticket = ticket{
		Trigger: p.TriggerID, Response: p.ResponseURL,
		Ephemeral: p.Container.IsEphemeral, NoThread: in.Thread == "",
		At: time.Now().UTC(),
	}.String()
	switch {
	case p.Container.IsEphemeral:
		in.Thread = cmp.Or(in.Thread, answered(button.BlockID))
	case !in.Direct: // the answer belongs under the message
		in.Thread = cmp.Or(in.Thread, p.Container.MessageTS)
	}
	return in
}

// answered is the message that the buttons of an ephemeral block answer.
func answered(blockID string) string {
	rest, found := strings.CutPrefix(blockID, answerTo)
	if !found {
		return ""
	}
	ts, _, _ := strings.Cut(rest, "/")
	return ts
}

// command is a slash command, as far as Entente reads it.
// https://docs.slack.dev/interactivity/implementing-slash-commands
type command struct {
	Text        string    `json:"text"`
	UserID      string    `json:"user_id"`
	ChannelID   channelID `json:"channel_id"`
	TriggerID   string    `json:"trigger_id"`
	ResponseURL string    `json:"response_url"`
}

// command reads "/entente …": said to the bot, where others do not see it. It
// has no message, so what answers it should be for who typed it alone.
func (r *reader) command(ctx context.Context, c command) *chat.Incoming {
	if c.UserID == "" || c.ChannelID == "" || c.TriggerID == "" {
		return nil
	}
	in := r.said(ctx, c.ChannelID, c.UserID, c.Text)
	in.EventID = "command:" + c.TriggerID
	in.Addressed = true
	in.At = time.Now().UTC()
	in.Ticket = ticket{Trigger: c.TriggerID, Response: c.ResponseURL, At: in.At}.String()
	if in.Direct {
		// Typed in a conversation of two others, it is not the bot's with one.
		direct := r.known.directs.of(ctx, c.UserID)
		in.Direct = direct == "" || direct == c.ChannelID
	}
	return in
}
