package slack

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"entente/bot/chat"
)

// patience is how long Slack waits for an acknowledgement before it repeats.
// https://docs.slack.dev/apis/events-api#responding
const patience = 3 * time.Second

// Run connects and hands over what comes in, one after the other, until ctx
// ends. It fails when Slack refuses one of the tokens; everything else is
// waited out.
func (a *Adapter) Run(ctx context.Context, receive chat.Receive) error {
	me, err := a.login(ctx)
	if err != nil {
		return unlessEnded(ctx, err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	socket := socketmode.New(a.api, socketmode.OptionLog(slog.NewLogLogger(a.log.Handler(), slog.LevelDebug)))
	ended := make(chan error, 1)
	go func() { ended <- socket.RunContext(ctx) }()

	in := inlet{
		reader:  reader{network: a.name, me: me, known: newDirectory(a.api, a.log)},
		receive: receive,
		ack:     func(ctx context.Context, envelope string) error { return socket.AckCtx(ctx, envelope, nil) },
		up:      &a.up,
		log:     a.log,
	}
	defer a.up.Store(false)
	for {
		select {
		case event := <-socket.Events:
			if err := in.take(ctx, event); err != nil {
				stop()
				<-ended
				return err
			}
		case err := <-ended:
			if fault := appToken.refused(err); fault != nil {
				return fault
			}
			return unlessEnded(ctx, err)
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

// inlet is where the connection's events come in. One loop owns it.
type inlet struct {
	reader  reader
	receive chat.Receive
	ack     func(ctx context.Context, envelope string) error
	up      *atomic.Bool // told whether the connection stands
	log     *slog.Logger
}

// take handles one event of the connection. Its error ends the connection.
func (i *inlet) take(ctx context.Context, event socketmode.Event) error {
	switch event.Type {
	case socketmode.EventTypeConnecting:
		i.up.Store(false)
	case socketmode.EventTypeHello:
		i.up.Store(true)
	}
	switch data := event.Data.(type) {
	case *socketmode.ConnectedEvent:
		i.log.Info("slack connected", "connection", data.ConnectionCount)
	case *slackapi.ConnectionErrorEvent:
		if fault := appToken.refused(data.ErrorObj); fault != nil {
			return fault
		}
		i.log.Warn("slack connection lost", "error", data.ErrorObj, "attempt", data.Attempt, "next_try", data.Backoff)
	case *socketmode.ErrorBadMessage:
		// The SDK reads more of an event than Entente does; what only it
		// cannot read is taken in all the same.
		var request socketmode.Request
		if err := json.Unmarshal(data.Message, &request); err != nil {
			i.log.Warn("slack frame unreadable", "error", err)
			return nil
		}
		i.request(ctx, request)
	default:
		if event.Request != nil {
			i.request(ctx, *event.Request)
		}
	}
	return nil
}

// request reads, hands over and then acknowledges one request. What could not
// be taken in is not acknowledged, so that Slack repeats it; what can never be
// read is, so that Slack does not.
func (i *inlet) request(ctx context.Context, request socketmode.Request) {
	if request.EnvelopeID == "" {
		return
	}
	in, err := i.read(ctx, request)
	switch {
	case err != nil:
		i.log.Warn("slack request unreadable", "type", request.Type, "error", err)
	case in != nil:
		if err := i.receive(ctx, *in); err != nil {
			i.log.Error("slack message not taken in", "event_id", in.EventID, "retry_attempt", request.RetryAttempt, "error", err)
			return
		}
	}
	i.acknowledge(ctx, request.EnvelopeID)
}

// read bounds the look-ups that a message needs (names, zone) so that it can
// be acknowledged in time even when Slack's Web API is slow.
func (i *inlet) read(ctx context.Context, request socketmode.Request) (*chat.Incoming, error) {
	ctx, cancel := context.WithTimeout(ctx, patience*2/3)
	defer cancel()
	return i.reader.read(ctx, request.Type, request.Payload)
}

// acknowledge gives up after Slack's own patience: the SDK's queue is only
// emptied while connected, and waiting for it longer would block the events by
// which it reconnects. Slack then repeats, and the repeat ends in the inbox.
func (i *inlet) acknowledge(ctx context.Context, envelope string) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := i.ack(ctx, envelope)
	if err != nil && !errors.Is(err, context.Canceled) {
		i.log.Warn("slack request not acknowledged", "error", err)
	}
}
