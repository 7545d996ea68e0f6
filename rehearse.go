package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2" // a script says the same codes each time
	"os"
	"path/filepath"
	"time"

	"entente/adapters/console"
	"entente/bot"
	"entente/bot/chat"
	"entente/store"
)

// rehearseCommand plays conversation scripts: docs/conversations.md.
type rehearseCommand struct {
	JSON   bool `long:"json" description:"Print one JSON object a script."`
	Record bool `long:"record" description:"Print each conversation as people see it."`
	Args   struct {
		Files []string `positional-arg-name:"file" required:"1" description:"Scripts."`
	} `positional-args:"yes"`
}

// errRehearsal says that a script found something else than it expects.
var errRehearsal = errors.New("not every conversation went as expected")

// Run plays each script on a database of its own.
func (c *rehearseCommand) Run(ctx context.Context, std stdio) error {
	log := slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: slog.LevelError}))
	passed := true
	for _, file := range c.Args.Files {
		result, err := rehearseOnFile(ctx, file, log)
		if err != nil {
			return err
		}
		passed = passed && result.Passed
		switch {
		case c.JSON:
			err = result.WriteJSON(std.out)
		case c.Record:
			err = errors.Join(result.WriteTranscript(std.out), result.WriteDiff(std.err))
		default:
			err = result.WriteDiff(std.out)
		}
		if err != nil {
			return err
		}
	}
	if !passed {
		return errRehearsal
	}
	return nil
}

// rehearseOnFile plays a script on an SQLite file of its own.
func rehearseOnFile(ctx context.Context, script string, log *slog.Logger) (console.Result, error) {
	dir, err := os.MkdirTemp("", "entente-rehearsal-")
	if err != nil {
		return console.Result{}, fmt.Errorf("make folder: %w", err)
	}
	result, err := rehearse(ctx, script, "sqlite:"+filepath.Join(dir, "rehearsal.db"), log)
	return result, errors.Join(err, os.RemoveAll(dir))
}

// rehearse plays the script in a file on the empty database at url.
func rehearse(ctx context.Context, file, url string, log *slog.Logger) (console.Result, error) {
	text, err := os.Open(file)
	if err != nil {
		return console.Result{}, fmt.Errorf("open script: %w", err)
	}
	defer text.Close()
	script, err := console.ParseScript(file, text)
	if err != nil {
		return console.Result{}, err
	}
	return console.Play(ctx, script, &rehearsal{url: url, log: log}), nil
}

// rehearsal is the bot that a script is played against.
type rehearsal struct {
	url      string
	log      *slog.Logger
	db       *store.Store
	bot      *bot.Bot
	networks []chat.Adapter
}

// Open opens the bot on its database, as it was left.
func (r *rehearsal) Open(ctx context.Context, now func() time.Time, networks []chat.Adapter) (err error) {
	if r.db, err = store.Open(ctx, store.Options{URL: r.url, Exclusive: true}); err != nil {
		return err
	}
	r.networks = networks
	o := bot.Options{Store: r.db, Adapters: networks, Now: now, Log: r.log, Rand: mathrand.NewChaCha8([32]byte{})}
	if r.bot, err = newBot(Default(), o); err != nil {
		return err
	}
	return r.bot.Start(ctx)
}

// Receive takes in one message.
func (r *rehearsal) Receive(ctx context.Context, in chat.Incoming) error {
	return r.bot.Receive(ctx, in)
}

// Settle answers all that was taken in on any network.
func (r *rehearsal) Settle(ctx context.Context) error {
	for _, network := range r.networks {
		if _, err := r.bot.Settle(ctx, network.Network()); err != nil {
			return err
		}
	}
	return nil
}

// Step does all that is due at now.
func (r *rehearsal) Step(ctx context.Context, now time.Time) (time.Time, error) {
	return r.bot.Step(ctx, now)
}

// Kill drops the bot. Closing the database writes nothing that was not
// committed, so that it is left as kill -9 leaves it.
func (r *rehearsal) Kill() {
	if err := r.db.Close(); err != nil {
		r.log.Error("close the database of a rehearsal", "error", err)
	}
}
