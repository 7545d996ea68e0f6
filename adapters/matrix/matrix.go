// Package matrix connects one account on a Matrix homeserver: rooms that it is
// invited to and direct conversations, end-to-end encrypted from the first
// message.
package matrix

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// Options are what an Adapter is made of.
type Options struct {
	Name       string // name of the network, as "matrix"
	Homeserver string // its address, as "https://matrix.example.org"
	User       string // the bot's account, as "@entente:example.org"
	// Password of the account. It logs in, and makes the cross-signing keys
	// at first start. With a Token it may be empty.
	Password string
	// Token is an access token, for accounts without a password. It belongs
	// to one device, so that the store must not be lost.
	Token string
	// RecoveryKey signs the device where the account has cross-signing keys
	// already; empty: the one in Dir, if there is one.
	RecoveryKey string
	// Dir is the folder of this account's own files: the device and its
	// keys, the place in the sync, the recovery key.
	Dir string
	// PickleKey encrypts the keys in the store; empty: one made at first
	// start and kept in Dir.
	PickleKey []byte
	// Allow lists who may invite the bot: accounts ("@alice:example.org")
	// and servers ("example.org", "*.example.org"). Nobody when empty.
	Allow []string
	// DeviceName is what people see in the list of the account's devices.
	DeviceName string
	Log        *slog.Logger
}

// Adapter is one account on a homeserver. It implements [chat.Adapter],
// [chat.Finder] and [chat.Offerer].
type Adapter struct {
	options Options
	allow   allowList
	log     *slog.Logger
	client  *mautrix.Client
	device  *device
	direct  *directRooms
	offers  *offers
	place   syncPlace
	token   atomic.Pointer[string] // access token; see authorise

	ready    chan struct{} // closed when logged in; what follows is set before
	me       self
	unsigned error // why the account has not signed the device; nil when it has

	waits waits

	up atomic.Bool // the server answered last time that it was asked what is new

	plainMu sync.Mutex
	plain   map[id.RoomID]bool // rooms of which the server said that they are not encrypted
}

// waits are how long an account waits for what.
type waits struct {
	news    time.Duration // for something new, before the homeserver is asked again
	key     time.Duration // for the key of a message
	decline time.Duration // between two invitations declined
	lag     time.Duration // before the server is asked again; doubles each time
}

// New opens the account's store. It connects to nothing yet.
func New(o Options) (*Adapter, error) {
	a := &Adapter{
		options: o,
		log:     o.Log.With("network", o.Name),
		ready:   make(chan struct{}),
		plain:   map[id.RoomID]bool{},
		offers:  newOffers(),
		waits:   waits{news: newsWait, key: keyWait, decline: declinePace, lag: time.Second},
	}
	if err := a.open(); err != nil {
		return nil, fmt.Errorf("matrix network %q: %w", o.Name, err)
	}
	return a, nil
}

func (a *Adapter) open() (err error) {
	if a.allow, err = newAllowList(a.options.Allow); err != nil {
		return err
	}
	user := id.UserID(a.options.User)
	if _, _, err = user.Parse(); err != nil {
		return fmt.Errorf("user: %w", err)
	}
	if a.client, err = mautrix.NewClient(a.options.Homeserver, user, ""); err != nil {
		return fmt.Errorf("homeserver: %w", err)
	}
	a.client.Log = zerologTo(a.log)
	a.client.RequestHook = a.authorise
	a.client.DefaultHTTPBackoff = time.Second
	a.client.MaxHTTPBackoff = 30 * time.Second
	syncer := mautrix.NewDefaultSyncer()
	a.client.Syncer = stateSyncer{syncer, syncer}
	a.direct = newDirectRooms(a.client)
	return a.openStore()
}

// Network is the configured name of the network.
func (a *Adapter) Network() string { return a.options.Name }

// Run logs in, then hands over what is said until ctx ends. Each response of
// the server is acknowledged (the place in the sync saved) after all that it
// brought was received; when that fails, the same is asked for again.
func (a *Adapter) Run(ctx context.Context, receive chat.Receive) error {
	if err := a.connectPatiently(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("matrix network %q: %w", a.options.Name, err)
	}
	close(a.ready)
	defer a.beginOffering(ctx)()
	if err := a.newSession(receive).run(ctx); err != nil {
		return fmt.Errorf("matrix network %q: %w", a.options.Name, err)
	}
	return nil
}

// Close closes the store. To be called after Run has returned and nothing is
// being sent any more.
func (a *Adapter) Close() error {
	if err := a.device.close(); err != nil {
		return fmt.Errorf("close store of matrix network %q: %w", a.options.Name, err)
	}
	return nil
}

// reading is ctx for requests that change nothing and may be repeated. A send
// is repeated by its delivery only, after a look-up.
func reading(ctx context.Context) context.Context { return mautrix.WithMaxRetries(ctx, 3) }
