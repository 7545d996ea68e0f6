package slack

import (
	"context"
	"time"

	"entente/bot/chat"
)

// late is from what age on an event may have been overtaken by another: Slack
// repeats what was not acknowledged for minutes.
const late = 30 * time.Second

// membership is the bot's coming into a room or leaving it. Of what comes late
// only counts what still holds.
func (r *reader) membership(ctx context.Context, kind chat.IncomingKind, c callback) *chat.Incoming {
	in := r.room(ctx, kind, c.Event.Channel, c)
	if in == nil || time.Since(in.At) < late {
		return in
	}
	now := r.known.rooms.of(ctx, c.Event.Channel)
	if now.known && now.open != (kind == chat.Invited) {
		r.log.Warn("slack event ignored: it was overtaken", "event_id", c.EventID, "type", c.Event.Type)
		return nil
	}
	return in
}

// reopened is a room's return from the archive. Slack tells it of rooms, too,
// that the bot is not in.
func (r *reader) reopened(ctx context.Context, c callback) *chat.Incoming {
	in := r.room(ctx, chat.Invited, c.Event.Channel, c)
	if in == nil || !r.known.rooms.of(ctx, c.Event.Channel).open {
		return nil
	}
	return in
}

// moved is a room's going on under another id, as when it is shared with
// another workspace.
func (r *reader) moved(ctx context.Context, c callback) *chat.Incoming {
	before := c.Event.OldChannel
	in := r.room(ctx, chat.Moved, c.Event.NewChannel, c)
	if in == nil || before == "" {
		return nil
	}
	r.known.rooms.forget(before)
	in.Before = roomID(r.network, before)
	return in
}

// room is what happened to a room, whose state is asked anew.
func (r *reader) room(ctx context.Context, kind chat.IncomingKind, channel channelID, c callback) *chat.Incoming {
	if channel == "" || c.EventID == "" {
		return nil
	}
	r.known.rooms.forget(channel)
	return &chat.Incoming{
		Kind:    kind,
		Network: r.network,
		EventID: c.EventID,
		Room:    roomID(r.network, channel),
		Name:    r.known.rooms.of(ctx, channel).name,
		From:    identityID(r.network, c.Event.Inviter),
		At:      time.Unix(c.EventTime, 0).UTC(),
	}
}
