package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/store"
)

// connect runs one adapter and answers what comes in by it, until ctx ends or
// the adapter does.
func (b *Bot) connect(ctx context.Context, adapter chat.Adapter) error {
	serving, stop := context.WithCancel(ctx)
	var answering sync.WaitGroup
	answering.Go(func() { b.serve(serving, adapter.Network()) })
	err := adapter.Run(ctx, b.Receive)
	if err != nil {
		stop() // nothing can be sent: the next run answers what is left
	}
	answering.Wait()
	stop()
	if ctx.Err() != nil {
		return nil // it was asked to stop
	}
	return err
}

// fail takes a network that has stopped out of the work, and has the admins be
// told. It says whether it was the last one.
func (b *Bot) fail(ctx context.Context, network string, cause error) (last bool) {
	b.failing.Lock()
	b.failed[network] = cause
	last = len(b.failed) == len(b.adapters)
	b.failing.Unlock()
	b.runner.Forsake(network)
	b.Log.Error("network stopped; the others go on: mend its settings, see `entente check --connect`, and start again",
		"network", network, "error", cause)
	if last {
		return true
	}
	if err := b.tellStopped(ctx, network, cause); err != nil {
		b.Log.Error("admins not told", "network", network, "error", err)
	}
	return false
}

// tellStopped tells each admin that a network has stopped.
func (b *Bot) tellStopped(ctx context.Context, network string, cause error) error {
	return b.tellAdmins(ctx, delivery.Notice{About: delivery.NoticeNetwork, Network: network, Reason: cause.Error()}, b.Now())
}

// tellOutage tells each admin that nothing gets through to a network.
func (b *Bot) tellOutage(ctx context.Context, network, reason string, now time.Time) error {
	return b.tellAdmins(ctx, delivery.Notice{About: delivery.NoticeOutage, Network: network, Reason: reason}, now)
}

// tellAdmins tells each admin, once for a cause and day.
func (b *Bot) tellAdmins(ctx context.Context, n delivery.Notice, now time.Time) error {
	sum := sha256.Sum256([]byte(n.Reason))
	return b.Store.Update(ctx, func(tx *store.Tx) error {
		admins, err := delivery.People(tx, b.Admins, now)
		if err != nil {
			return err
		}
		for _, admin := range admins {
			key := fmt.Sprintf("%s/%s/%s/%s/%s", n.About, n.Network, hex.EncodeToString(sum[:8]), now.UTC().Format("2006-01-02"), admin)
			if err := delivery.TellPerson(tx, admin, n, key, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// Failed is why a network has stopped, for `/readyz`; nil while it has not.
func (b *Bot) Failed(network string) error {
	b.failing.Lock()
	defer b.failing.Unlock()
	return b.failed[network]
}

// allFailed are the errors of all networks; nil while one works.
func (b *Bot) allFailed() error {
	b.failing.Lock()
	defer b.failing.Unlock()
	if len(b.failed) == 0 || len(b.failed) < len(b.adapters) {
		return nil
	}
	var all []error
	for _, a := range b.Adapters {
		all = append(all, fmt.Errorf("%s: %w", a.Network(), b.failed[a.Network()]))
	}
	return errors.Join(all...)
}
