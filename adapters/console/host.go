package console

import (
	"context"
	"time"

	"entente/bot/chat"
)

// Host is the bot that a script is played against, on a database of its own.
type Host interface {
	// Open opens the bot on its database: an empty one at first, after a
	// Kill as that left it. now is the script's clock; the adapters are the
	// networks that it holds, and stay the same through the play.
	Open(ctx context.Context, now func() time.Time, adapters []chat.Adapter) error
	// Receive takes in one message, as an adapter would hand it over.
	Receive(ctx context.Context, in chat.Incoming) error
	// Settle handles and answers all that was taken in.
	Settle(ctx context.Context) error
	// Step does all that is due at now and says when to come back; zero when
	// nothing waits.
	Step(ctx context.Context, now time.Time) (next time.Time, err error)
	// Kill drops the bot without a word, as kill -9 would.
	Kill()
}
