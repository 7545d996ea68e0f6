// Package slack connects one Slack workspace by Socket Mode: it needs no
// address that Slack could reach. What is said there becomes a
// [chat.Incoming], and every [chat.Outgoing] a message of rich text, in which
// nothing that people wrote can become a mention, a link or formatting.
package slack

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
	"entente/planner"
)

// requestTimeout bounds a request whose caller set no earlier deadline.
const requestTimeout = 30 * time.Second

// Options say which workspace an [Adapter] connects, and as whom.
type Options struct {
	// Name of the network: the first part of its rooms and identities.
	Name string
	// BotToken (xoxb-…) belongs to the app's installation in the workspace,
	// AppToken (xapp-…, scope connections:write) opens the Socket Mode
	// connection. Neither is ever logged or part of an error.
	BotToken, AppToken string
	// APIURL is where the Web API is, with a final slash; empty for Slack's.
	APIURL string
	// Log is told of connections and of what was refused; never of texts.
	Log *slog.Logger
}

// Adapter is one workspace. It implements [chat.Adapter] and [chat.Finder].
type Adapter struct {
	name string
	api  *slackapi.Client
	log  *slog.Logger
	up   atomic.Bool // the Socket Mode connection stands
}

var (
	_ chat.Adapter = (*Adapter)(nil)
	_ chat.Finder  = (*Adapter)(nil)
)

// New checks the options and returns an adapter that is not yet connected.
func New(o Options) (*Adapter, error) {
	switch {
	case o.Name == "" || strings.Contains(o.Name, ":"):
		return nil, fmt.Errorf("slack network name %q: it must not be empty or contain a colon", o.Name)
	case o.Log == nil:
		return nil, errors.New("slack: no log given")
	case !strings.HasPrefix(o.BotToken, "xoxb-"):
		return nil, botToken.fault(`it does not start with "xoxb-"`)
	case !strings.HasPrefix(o.AppToken, "xapp-"):
		return nil, appToken.fault(`it does not start with "xapp-"`)
	}
	options := []slackapi.Option{
		slackapi.OptionAppLevelToken(o.AppToken),
		slackapi.OptionHTTPClient(httpClient()),
		slackapi.OptionLog(slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug)),
	}
	if o.APIURL != "" {
		options = append(options, slackapi.OptionAPIURL(o.APIURL))
	}
	log := o.Log.With("network", o.Name)
	return &Adapter{name: o.Name, api: slackapi.New(o.BotToken, options...), log: log}, nil
}

// httpClient neither repeats a request nor follows a redirect: a second copy
// of a send is the delivery's to decide, and the form carries the token.
func httpClient() *http.Client {
	return &http.Client{
		Timeout: requestTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
}

// Network is the configured name of the workspace.
func (a *Adapter) Network() string { return a.name }

// Connected is nil while Slack hands over at once what is said.
func (a *Adapter) Connected() error {
	if !a.up.Load() {
		return errors.New("slack: no Socket Mode connection")
	}
	return nil
}

func roomID(network string, channel channelID) planner.RoomID {
	return planner.RoomID(network + ":" + string(channel))
}

func identityID(network, user string) planner.IdentityID {
	if user == "" {
		return ""
	}
	return planner.IdentityID(network + ":" + user)
}
