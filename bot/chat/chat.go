// Package chat is the contract between the bot and the networks that people
// talk on. Everything said to Entente, by message, button, reaction, slash
// command, form or terminal line, becomes an [Incoming]; everything that it
// says is an [Outgoing], which each adapter renders as natively as it can.
package chat

import (
	"context"
	"time"

	"entente/planner"
)

// An Adapter connects one network.
type Adapter interface {
	// Network is the configured name of the connection, the first part of
	// every room and identity of it: "insmi-slack", "matrix", "terminal".
	Network() string
	// Run connects, hands over what comes in through receive, in order of
	// arrival, and blocks until ctx ends (then it returns nil) or the
	// connection cannot be made. It acknowledges a message to the network
	// only after receive returned nil.
	Run(ctx context.Context, receive Receive) error
	// Send renders and sends one message. When it fails the error is a
	// *SendError if the outcome is known; any other error means that it is
	// unknown, and the message must be looked up before it is sent again.
	Send(ctx context.Context, out Outgoing) (Receipt, error)
}

// Receive takes in one message. It returns nil once the message is durably in
// the inbox (or was there before, or is not for us), so that it may be
// acknowledged, and a *[FormError] for a form to be corrected.
type Receive func(ctx context.Context, in Incoming) error

// A Finder can look up what was sent: an optional capability of an adapter.
type Finder interface {
	// Find looks in the conversation of to for a message that was sent with
	// key at or after since. found is false when it is certainly not there.
	Find(ctx context.Context, to Place, key string, since time.Time) (r Receipt, found bool, err error)
}

// Offerer puts something to press under a message where its network has no
// buttons, as reactions: an optional capability of an adapter.
type Offerer interface {
	// Offer is called once the message out, with buttons, is settled as sent.
	// It returns at once; what comes of it is a convenience that may fail.
	Offer(r Receipt, out Outgoing)
}

// A Linker knows the address of a message: an optional capability of an adapter.
type Linker interface {
	// LinkTo is the address at which who is in the room finds a message of it;
	// empty when there is none.
	LinkTo(room planner.RoomID, message string) string
}

// Receipt is where a message ended up.
type Receipt struct {
	Room    planner.RoomID // of a direct message: the conversation
	Message string         // the network's id of it
}

// SendError is a known outcome of a failed Send: nothing was sent.
type SendError struct {
	// Final: the network refuses for good (room gone, not a member, token
	// revoked); trying again does not help.
	Final bool
	// RetryAfter: the network asks to wait so long; zero when it did not say.
	RetryAfter time.Duration
	// Reason is a short word for logs and `why`, as "not_in_channel"; [NoAccount]
	// where whoever it is for has no account there any more.
	Reason string
	Err    error
}

// NoAccount is the reason of a final [SendError] that says that the account of
// whoever a private message is for was closed.
const NoAccount = "no_account"

func (e *SendError) Error() string {
	if e.Err == nil {
		return "not sent: " + e.Reason
	}
	return "not sent: " + e.Reason + ": " + e.Err.Error()
}

func (e *SendError) Unwrap() error { return e.Err }
