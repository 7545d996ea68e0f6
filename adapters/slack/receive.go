package slack

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/slack-go/slack/socketmode"

	"entente/bot/chat"
)

// patience is how long Slack waits for an acknowledgement before it repeats.
// https://docs.slack.dev/apis/events-api#responding
const patience = 3 * time.Second

// Run connects and hands over what comes in, one after the other, until ctx
// ends. It fails when Slack refuses one of the tokens, at the start or later;
// everything else is waited out.
func (a *Adapter) Run(ctx context.Context, receive chat.Receive) error {
	me, err := a.login(ctx)
	if err != nil {
		return unlessEnded(ctx, err)
	}
	revoked := make(chan struct{}, 1)
	in := &inlet{
		reader:  reader{network: a.name, me: me, known: newDirectory(a.api, a.log), revoked: revoked, log: a.log},
		receive: receive,
		turn:    make(chan struct{}, 1),
		log:     a.log,
	}
	defer a.up.Store(false)
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error, 2)
	go func() { ended <- a.loginAgain(ctx, revoked) }()
	go func() {
		if a.endpoint != nil {
			ended <- a.serve(ctx, in)
		} else {
			ended <- a.connect(ctx, in)
		}
	}()
	err = <-ended
	stop()
	<-ended
	return err
}

// loginAgain tries the bot token whenever Slack says that it was revoked,
// which may be about an earlier one, and fails when it is refused.
func (a *Adapter) loginAgain(ctx context.Context, revoked <-chan struct{}) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-revoked:
			if _, err := a.login(ctx); err != nil {
				return unlessEnded(ctx, err)
			}
		}
	}
}

// unlessEnded is err, or nil when it came of the end of ctx.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// inlet is where what Slack delivers comes in, either way.
type inlet struct {
	reader  reader
	receive chat.Receive
	turn    chan struct{} // held while a request is taken in: one after the other
	log     *slog.Logger
}

// take takes a request in, of a kind of Socket Mode and with its payload, and
// says what to acknowledge it with, if anything. What was not taken is not to
// be acknowledged, so that Slack repeats it; what can never be read is, so
// that Slack does not.
func (i *inlet) take(ctx context.Context, kind string, payload json.RawMessage) (answer any, taken bool) {
	if kind == socketmode.RequestTypeInteractive {
		if options, asked := zoneOptions(payload); asked {
			return options, true
		}
	}
	if !i.enter(ctx) {
		i.log.Warn("slack request waited too long", "type", kind)
		return nil, false
	}
	defer func() { <-i.turn }()
	in, err := i.read(ctx, kind, payload)
	switch {
	case err != nil:
		i.log.Warn("slack request unreadable", "type", kind, "error", err)
		return nil, true
	case in == nil:
		return nil, true
	}
	err = i.receive(ctx, *in)
	if form, wrong := errors.AsType[*chat.FormError](err); wrong {
		return formAnswer(payload, form), true
	}
	if err != nil {
		i.log.Error("slack message not taken in", "event_id", in.EventID, "error", err)
		return nil, false
	}
	return nil, true
}

// enter waits for its turn as long as Slack waits for the answer.
func (i *inlet) enter(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case i.turn <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// read bounds the look-ups that a message needs (names, zone) so that it can
// be acknowledged in time even when Slack's Web API is slow.
func (i *inlet) read(ctx context.Context, kind string, payload json.RawMessage) (*chat.Incoming, error) {
	ctx, cancel := context.WithTimeout(ctx, patience*2/3)
	defer cancel()
	return i.reader.read(ctx, kind, payload)
}
