package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/slack-go/slack/socketmode"

	"entente/bot/chat"
)

// maxID bounds an id, in bytes, with what the adapter puts before it.
const maxID = 255

// reader turns what Slack delivers into what was said.
type reader struct {
	network string
	me      self
	known   *directory
	revoked chan<- struct{} // told, with room for one, that the bot token may be revoked
	log     *slog.Logger
}

// callback is an Events API request, as far as Entente reads it: more would be
// more that could fail.
type callback struct {
	Type      string `json:"type"`
	EventID   string `json:"event_id"` // the same when it is repeated
	EventTime int64  `json:"event_time"`
	Event     event  `json:"event"`
	// Authorizations name an installation of the app that sees the event.
	Authorizations []struct {
		TeamID string `json:"team_id"`
	} `json:"authorizations"`
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
	Previous   *event    `json:"previous_message"` // of message_changed and message_deleted
	OldChannel channelID `json:"old_channel_id"`   // of channel_id_changed
	NewChannel channelID `json:"new_channel_id"`   // of channel_id_changed
	Reaction   string    `json:"reaction"`         // of reaction_added and reaction_removed
	ItemUser   string    `json:"item_user"`        // of both: who wrote the item
	Item       struct {
		Channel channelID `json:"channel"`
		TS      string    `json:"ts"`
	} `json:"item"` // of both
	Tokens struct {
		Bot []string `json:"bot"`
	} `json:"tokens"` // of tokens_revoked
}

// channelID is Slack's id of a channel or conversation.
type channelID string

// UnmarshalJSON reads the id, or that of a whole channel, which some events
// carry in its place; nothing from anything else.
func (c *channelID) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, (*string)(c))
	}
	var whole struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(data, &whole) == nil {
		*c = channelID(whole.ID)
	}
	return nil
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
			in = r.callback(ctx, c)
		}
	case socketmode.RequestTypeInteractive:
		in, err = r.interaction(ctx, payload)
	case socketmode.RequestTypeSlashCommands:
		var c command
		if err = json.Unmarshal(payload, &c); err == nil {
			in = r.command(ctx, c)
		}
	}
	if err == nil && in != nil {
		err = keepable(*in)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", kind, err)
	}
	return in, nil
}

// keepable says whether in can be kept: Slack's ids are some plain letters,
// which no database refuses, and its times are of our age.
func keepable(in chat.Incoming) error {
	if year := in.At.Year(); year < 1 || year > 9999 {
		return fmt.Errorf("a time in the year %d", year)
	}
	for _, id := range []string{
		in.EventID, string(in.Room), string(in.Before), in.Thread, in.Message, in.ReplyTo, string(in.From),
	} {
		if len(id) > maxID || strings.ContainsFunc(id, func(c rune) bool { return c <= ' ' || c > '~' }) {
			return fmt.Errorf("an id of %d bytes that is none", len(id))
		}
	}
	return nil
}

// callback reads an event that is for this installation of the app.
func (r *reader) callback(ctx context.Context, c callback) *chat.Incoming {
	if c.Type == "app_rate_limited" {
		r.log.Error("slack holds back events: more than 30,000 in an hour")
		return nil
	}
	ours := len(c.Authorizations) == 0
	for _, a := range c.Authorizations {
		ours = ours || a.TeamID == "" || a.TeamID == r.me.team
	}
	if !ours {
		r.log.Warn("slack event of another workspace ignored: each needs an app of its own", "event_id", c.EventID)
		return nil
	}
	return r.event(ctx, c)
}

// event reads one event. Its cases are what manifest.yaml subscribes to.
func (r *reader) event(ctx context.Context, c callback) *chat.Incoming {
	e := c.Event
	switch e.Type {
	case "message":
		switch e.Subtype {
		case "", "file_share", "thread_broadcast", "me_message":
			return r.message(ctx, e)
		case "message_changed":
			return r.edit(ctx, e)
		case "message_deleted":
			return r.deletion(ctx, e)
		}
	case "app_mention":
		return r.message(ctx, e)
	case "reaction_added":
		return r.reaction(ctx, c)
	case "reaction_removed":
		return r.reactionRemoved(ctx, c)
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
	case "channel_unarchive", "group_unarchive":
		return r.reopened(ctx, c)
	case "channel_rename", "group_rename":
		r.known.rooms.forget(e.Channel)
	case "channel_id_changed":
		return r.moved(ctx, c)
	case "tokens_revoked":
		if slices.Contains(e.Tokens.Bot, r.me.user) {
			r.tryToken()
		}
	case "app_uninstalled":
		r.tryToken()
	}
	return nil
}

// tryToken has the bot token tried: these events may come late, after a new
// installation.
func (r *reader) tryToken() {
	select {
	case r.revoked <- struct{}{}:
	default: // it is about to be tried
	}
}
