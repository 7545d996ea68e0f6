package main

import (
	"context"
	"log/slog"
	"time"

	"entente/adapters/console"
	"entente/adapters/web"
	"entente/bot"
	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// chatCommand is a conversation in the terminal.
type chatCommand struct {
	databaseFlags
	As   string       `placeholder:"NAME" default:"${user}" help:"Who speaks (default: ${default})."`
	Room string       `placeholder:"ROOM" help:"In which room, as #ganda. Without it: a direct message."`
	Now  time.Time    `placeholder:"RFC3339" help:"Start the clock then; it runs on from there."`
	TZ   string       `name:"tz" placeholder:"ZONE" help:"Home zone of the speaker, as Europe/Paris; then none is asked."`
	Lang planner.Lang `enum:"en,fr," placeholder:"LANG" default:"" help:"Language of the speaker: en or fr."`
	JSON bool         `name:"json" help:"Print each answer as one JSON object a line."`
	Web  string       `placeholder:"ADDRESS" help:"Serve the web pages there too, as 127.0.0.1:8080."`
}

// Run reads messages from standard input until its end, one a line, and prints
// the answers and the reminders that fall due meanwhile.
func (c *chatCommand) Run(ctx context.Context, std stdio) (err error) {
	url, err := c.url()
	if err != nil {
		return err
	}
	if c.TZ != "" {
		if _, err := planner.Zone(c.TZ); err != nil {
			return usageError{err}
		}
	}
	log := slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	db, err := store.Open(ctx, store.Options{URL: string(url), Log: log})
	if err != nil {
		return err
	}
	defer closing(db, &err)

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	now := clockFrom(c.Now)
	var b *bot.Bot
	terminal, err := console.New(console.Options{
		In: std.in, Out: std.out, Name: c.As, Room: c.Room, Zone: c.TZ, Lang: c.Lang, JSON: c.JSON, Now: now,
		Settle: func(ctx context.Context) error {
			_, err := b.Settle(ctx, console.Network)
			return err
		},
	})
	if err != nil {
		return usageError{err}
	}
	b, err = newBot(Default(), bot.Options{Store: db, Adapters: []chat.Adapter{untilItsEnd{terminal, stop}}, Now: now, Log: log})
	if err != nil {
		return err
	}
	parts := []part{b.Run}
	if c.Web != "" {
		pages, err := web.New(web.Options{Listen: c.Web, Checks: checks(db, b, nil), Figures: figures(b), Log: log})
		if err != nil {
			return err
		}
		parts = append(parts, pages.Run)
	}
	return together(ctx, parts...)
}

// clockFrom is a clock that starts at an instant and runs on from there; that
// of the machine when start is zero.
func clockFrom(start time.Time) func() time.Time {
	if start.IsZero() {
		return time.Now
	}
	began := time.Now()
	return func() time.Time { return start.Add(time.Since(began)) }
}

// untilItsEnd is a terminal that stops everything at the end of its input.
type untilItsEnd struct {
	*console.Terminal
	stop context.CancelFunc
}

// Run returns at the end of input or when ctx ends.
func (t untilItsEnd) Run(ctx context.Context, receive chat.Receive) error {
	defer t.stop()
	return t.Terminal.Run(ctx, receive)
}
