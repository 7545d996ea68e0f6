package slack

import (
	"context"
	"fmt"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
	"entente/planner"
)

// metadataType names the message metadata in which the delivery key travels.
// https://docs.slack.dev/messaging/message-metadata
const metadataType = "entente_delivery"

// Send sends one message by one request, and says what became of it; see
// [chat.Adapter].
func (a *Adapter) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	channel, err := a.conversation(ctx, out.To)
	if err != nil {
		return chat.Receipt{}, err
	}
	if out.React != "" {
		return a.react(ctx, channel, out)
	}
	if out.OnlyFor != "" && planner.Network(out.OnlyFor) != a.name {
		return chat.Receipt{}, a.foreign(string(out.OnlyFor))
	}
	private := out.OnlyFor != "" && !isDirect(channel)
	drawn := render(a.name, out, private || isDirect(channel))
	options := []slackapi.MsgOption{
		slackapi.MsgOptionText(drawn.text, false),
		slackapi.MsgOptionBlocks(drawn.blocks...),
		slackapi.MsgOptionParse(false),
		slackapi.MsgOptionDisableLinkUnfurl(),
		slackapi.MsgOptionDisableMediaUnfurl(),
	}
	if private {
		return a.whisper(ctx, channel, out, options)
	}
	options = append(options, withKey(out.Key))
	if out.Replaces != "" {
		receipt, err := a.update(ctx, channel, out.Replaces, options)
		if !gone(err) {
			return receipt, err
		}
	}
	return a.post(ctx, channel, threadOf(out.To, channel), options)
}

func withKey(key string) slackapi.MsgOption {
	return slackapi.MsgOptionMetadata(slackapi.SlackMetadata{
		EventType:    metadataType,
		EventPayload: map[string]any{"key": key},
	})
}

// threadOf is the thread that a message to to belongs in: in a room the answer
// to a message opens its thread; alone with somebody nothing is hidden in one.
func threadOf(to chat.Place, channel channelID) string {
	if to.Thread != "" || isDirect(channel) {
		return to.Thread
	}
	return to.ReplyTo
}

// conversation is the channel of to; that with a person is opened, which
// changes nothing when it is open. Whatever goes wrong, nothing was sent.
func (a *Adapter) conversation(ctx context.Context, to chat.Place) (channelID, error) {
	if to.Room != "" {
		if planner.Network(to.Room) != a.name {
			return "", a.foreign(string(to.Room))
		}
		return channelID(planner.Native(to.Room)), nil
	}
	if planner.Network(to.Person) != a.name {
		return "", a.foreign(string(to.Person))
	}
	opened, _, _, err := a.api.OpenConversationContext(ctx, &slackapi.OpenConversationParameters{
		Users: []string{planner.Native(to.Person)},
	})
	if err != nil {
		code := refusal(err)
		reason := code
		if code == "" {
			reason = "not_reached"
		}
		return "", &chat.SendError{
			Final:      code != "" && !transient(code),
			RetryAfter: retryAfter(err),
			Reason:     reason,
			Err:        fmt.Errorf("open conversation: %w", err),
		}
	}
	return channelID(opened.ID), nil
}

func (a *Adapter) foreign(id string) error {
	return &chat.SendError{Final: true, Reason: "wrong_network", Err: fmt.Errorf("%q is not of network %q", id, a.name)}
}

func (a *Adapter) post(ctx context.Context, channel channelID, thread string, options []slackapi.MsgOption) (chat.Receipt, error) {
	if thread != "" {
		options = append(options, slackapi.MsgOptionTS(thread))
	}
	_, ts, err := a.api.PostMessageContext(ctx, string(channel), options...)
	return a.sent("post message", channel, ts, err)
}

func (a *Adapter) update(ctx context.Context, channel channelID, ts string, options []slackapi.MsgOption) (chat.Receipt, error) {
	_, ts, _, err := a.api.UpdateMessageContext(ctx, string(channel), ts, options...)
	return a.sent("update message", channel, ts, err)
}

// whisper shows the message to one person alone. Slack shows it in a thread
// only where that exists already, so it does not open one.
func (a *Adapter) whisper(ctx context.Context, channel channelID, out chat.Outgoing, options []slackapi.MsgOption) (chat.Receipt, error) {
	if out.To.Thread != "" {
		options = append(options, slackapi.MsgOptionTS(out.To.Thread))
	}
	ts, err := a.api.PostEphemeralContext(ctx, string(channel), planner.Native(out.OnlyFor), options...)
	return a.sent("post ephemeral message", channel, ts, err)
}

// react puts an emoji under the message that out answers.
func (a *Adapter) react(ctx context.Context, channel channelID, out chat.Outgoing) (chat.Receipt, error) {
	name, known := emojiName(out.React)
	if !known {
		return chat.Receipt{}, &chat.SendError{Final: true, Reason: "unknown_emoji"}
	}
	err := a.api.AddReactionContext(ctx, name, slackapi.NewRefToMessage(string(channel), out.To.ReplyTo))
	if refusal(err) == "already_reacted" {
		err = nil
	}
	return a.sent("add reaction", channel, out.To.ReplyTo, err)
}

func (a *Adapter) sent(doing string, channel channelID, ts string, err error) (chat.Receipt, error) {
	if err != nil {
		return chat.Receipt{}, outcome(doing, err)
	}
	return chat.Receipt{Room: roomID(a.name, channel), Message: ts}, nil
}

// gone says whether the message to be replaced cannot be: deleted, or too old
// for the workspace's rules. What is to be said is then said anew.
func gone(err error) bool {
	switch refusal(err) {
	case "message_not_found", "cant_update_message", "edit_window_closed":
		return true
	}
	return false
}
