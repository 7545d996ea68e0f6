package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"entente/adapters/matrix"
	"entente/adapters/slack"
	"entente/adapters/web"
	"entente/bot"
	"entente/bot/chat"
	"entente/bot/knowledge"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// runCommand is the bot on every network of the configuration.
type runCommand struct {
	configFlag
}

// Run ends when ctx does, or when a part of it cannot go on.
func (c *runCommand) Run(ctx context.Context, std stdio) (err error) {
	config, err := c.load()
	if err != nil {
		return err
	}
	log := newLogger(config.Log, std.err)
	if os.Getenv("GOGC") == "" { // what is kept is a few MiB: collecting it twice as often costs little
		debug.SetGCPercent(50)
	}
	go sentences() // the longest parts of the start, side by side
	shelved := begun(func() (*library, error) { return openLibrary(config.Knowledge.Dir, log) })
	db, err := store.Open(ctx, store.Options{URL: string(config.Database.Secret), Exclusive: true, Log: log})
	if err != nil {
		return err
	}
	defer closing(db, &err)
	adapters, err := connect(config, log)
	defer func() { err = errors.Join(err, adapters.Close()) }()
	if err != nil {
		return err
	}
	if len(adapters) == 0 {
		log.Warn("no network is configured: nobody can talk to it; see entente check --example")
	}
	shelf, err := shelved()
	if err != nil {
		return err
	}
	b, err := newBot(config, bot.Options{Store: db, Adapters: adapters, Knowledge: shelf.base, Now: time.Now, Log: log})
	if err != nil {
		return err
	}
	parts := []part{b.Run, shelf.run}
	if config.Web.Listen != "" {
		pages, err := web.New(web.Options{Listen: config.Web.Listen, Checks: checks(db, b, adapters), Figures: figures(b), Routes: adapters.routes(), Log: log})
		if err != nil {
			return fmt.Errorf("web: %w: is another program there? Name another address as web.listen in the configuration", err)
		}
		parts = append(parts, pages.Run)
	}
	defer time.AfterFunc(startOver, debug.FreeOSMemory).Stop()
	log.Info("started", "version", version, "networks", len(adapters), "zones", planner.ZoneDataVersion())
	defer log.Info("stopped")
	return together(ctx, parts...)
}

// startOver is when what was waiting at the start is answered: reading the
// built-in texts and connecting took more memory than they keep, and giving it
// back before would take time that somebody waits for.
const startOver = 2 * time.Second

// networks are the adapters of a configuration.
type networks []chat.Adapter

// connect makes the adapter of every network of the configuration. The error names
// each of which none could be made; the others are given all the same.
func connect(config Config, log *slog.Logger) (networks, error) {
	var all networks
	var faults []error
	for _, s := range config.Slack {
		a, err := slack.New(slack.Options{
			Name: s.Name, BotToken: string(s.BotToken), AppToken: string(s.AppToken), SigningSecret: string(s.SigningSecret),
			APIURL: s.APIURL, Log: log,
		})
		if err != nil {
			faults = append(faults, fmt.Errorf("slack network %q: %w", s.Name, err))
			continue
		}
		all = append(all, a)
	}
	for _, m := range config.Matrix {
		a, err := matrix.New(matrix.Options{
			Name: m.Name, Homeserver: m.Homeserver, User: m.User, Password: string(m.Password), RecoveryKey: string(m.RecoveryKey),
			Dir: filepath.Join(m.DataDir, m.Name), Allow: m.Allow, DeviceName: "Entente", Log: log,
		})
		if err != nil {
			faults = append(faults, err)
			continue
		}
		all = append(all, a)
	}
	return all, errors.Join(faults...)
}

// routes are what some of them want served, by path. No two have the same: it
// has the name of the network in it.
func (n networks) routes() map[string]http.Handler {
	all := map[string]http.Handler{}
	for _, a := range n {
		if r, ok := a.(interface {
			Routes() map[string]http.Handler
		}); ok {
			maps.Copy(all, r.Routes())
		}
	}
	return all
}

// Close closes what some of them keep open, once the bot has stopped.
func (n networks) Close() error {
	var errs []error
	for _, a := range n {
		if c, ok := a.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}

// sentences and facts are the texts that are built in, read once however many
// bots there are (a rehearsal has one a conversation).
var (
	sentences = sync.OnceValues(words.Load)
	facts     = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load("") })
)

// begun begins f, and gives what waits for its result.
func begun[T any](f func() (T, error)) (result func() (T, error)) {
	result = sync.OnceValues(f)
	go func() { _, _ = result() }() // for whoever asks
	return result
}

// newBot completes the options of a bot with what the configuration says and
// with the texts that are built in.
func newBot(config Config, o bot.Options) (*bot.Bot, error) {
	var err error
	if o.Words, err = sentences(); err != nil {
		return nil, err
	}
	if o.Knowledge == nil {
		base, err := facts()
		if err != nil {
			return nil, err
		}
		o.Knowledge = func() *knowledge.Base { return base }
	}
	o.Lease = time.Duration(config.Delivery.Lease)
	o.Keep = bot.Retention{
		Inbox:      time.Duration(config.Retention.Inbox),
		Deliveries: time.Duration(config.Retention.Deliveries),
		Dialogs:    time.Duration(config.Retention.Dialogs),
	}
	o.AdminsAdd = config.Collaborations.Add == "admins"
	for _, admin := range config.Admins {
		o.Admins = append(o.Admins, planner.IdentityID(admin))
	}
	for _, observer := range config.Observers {
		o.Observers = append(o.Observers, planner.IdentityID(observer))
	}
	return bot.New(o)
}

// slowestStep is how long ago the runner may have finished its last step: it
// never waits longer than 15 s between two.
const slowestStep = time.Minute

// checks are what /readyz asks.
func checks(db *store.Store, b *bot.Bot, adapters networks) []web.Check {
	all := []web.Check{
		{Name: "database", Ready: db.Ping},
		{Name: "delivery", Ready: func(context.Context) error {
			if last := b.LastStep(); time.Since(last) > slowestStep {
				return fmt.Errorf("the last step was at %s", last.Format(time.RFC3339))
			}
			return nil
		}},
	}
	for _, a := range adapters {
		all = append(all, web.Check{Name: a.Network(), Ready: func(context.Context) error {
			if err := b.Failed(a.Network()); err != nil {
				return err
			}
			if n, ok := a.(interface{ Connected() error }); ok {
				return n.Connected()
			}
			return nil
		}})
	}
	return all
}

// figures are what /metrics shows.
func figures(b *bot.Bot) func(context.Context) (web.Figures, error) {
	return func(ctx context.Context) (web.Figures, error) {
		f := web.Figures{LastStep: b.LastStep()}
		deliveries, err := b.Figures(ctx)
		for _, d := range deliveries {
			f.Deliveries = append(f.Deliveries, web.Delivery(d))
		}
		return f, err
	}
}

// part is something that runs until its context ends; it then returns nil.
type part func(ctx context.Context) error

// stopWithin is how long the parts have to stop in order.
const stopWithin = 9 * time.Second

// together runs all parts until ctx ends or one of them fails, which stops the
// others, and waits until all have stopped.
func together(ctx context.Context, parts ...part) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failures := make([]error, len(parts))
	var running sync.WaitGroup
	for i, p := range parts {
		running.Go(func() {
			defer stop()
			failures[i] = p(ctx)
		})
	}
	stopped := make(chan struct{})
	go func() {
		running.Wait()
		close(stopped)
	}()
	<-ctx.Done()
	select {
	case <-stopped:
		return errors.Join(failures...)
	case <-time.After(stopWithin):
		return fmt.Errorf("not everything stopped within %s; the next start takes up what was left", stopWithin)
	}
}
