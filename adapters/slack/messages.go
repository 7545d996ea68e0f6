package slack

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"entente/bot/chat"
)

// What is not addressed to the bot is handed over only when it may answer its
// question: at top level that is a number, a yes or a no; in a thread a line.
const (
	maxBareAnswer   = 8
	maxThreadAnswer = 200
)

// message reads a message or its twin, the app_mention: the id is that of the
// message, so that whichever comes second is a repeat.
func (r *reader) message(ctx context.Context, e event) *chat.Incoming {
	if !r.byPerson(e) {
		return nil
	}
	addressed := r.addressed(ctx, e)
	if !addressed && !mayAnswer(e) {
		return nil
	}
	in := r.said(ctx, e.Channel, e.User, e.Text)
	in.EventID = string(e.Channel) + ":" + e.TS
	in.Message = e.TS
	in.Thread, in.ReplyTo = e.thread(), e.thread()
	in.Addressed = addressed
	in.At = instant(e.TS)
	return in
}

// byPerson says whether e is a message of somebody who is no bot.
func (r *reader) byPerson(e event) bool {
	return e.Channel != "" && e.TS != "" && e.User != "" && e.User != r.me.user && e.BotID == ""
}

// thread is the message that e answers; empty when it opens its own thread.
func (e event) thread() string {
	if e.ThreadTS == e.TS {
		return ""
	}
	return e.ThreadTS
}

// addressed says whether e is said to the bot. It asks Slack for nothing but
// the author of a thread, since most of what is said in a room is not.
func (r *reader) addressed(ctx context.Context, e event) bool {
	if isDirect(e.Channel) {
		return true
	}
	words := r.unnamed(e.Text)
	_, called := r.calledByName(words.text)
	return called || words.toBot || e.thread() != "" && r.author(ctx, e) == r.me.user
}

// author of the message that opened e's thread. Slack says it in the event,
// but documents no promise to.
func (r *reader) author(ctx context.Context, e event) string {
	if e.ParentUser != "" {
		return e.ParentUser
	}
	return r.known.authors.of(ctx, message{e.Channel, e.ThreadTS})
}

// mayAnswer says whether an unaddressed message may answer a question.
func mayAnswer(e event) bool {
	length := utf8.RuneCountInString(strings.TrimSpace(e.Text))
	if e.thread() != "" {
		return length > 0 && length <= maxThreadAnswer
	}
	return length > 0 && length <= maxBareAnswer
}

// edit reads a change of a message that was addressed to the bot before.
// Slack also sends one when a link is unfurled: the words are then the same.
func (r *reader) edit(ctx context.Context, e event) *chat.Incoming {
	if e.Message == nil || e.Previous == nil || e.Message.Text == e.Previous.Text {
		return nil
	}
	before, after := *e.Previous, *e.Message
	before.Channel, after.Channel = e.Channel, e.Channel
	if after.Subtype == "tombstone" { // what is left of one with a thread
		return r.deletion(ctx, e)
	}
	if !r.byPerson(before) || !r.byPerson(after) || !r.addressed(ctx, before) {
		return nil
	}
	in := r.said(ctx, after.Channel, after.User, after.Text)
	in.Kind = chat.Edited
	in.EventID = string(after.Channel) + ":" + after.TS + ":edit:" + e.TS
	in.Message = after.TS
	in.Thread, in.ReplyTo = after.thread(), after.thread()
	in.Addressed = true
	in.At = instant(e.TS)
	return in
}

// deletion reads that a message was removed which was addressed to the bot.
func (r *reader) deletion(ctx context.Context, e event) *chat.Incoming {
	if e.Previous == nil {
		return nil
	}
	gone := *e.Previous
	gone.Channel = e.Channel
	if !r.byPerson(gone) || !r.addressed(ctx, gone) {
		return nil
	}
	in := r.from(ctx, gone.Channel, gone.User)
	in.Kind = chat.Deleted
	in.EventID = string(gone.Channel) + ":" + gone.TS + ":delete"
	in.Message = gone.TS
	in.Thread, in.ReplyTo = gone.thread(), gone.thread()
	in.Addressed = true
	in.At = instant(e.TS)
	return in
}

// said is what user said in channel, by which names, and where they live.
func (r *reader) said(ctx context.Context, channel channelID, user, raw string) *chat.Incoming {
	words := r.named(ctx, raw)
	text, _ := r.calledByName(words.text)
	in := r.from(ctx, channel, user)
	in.Text = text
	in.Mentions = words.mentions
	return in
}

// from is an incoming event of user in channel.
func (r *reader) from(ctx context.Context, channel channelID, user string) *chat.Incoming {
	who := r.known.people.of(ctx, user)
	in := &chat.Incoming{
		Kind:     chat.Said,
		Network:  r.network,
		Room:     roomID(r.network, channel),
		Direct:   isDirect(channel),
		From:     identityID(r.network, user),
		FromName: who.name,
		FromZone: who.zone,
		FromLang: who.lang,
	}
	if !in.Direct {
		in.Name = r.known.rooms.of(ctx, channel).name
	}
	return in
}

// named is raw with people and rooms called by their names, unnamed by their
// ids.
func (r *reader) named(ctx context.Context, raw string) wording {
	w := wordingReader{
		network: r.network,
		bot:     r.me.user,
		person:  func(user string) string { return r.known.people.of(ctx, user).name },
		room:    func(channel channelID) string { return r.known.rooms.of(ctx, channel).name },
	}
	return w.read(raw)
}

func (r *reader) unnamed(raw string) wording {
	w := wordingReader{
		network: r.network,
		bot:     r.me.user,
		person:  func(string) string { return "" },
		room:    func(channelID) string { return "" },
	}
	return w.read(raw)
}

// calledByName is what follows the bot's name where text opens with it: the
// product's, or the one that its account has in the workspace.
func (r *reader) calledByName(text string) (rest string, called bool) {
	return calledByName(text, "Entente", r.me.name)
}

// isDirect says whether channel is a conversation with one person: those ids
// begin with D, which an app_mention tells where it has no channel_type.
func isDirect(channel channelID) bool { return strings.HasPrefix(string(channel), "D") }

// instant of a message's id: seconds and microseconds, or the zero time.
func instant(ts string) time.Time {
	whole, fraction, _ := strings.Cut(ts, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return time.Time{}
	}
	micros, _ := strconv.ParseInt(cmp.Or(fraction, "0"), 10, 64)
	return time.Unix(seconds, micros*1000).UTC()
}
