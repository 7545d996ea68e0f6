package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
	"entente/planner"
)

// whisper shows the message to one person alone.
func (a *Adapter) whisper(ctx context.Context, channel channelID, out chat.Outgoing, options []slackapi.MsgOption) (chat.Receipt, error) {
	if out.Replaces != "" && parseTicket(out.Ticket, time.Now()).Ephemeral {
		receipt, err := a.respond(ctx, channel, out, options, nil)
		if known, ok := errors.AsType[*chat.SendError](err); !ok || !known.Final {
			return receipt, err
		}
	}
	shown := options
	if thread := whisperThread(out); thread != "" {
		shown = append(shown[:len(shown):len(shown)], slackapi.MsgOptionTS(thread))
	}
	var ts string
	err := a.pace.keep(lane{method: "chat.postEphemeral"}, func() (err error) {
		ts, err = a.api.PostEphemeralContext(ctx, string(channel), planner.Native(out.OnlyFor), shown...)
		return err
	})
	if outside(err) {
		return a.respond(ctx, channel, out, options, outcome("post ephemeral message", err))
	}
	return a.sent("post ephemeral message", channel, ts, err)
}

// whisperThread is the thread in which out is shown to one person alone. Slack
// shows it only in one that is there already, so that it opens none.
func whisperThread(out chat.Outgoing) string {
	if parseTicket(out.Ticket, time.Now()).NoThread {
		return ""
	}
	return out.To.Thread
}

// outside says whether Slack refuses a message because the bot, or whom it is
// for, is not in the conversation.
func outside(err error) bool {
	switch refusal(err) {
	case "not_in_channel", "channel_not_found", "user_not_in_channel":
		return true
	}
	return false
}

// respond shows the message to whoever gave the ticket, by the address that it
// holds: that goes into any conversation, and takes the place of an ephemeral
// message that was pressed, which no other way does. Without an address the
// outcome is otherwise, that of the way which was tried before.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
func (a *Adapter) respond(ctx context.Context, channel channelID, out chat.Outgoing, options []slackapi.MsgOption, otherwise error) (chat.Receipt, error) {
	given := parseTicket(out.Ticket, time.Now())
	if given.Response == "" {
		if otherwise == nil {
			otherwise = &chat.SendError{Final: true, Reason: "ticket_expired"}
		}
		return chat.Receipt{}, otherwise
	}
	how := []slackapi.MsgOption{slackapi.MsgOptionResponseURL(given.Response, slackapi.ResponseTypeEphemeral)}
	if thread := whisperThread(out); thread != "" {
		how = append(how, slackapi.MsgOptionTS(thread))
	}
	if out.Replaces != "" && given.Ephemeral {
		how = append(how, slackapi.MsgOptionReplaceOriginal(given.Response))
	}
	_, _, _, err := a.api.SendMessageContext(ctx, string(channel), append(options[:len(options):len(options)], how...)...)
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok && status.Code >= 400 && status.Code < 500 && !isLimited(err) {
		return chat.Receipt{}, &chat.SendError{Final: true, Reason: "response_refused", Err: fmt.Errorf("respond: %s", http.StatusText(status.Code))}
	}
	return a.sent("respond", channel, "", withoutAddress(err))
}
