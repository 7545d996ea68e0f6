package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/slack-go/slack/socketmode"

	"entente/bot/chat"
)

// reader turns what Slack delivers into what was said.
type reader struct {
	network string
	me      self
	known   *directory
}

// callback is an Events API request, as far as Entente reads it: more would be
// more that could fail.
type callback struct {
	EventID   string `json:"event_id"` // the same when it is repeated
	EventTime int64  `json:"event_time"`
	Event     event  `json:"event"`
}

// event is the union of the events that manifest.yaml subscribes to.
type event struct {
	Type       string    `json:"type"`
	Subtype    string    `json:"subtype"`
	Channel    channelID `json:"channel"`
	User       string    `json:"user"`
	BotID      string    `json:"bot_id"`
	Text       string    `json:"text"`
	TS         string    `json:"ts"`
	ThreadTS   string    `json:"thread_ts"`
	ParentUser string    `json:"parent_user_id"`
	Inviter    string    `json:"inviter"`
	Message    *event    `json:"message"`          // of message_changed
	Previous   *event    `json:"previous_message"` // of message_changed
}

// channelID is Slack's id of a channel or conversation. Events that come
// unasked may carry the whole channel instead; it is then empty.
type channelID string

// UnmarshalJSON reads a string, and nothing from anything else.
func (c *channelID) UnmarshalJSON(data []byte) error {
	if len(data) == 0 || data[0] != '"' {
		return nil
	}
	return json.Unmarshal(data, (*string)(c))
}

// read is the incoming event of a Socket Mode request; nil when it is not for
// the bot.
func (r *reader) read(ctx context.Context, kind string, payload json.RawMessage) (*chat.Incoming, error) {
	var in *chat.Incoming
	var err error
	switch kind {
	case socketmode.RequestTypeEventsAPI:
		var c callback
		if err = json.Unmarshal(payload, &c); err == nil {
			in = r.event(ctx, c)
		}
	case socketmode.RequestTypeInteractive:
		var p press
		if err = json.Unmarshal(payload, &p); err == nil {
			in = r.press(ctx, p)
		}
	case socketmode.RequestTypeSlashCommands:
		var c command
		if err = json.Unmarshal(payload, &c); err == nil {
			in = r.command(ctx, c)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", kind, err)
	}
	return in, nil
}

// event reads one event.
func (r *reader) event(ctx context.Context, c callback) *chat.Incoming {
	e := c.Event
	switch e.Type {
	case "message":
		switch e.Subtype {
		case "", "file_share", "thread_broadcast", "me_message":
			return r.message(ctx, e)
		case "message_changed":
			return r.edit(ctx, e)
		}
	case "app_mention":
		return r.message(ctx, e)
	case "member_joined_channel":
		if e.User == r.me.user {
			return r.membership(ctx, chat.Invited, c)
		}
	case "member_left_channel":
		if e.User == r.me.user {
			return r.membership(ctx, chat.Left, c)
		}
	case "channel_left", "group_left", "channel_archive", "group_archive", "channel_deleted", "group_deleted":
		return r.membership(ctx, chat.Left, c)
	}
	return nil
}

// membership is the bot's coming into a room or leaving it.
func (r *reader) membership(ctx context.Context, kind chat.IncomingKind, c callback) *chat.Incoming {
	if c.Event.Channel == "" || c.EventID == "" {
		return nil
	}
	room := c.Event.Channel
	return &chat.Incoming{
		Kind:    kind,
		Network: r.network,
		EventID: c.EventID,
		Room:    roomID(r.network, room),
		Name:    r.known.rooms.of(ctx, room),
		From:    identityID(r.network, c.Event.Inviter),
		At:      time.Unix(c.EventTime, 0).UTC(),
	}
}
