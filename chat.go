package main

import (
	"context"
	"fmt"
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
	As   string       `long:"as" value-name:"NAME" description:"Who speaks."`
	Room string       `long:"room" value-name:"ROOM" description:"In which room, as #ganda. Without it: a direct message."`
	Now  string       `long:"now" value-name:"RFC3339" description:"Start the clock then; it runs on from there."`
	TZ   string       `long:"tz" value-name:"ZONE" description:"Home zone of the speaker, as Europe/Paris; then none is asked."`
	Lang planner.Lang `long:"lang" choice:"en" choice:"fr" description:"Language of the speaker."`
	JSON bool         `long:"json" description:"Print each answer as one JSON object a line."`
	Web  string       `long:"web" value-name:"ADDRESS" description:"Serve the web pages there too, as 127.0.0.1:8080."`
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
	now, err := c.clock()
	if err != nil {
		return usageError{err}
	}
	log := slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	db, err := store.Open(ctx, store.Options{URL: string(url), Log: log})
	if err != nil {
		return err
	}
	defer closing(db, &err)

	ctx, stop := context.WithCancel(ctx)
	defer stop()
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

// clock starts at the instant that the options name and runs on from there;
// without one it is that of the machine.
func (c *chatCommand) clock() (func() time.Time, error) {
	if c.Now == "" {
		return time.Now, nil
	}
	start, err := time.Parse(time.RFC3339, c.Now)
	if err != nil {
		return nil, fmt.Errorf("--now: %q is not an instant as 2027-01-04T09:00:00+01:00", c.Now)
	}
	began := time.Now()
	return func() time.Time { return start.Add(time.Since(began)) }, nil
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
