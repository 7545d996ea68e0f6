// Package bot is how people talk to Entente: it takes in what was said,
// decides which command or question it is, checks who may do it, and answers.
package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/knowledge"
	"entente/bot/notices"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// Options are what a Bot is made of. All but Admins, Observers and the limits are needed.
type Options struct {
	Store    *store.Store
	Adapters []chat.Adapter
	// Knowledge is asked anew for each message: it may be read again meanwhile.
	Knowledge func() *knowledge.Base
	Words     *words.Catalogue
	Now       func() time.Time
	Log       *slog.Logger

	// Lease is how long the outcome of a send is awaited; it is longer than
	// the deadline of one request (default 30 s).
	Lease time.Duration
	// Admins may do everything.
	Admins []planner.IdentityID
	// Observers read all collaborations, and change nothing in them.
	Observers []planner.IdentityID
	// AdminsAdd: only admins may add a collaboration.
	AdminsAdd bool
	// Rand is where codes come from (default: crypto/rand).
	Rand io.Reader
	// Keep says for how long what serves only for a while is kept.
	Keep Retention
}

// Retention is for how long handled messages, settled deliveries and unanswered
// questions are kept; zero means for [DefaultRetention].
type Retention struct{ Inbox, Deliveries, Dialogs time.Duration }

// DefaultRetention keeps the ids of handled messages for longer than any
// network repeats one.
func DefaultRetention() Retention {
	const day = 24 * time.Hour
	return Retention{Inbox: 30 * day, Deliveries: 365 * day, Dialogs: 7 * day}
}

// Bot answers, plans and reminds on the networks of its adapters.
type Bot struct {
	Options
	adapters map[string]chat.Adapter
	runner   *delivery.Runner
	commands []*command
	phrases  map[string][]phrase // of commands, by their first letters
	inboxes  map[string]*inbox   // by network

	failing sync.Mutex
	failed  map[string]error // networks that have stopped, and why
}

// New makes a Bot. It starts nothing.
func New(o Options) (*Bot, error) {
	if o.Lease == 0 {
		o.Lease = 30 * time.Second
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Keep == (Retention{}) {
		o.Keep = DefaultRetention()
	}
	b := &Bot{Options: o, adapters: map[string]chat.Adapter{}, inboxes: map[string]*inbox{}, failed: map[string]error{}}
	for _, a := range o.Adapters {
		if _, double := b.adapters[a.Network()]; double {
			return nil, fmt.Errorf("two networks are called %q", a.Network())
		}
		b.adapters[a.Network()] = a
		b.inboxes[a.Network()] = newInbox()
	}
	b.commands = commandTable()
	b.phrases = phrasesOf(b.commands)
	w := notices.Writer{Words: o.Words, FormName: formName}
	b.runner = delivery.New(delivery.Options{
		Store: o.Store, Adapters: b.adapters, Log: o.Log, Now: o.Now, Lease: o.Lease,
		Compose: w.Compose, Remember: w.Remember, Outage: b.tellOutage, Tidy: b.tidy, Admins: b.Admins,
	})
	return b, nil
}

// Run connects every adapter, answers what comes in and delivers what is due,
// until ctx ends; then it returns nil. The failure of one network leaves the
// others alone; when all have failed, Run returns their errors.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.Start(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var running sync.WaitGroup
	for _, adapter := range b.adapters {
		running.Go(func() {
			if err := b.connect(ctx, adapter); err != nil && b.fail(ctx, adapter.Network(), err) {
				stop()
			}
		})
	}
	running.Go(func() { _ = b.runner.Run(ctx) }) // returns nil, at the end of ctx
	running.Wait()
	return b.allFailed()
}

// Step delivers all that is due at now and says when to come back; zero when
// nothing waits. It is what Run repeats, for those who move the clock
// themselves.
func (b *Bot) Step(ctx context.Context, now time.Time) (time.Time, error) {
	return b.runner.Step(ctx, now)
}

// Figures are what each network was sent and should have been sent, for
// `/metrics`.
func (b *Bot) Figures(ctx context.Context) ([]delivery.Figures, error) { return b.runner.Figures(ctx) }

// LastStep is when the runner last finished a step, for `/readyz`.
func (b *Bot) LastStep() time.Time { return b.runner.LastStep() }
