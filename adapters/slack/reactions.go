package slack

import (
	"context"
	"time"

	"entente/bot/chat"
)

// reaction reads an emoji that a person put under a message of the bot. Slack
// does not say in which thread that stands.
func (r *reader) reaction(ctx context.Context, c callback) *chat.Incoming {
	e := c.Event
	under := e.Item
	if e.User == "" || e.User == r.me.user || c.EventID == "" ||
		under.Channel == "" || under.TS == "" || e.Reaction == "" {
		return nil // under a file
	}
	author := e.ItemUser
	if author == "" { // Slack does not say it of what an app has posted in some ways
		author = r.known.authors.of(ctx, message{under.Channel, under.TS})
	}
	if author != r.me.user || r.known.people.of(ctx, e.User).bot {
		return nil
	}
	in := r.from(ctx, under.Channel, e.User)
	in.Kind = chat.Reacted
	in.EventID = c.EventID
	in.Message = reactionID(e)
	in.ReplyTo = under.TS
	in.Text = emojiOf(e.Reaction)
	in.At = time.Unix(c.EventTime, 0).UTC()
	return in
}

// reactionRemoved reads that a person took away what [reader.reaction] read.
func (r *reader) reactionRemoved(ctx context.Context, c callback) *chat.Incoming {
	in := r.reaction(ctx, c)
	if in == nil {
		return nil
	}
	in.Kind, in.ReplyTo, in.Text = chat.Deleted, "", ""
	return in
}

// reactionID names a reaction, for which Slack has no id: nobody puts the same
// emoji under a message twice.
// https://docs.slack.dev/reference/methods/reactions.add#errors, "already_reacted"
func reactionID(e event) string { return e.Item.TS + ":" + e.Reaction + ":" + e.User }
