package slack

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync/atomic"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// connect opens the Socket Mode connection, again whenever it ends, and takes
// in what comes by it until ctx ends or Slack refuses the app token.
func (a *Adapter) connect(ctx context.Context, in *inlet) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	client := socketmode.New(a.api, socketmode.OptionLog(slog.NewLogLogger(a.log.Handler(), slog.LevelDebug)))
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(ctx) }()

	s := socket{
		inlet: in,
		ack:   client.AckCtx,
		up:    &a.up,
		log:   a.log,
	}
	for {
		select {
		case event := <-client.Events:
			if err := s.take(ctx, event); err != nil {
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

// socket is the receiving end of the connection. One loop owns it.
type socket struct {
	inlet *inlet
	ack   func(ctx context.Context, envelope string, answer any) error
	up    *atomic.Bool // told whether the connection stands
	log   *slog.Logger
}

// take handles one event of the connection. Its error ends the connection.
func (s *socket) take(ctx context.Context, event socketmode.Event) error {
	switch event.Type {
	case socketmode.EventTypeConnecting:
		s.up.Store(false)
	case socketmode.EventTypeHello:
		s.up.Store(true)
	}
	switch data := event.Data.(type) {
	case *socketmode.ConnectedEvent:
		s.log.Info("slack connected", "connection", data.ConnectionCount)
	case *slackapi.ConnectionErrorEvent:
		if fault := appToken.refused(data.ErrorObj); fault != nil {
			return fault
		}
		s.log.Warn("slack connection lost", "error", data.ErrorObj, "attempt", data.Attempt, "next_try", data.Backoff)
	case *socketmode.ErrorBadMessage:
		// The SDK reads more of an event than Entente does; what only it
		// cannot read is taken in all the same.
		var request socketmode.Request
		if err := json.Unmarshal(data.Message, &request); err != nil {
			s.log.Warn("slack frame unreadable", "error", err)
			return nil
		}
		s.request(ctx, request)
	default:
		if event.Request != nil {
			s.request(ctx, *event.Request)
		}
	}
	return nil
}

// request takes a request in and then acknowledges it.
func (s *socket) request(ctx context.Context, request socketmode.Request) {
	if request.EnvelopeID == "" {
		return
	}
	if answer, taken := s.inlet.take(ctx, request.Type, request.Payload); taken {
		s.acknowledge(ctx, request.EnvelopeID, answer)
	}
}

// acknowledge gives up after Slack's own patience: the SDK's queue is only
// emptied while connected, and waiting for it longer would block the events by
// which it reconnects. Slack then repeats, and the repeat ends in the inbox.
func (s *socket) acknowledge(ctx context.Context, envelope string, answer any) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := s.ack(ctx, envelope, answer)
	if err != nil && !errors.Is(err, context.Canceled) {
		s.log.Warn("slack request not acknowledged", "error", err)
	}
}
