package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
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
	db, err := store.Open(ctx, store.Options{URL: string(config.Database.Secret), Exclusive: true, Log: log})
	if err != nil {
		return err
	}
	defer closing(db, &err)
	networks, disconnect, err := connect(config, log)
	if err != nil {
		return err
	}
	defer disconnect(&err)
	if len(networks) == 0 {
		log.Warn("no network is configured: nobody can talk to it; see entente check --example")
	}
	b, err := newBot(config, bot.Options{Store: db, Adapters: networks, Now: time.Now, Log: log})
	if err != nil {
		return err
	}
	parts := []part{b.Run}
	if config.Web.Listen != "" {
		pages, err := web.New(web.Options{Listen: config.Web.Listen, Checks: checks(db, b, networks), Log: log})
		if err != nil {
			return err
		}
		parts = append(parts, pages.Run)
	}
	log.Info("started", "version", version, "networks", len(networks), "zones", planner.ZoneDataVersion())
	defer log.Info("stopped")
	return together(ctx, parts...)
}

// connect makes the adapter of every network of the configuration, and what
// closes them once the bot has stopped.
func connect(config Config, log *slog.Logger) (networks []chat.Adapter, disconnect func(*error), err error) {
	var open []io.Closer
	disconnect = func(err *error) {
		for _, c := range open {
			*err = errors.Join(*err, c.Close())
		}
	}
	defer func() {
		if err != nil {
			disconnect(&err)
		}
	}()
	for _, s := range config.Slack {
		a, err := slack.New(slack.Options{Name: s.Name, BotToken: string(s.BotToken), AppToken: string(s.AppToken), APIURL: s.APIURL, Log: log})
		if err != nil {
			return nil, nil, err
		}
		networks = append(networks, a)
	}
	for _, m := range config.Matrix {
		a, err := matrix.New(matrix.Options{
			Name: m.Name, Homeserver: m.Homeserver, User: m.User, Password: string(m.Password), RecoveryKey: string(m.RecoveryKey),
			Dir: filepath.Join(m.DataDir, m.Name), Allow: m.Allow, DeviceName: "Entente", Log: log,
		})
		if err != nil {
			return nil, nil, err
		}
		networks, open = append(networks, a), append(open, a)
	}
	return networks, disconnect, nil
}

// newBot completes the options of a bot with what the configuration says and
// with the texts that are built in.
func newBot(config Config, o bot.Options) (*bot.Bot, error) {
	var err error
	if o.Words, err = words.Load(); err != nil {
		return nil, err
	}
	if o.Knowledge, err = knowledge.Load(); err != nil {
		return nil, err
	}
	o.Lease = time.Duration(config.Delivery.Lease)
	o.AdminsAdd = config.Collaborations.Add == "admins"
	for _, admin := range config.Admins {
		o.Admins = append(o.Admins, planner.IdentityID(admin))
	}
	return bot.New(o)
}

// slowestStep is how long ago the runner may have finished its last step: it
// never waits longer than 15 s between two.
const slowestStep = time.Minute

// checks are what /readyz asks.
func checks(db *store.Store, b *bot.Bot, networks []chat.Adapter) []web.Check {
	all := []web.Check{
		{Name: "database", Ready: db.Ping},
		{Name: "delivery", Ready: func(context.Context) error {
			if last := b.LastStep(); time.Since(last) > slowestStep {
				return fmt.Errorf("the last step was at %s", last.Format(time.RFC3339))
			}
			return nil
		}},
	}
	for _, network := range networks {
		if n, ok := network.(interface{ Connected() error }); ok {
			all = append(all, web.Check{Name: network.Network(), Ready: func(context.Context) error { return n.Connected() }})
		}
	}
	return all
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
