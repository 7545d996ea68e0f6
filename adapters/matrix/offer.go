package matrix

import (
	"context"
	"errors"
	"sync"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// numbers are the emoji that stand for the buttons of a message. More than four
// would be a wall; then a number is typed.
var numbers = [...]string{"1️⃣", "2️⃣", "3️⃣", "4️⃣"}

// mostOffers is how many messages wait for their reactions.
const mostOffers = 32

// mostGiven is of how many messages it is remembered which numbers they have.
const mostGiven = 1000

// offers are the messages under which numbers are still to be put. They are
// kept in memory alone: a typed number always does.
type offers struct {
	queue  chan offered
	budget budget
	given  map[id.EventID]int // how many numbers a message has; of whoever reads queue
}

// offered is a message with buttons.
type offered struct {
	room    id.RoomID
	message id.EventID
	buttons int
	unasked bool // it answers nobody: an announcement, an invitation
}

func newOffers() *offers {
	return &offers{queue: make(chan offered, mostOffers), budget: budget{left: burst}, given: map[id.EventID]int{}}
}

// Offer puts 1️⃣ to 4️⃣ under a message with at most four buttons, soon, unless
// messages need what the homeserver lets the bot send. What answers nobody is to
// be read for long: there the numbers come once there is room for them.
func (a *Adapter) Offer(r chat.Receipt, out chat.Outgoing) {
	room, ours := native[id.RoomID](a.options.Name, string(r.Room))
	if !ours || r.Message == "" || len(out.Buttons) == 0 || len(out.Buttons) > len(numbers) {
		return
	}
	select {
	case a.offers.queue <- offered{room, id.EventID(r.Message), len(out.Buttons), out.To.ReplyTo == "" && out.To.Thread == ""}:
	default: // far behind
	}
}

// beginOffering puts numbers under messages until ctx ends or end is called.
func (a *Adapter) beginOffering(ctx context.Context) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	var offering sync.WaitGroup
	offering.Go(func() { a.offerNumbers(ctx) })
	return func() {
		stop()
		offering.Wait()
	}
}

func (a *Adapter) offerNumbers(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case next := <-a.offers.queue:
			if !a.offers.room(ctx, next) {
				continue // all or none: half of the numbers would mislead
			}
			err := a.number(ctx, next)
			for next.unasked && errors.Is(err, mautrix.MLimitExceeded) && a.offers.room(ctx, next) {
				err = a.number(ctx, next)
			}
			if err != nil && ctx.Err() == nil {
				a.log.Info("no numbers under a message", "room", next.room, "error", err)
			}
		}
	}
}

// room says whether there is room for the numbers of a message, for which it
// waits where that answers nobody.
func (f *offers) room(ctx context.Context, o offered) bool {
	for !f.budget.spare(time.Now(), max(0, o.buttons-f.given[o.message])) {
		if !o.unasked {
			return false
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(refill):
		}
	}
	return true
}

// number puts the numbers under one message, in order. One that is there
// already, under a message that was changed, is as good.
func (a *Adapter) number(ctx context.Context, o offered) error {
	if len(a.offers.given) >= mostGiven {
		clear(a.offers.given)
	}
	for i, number := range numbers[:o.buttons] {
		if i < a.offers.given[o.message] {
			continue
		}
		reaction := &event.ReactionEventContent{RelatesTo: *new(event.RelatesTo).SetAnnotation(o.message, number)}
		_, err := a.client.SendMessageEvent(ctx, o.room, event.EventReaction, reaction)
		if errors.Is(err, mautrix.MLimitExceeded) {
			a.offers.budget.spend(time.Now(), burst)
		}
		if err != nil && !errors.Is(err, duplicate) {
			return err
		}
		a.offers.given[o.message] = i + 1
	}
	return nil
}

// duplicate is what Synapse says of a reaction that is there already.
var duplicate = mautrix.RespError{ErrCode: "M_DUPLICATE_ANNOTATION"}

// What Synapse lets an ordinary account send (rc_message): ten events at once,
// then one in five seconds. Other homeservers allow more; none is known to allow
// less.
const (
	burst   = 10
	refill  = 5 * time.Second
	reserve = 3 // is kept for messages
)

// A budget is a guess at how many events the homeserver would take now.
type budget struct {
	mu   sync.Mutex
	left float64
	at   time.Time
}

// spend takes n from the budget, which is never less than nothing.
func (b *budget) spend(now time.Time, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.grow(now)
	b.left = max(0, b.left-float64(n))
}

// spare takes n from the budget if enough is left then for messages.
func (b *budget) spare(now time.Time, n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.grow(now)
	if b.left-float64(n) < reserve {
		return false
	}
	b.left -= float64(n)
	return true
}

// grow adds what the homeserver allows again by now. b.mu is held.
func (b *budget) grow(now time.Time) {
	if !b.at.IsZero() {
		b.left = min(burst, b.left+float64(max(0, now.Sub(b.at)))/float64(refill))
	}
	b.at = now
}
