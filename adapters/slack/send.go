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

// Send sends one message by one request that shows it, and says what became of
// it; see [chat.Adapter].
func (a *Adapter) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	channel, err := a.conversation(ctx, out.To)
	if err != nil {
		return chat.Receipt{}, err
	}
	switch {
	case out.React != "":
		return a.react(ctx, channel, out)
	case out.OnlyFor != "" && planner.Network(out.OnlyFor) != a.name:
		return chat.Receipt{}, a.foreign(string(out.OnlyFor))
	case out.Form != nil && a.open(ctx, channel, out):
		return chat.Receipt{Room: roomID(a.name, channel)}, nil
	}
	// A file cannot be shown to one person alone.
	private := out.OnlyFor != "" && !isDirect(channel) && out.File == nil
	alone := private || isDirect(channel)
	drawn := render(a.name, out, alone)
	if drawn.shortened && out.File == nil && !private && out.Replaces == "" {
		out.File = whole(out)
		drawn = render(a.name, out, alone)
	}
	if out.File != nil {
		return a.share(ctx, channel, threadOf(out.To, channel), out, drawn)
	}
	if private {
		return a.whisper(ctx, channel, out, drawn.options())
	}
	receipt, err := a.say(ctx, channel, out, drawn.options())
	if isDirect(channel) && outside(err) { // a slash command typed between two people
		a.directs.Delete(planner.Native(out.To.Person))
		return a.respond(ctx, channel, out, drawn.options(), err)
	}
	return receipt, err
}

// options are what a message is made of, however it is sent.
func (r rendering) options() []slackapi.MsgOption {
	return []slackapi.MsgOption{
		slackapi.MsgOptionText(r.text, false),
		slackapi.MsgOptionDisableMarkdown(),
		slackapi.MsgOptionBlocks(r.blocks...),
		slackapi.MsgOptionParse(false),
		slackapi.MsgOptionDisableLinkUnfurl(),
		slackapi.MsgOptionDisableMediaUnfurl(),
	}
}

// say shows the message to all who are there: in the place of an earlier one,
// or, where that is gone, anew.
func (a *Adapter) say(ctx context.Context, channel channelID, out chat.Outgoing, options []slackapi.MsgOption) (chat.Receipt, error) {
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

// conversation is the channel of to. Whatever goes wrong, nothing was sent.
func (a *Adapter) conversation(ctx context.Context, to chat.Place) (channelID, error) {
	switch {
	case to.Room == "" && planner.Network(to.Person) == a.name:
		return a.direct(ctx, planner.Native(to.Person))
	case to.Room == "":
		return "", a.foreign(string(to.Person))
	case planner.Network(to.Room) != a.name:
		return "", a.foreign(string(to.Room))
	}
	return channelID(planner.Native(to.Room)), nil
}

// direct is the conversation with user. To open it changes nothing when it is
// open, and it never becomes another: Slack, which takes some fifty such
// questions a minute, is asked once, or again after it has refused a message
// there.
func (a *Adapter) direct(ctx context.Context, user string) (channelID, error) {
	if known, ok := a.directs.Load(user); ok {
		return known.(channelID), nil
	}
	var opened *slackapi.Channel
	err := a.pace.keep(lane{method: "conversations.open"}, func() (err error) {
		opened, _, _, err = a.api.OpenConversationContext(ctx, &slackapi.OpenConversationParameters{Users: []string{user}})
		return err
	})
	if closedAccount(refusal(err)) {
		return "", &chat.SendError{Final: true, Reason: chat.NoAccount, Err: fmt.Errorf("open conversation: %w", err)}
	}
	if err != nil {
		return "", notSent("open conversation", err)
	}
	a.directs.Store(user, channelID(opened.ID))
	return channelID(opened.ID), nil
}

func (a *Adapter) foreign(id string) error {
	return &chat.SendError{Final: true, Reason: "wrong_network", Err: fmt.Errorf("%q is not of network %q", id, a.name)}
}

func (a *Adapter) post(ctx context.Context, channel channelID, thread string, options []slackapi.MsgOption) (chat.Receipt, error) {
	if thread != "" {
		options = append(options, slackapi.MsgOptionTS(thread))
	}
	var ts string
	err := a.pace.keep(lane{"chat.postMessage", channel}, func() (err error) {
		_, ts, err = a.api.PostMessageContext(ctx, string(channel), options...)
		return err
	})
	return a.sent("post message", channel, ts, err)
}

func (a *Adapter) update(ctx context.Context, channel channelID, ts string, options []slackapi.MsgOption) (chat.Receipt, error) {
	err := a.pace.keep(lane{method: "chat.update"}, func() (err error) {
		_, ts, _, err = a.api.UpdateMessageContext(ctx, string(channel), ts, options...)
		return err
	})
	return a.sent("update message", channel, ts, err)
}

// react puts an emoji under the message that out answers.
func (a *Adapter) react(ctx context.Context, channel channelID, out chat.Outgoing) (chat.Receipt, error) {
	name, known := emojiName(out.React)
	if !known {
		return chat.Receipt{}, &chat.SendError{Final: true, Reason: "unknown_emoji"}
	}
	err := a.pace.keep(lane{method: "reactions.add"}, func() error {
		return a.api.AddReactionContext(ctx, name, slackapi.NewRefToMessage(string(channel), out.To.ReplyTo))
	})
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
