package e2e

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// room is a Matrix room with the bot, as a person in it sees it.
type room struct {
	*person
	id  id.RoomID
	bot id.UserID
}

// joins waits until the person sees the bot come in, other than at the times
// before, and says when that was: what they say earlier is not encrypted for it.
func (r room) joins(t *testing.T, before ...id.EventID) id.EventID {
	t.Helper()
	return r.wait(t, soon, "the bot joins", func(e *event.Event) bool {
		return e.RoomID == r.id && e.Type == event.StateMember && e.GetStateKey() == r.bot.String() &&
			e.Content.AsMember().Membership == event.MembershipJoin && !slices.Contains(before, e.ID)
	}).ID
}

// staysAwake has something happen in the room until the end of the test, that
// nobody reads. Where nothing does for a minute Dendrite puts the room to sleep,
// and what is sent at that very moment waits there until more is: a reminder
// that is looked up meanwhile is not found, and comes twice (v0.13.8,
// roomserver/internal/input, worker._next).
func (r room) staysAwake(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		stirs := event.Type{Type: "org.entente.test.stirs", Class: event.StateEventType}
		for often := time.NewTicker(20 * time.Second); ; {
			select {
			case <-often.C:
				_, _ = r.SendStateEvent(ctx, r.id, stirs, "", map[string]any{}) // the homeserver may be away
			case <-ctx.Done():
				often.Stop()
				return
			}
		}
	}()
	t.Cleanup(func() {
		stop()
		<-stopped
	})
}

// say says something that is not meant for the bot, unless the two are alone.
func (r room) say(t *testing.T, text string) id.EventID {
	t.Helper()
	return r.send(t, &event.MessageEventContent{MsgType: event.MsgText, Body: text, Mentions: &event.Mentions{}})
}

// mention says something to the bot, as clients write a mention.
func (r room) mention(t *testing.T, text string) id.EventID {
	t.Helper()
	return r.send(t, &event.MessageEventContent{
		MsgType: event.MsgText, Body: r.bot.Localpart() + ": " + text, Mentions: &event.Mentions{UserIDs: []id.UserID{r.bot}},
	})
}

func (r room) send(t *testing.T, content *event.MessageEventContent) id.EventID {
	t.Helper()
	sent, err := r.SendMessageEvent(t.Context(), r.id, event.EventMessage, content)
	if err != nil {
		t.Fatal(err)
	}
	return sent.EventID
}

// answer waits for what the bot says in reply to a message.
func (r room) answer(t *testing.T, to id.EventID) *event.Event {
	t.Helper()
	return r.wait(t, soon, "answer", func(e *event.Event) bool { return r.isAnswer(e, to) })
}

// ask mentions the bot and gives its answer, which contains want.
func (r room) ask(t *testing.T, text, want string) *event.Event {
	t.Helper()
	answer := r.answer(t, r.mention(t, text))
	if body := answer.Content.AsMessage().Body; !strings.Contains(body, want) {
		t.Errorf("%s: answered %q, want %q in it", text, body, want)
	}
	return answer
}

func (r room) isAnswer(e *event.Event, to id.EventID) bool {
	return r.bySelf(e) && e.Content.AsMessage().RelatesTo.GetReplyTo() == to
}

// isPost says whether the bot said something of its own accord that contains
// text.
func (r room) isPost(e *event.Event, text string) bool {
	return r.bySelf(e) && e.Content.AsMessage().RelatesTo.GetReplyTo() == "" && contains(e, text)
}

func contains(e *event.Event, text string) bool {
	return strings.Contains(e.Content.AsMessage().Body, text)
}

// bySelf says whether e is a message of the bot in the room.
func (r room) bySelf(e *event.Event) bool {
	return e.RoomID == r.id && e.Sender == r.bot && e.Type == event.EventMessage
}

// posted waits for what the bot says of its own accord.
func (r room) posted(t *testing.T, text string, within time.Duration) *event.Event {
	t.Helper()
	return r.wait(t, within, text, func(e *event.Event) bool { return r.isPost(e, text) })
}

// posts is how often the bot has said something of its own accord. It asks the
// bot something first: with its answer, all from before has arrived.
func (r room) posts(t *testing.T, text string) int {
	t.Helper()
	r.answer(t, r.mention(t, "timezone"))
	seen, _ := r.events()
	n := 0
	for _, e := range seen {
		if r.isPost(e, text) {
			n++
		}
	}
	return n
}

// checkRingsNobody looks at all messages of the bot: each names whom it rings,
// which is nobody.
func (r room) checkRingsNobody(t *testing.T) {
	t.Helper()
	seen, _ := r.events()
	for _, e := range seen {
		if !r.bySelf(e) {
			continue
		}
		mentions, named := e.Content.Raw["m.mentions"].(map[string]any)
		if !named || len(mentions) > 0 {
			t.Errorf("m.mentions %v in %q", e.Content.Raw["m.mentions"], e.Content.AsMessage().Body)
		}
	}
}
