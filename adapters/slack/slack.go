// Package slack connects one Slack workspace, by Socket Mode, which needs no
// address that Slack could reach, or by HTTP. What is said there becomes a
// [chat.Incoming], and every [chat.Outgoing] a message of rich text, in which
// nothing that people wrote can become a mention, a link or formatting.
package slack

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
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
	// BotToken (xoxb-…) belongs to the app's installation in the workspace. No
	// token or secret is ever logged or part of an error.
	BotToken string
	// AppToken (xapp-…, scope connections:write) opens the Socket Mode
	// connection. It is empty when Slack sends by HTTP instead, signed with
	// SigningSecret: exactly one of the two is given.
	AppToken, SigningSecret string
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
	pace pace
	// unfinished are look-ups that Slack has interrupted.
	unfinished searches
	directs    sync.Map     // the conversations with people: user to channelID
	up         atomic.Bool  // what is said there is handed over at once
	site       atomic.Value // string: the address of the workspace, once logged in

	endpoint *endpoint // where Slack sends by HTTP; nil with Socket Mode
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
	case (o.AppToken == "") == (o.SigningSecret == ""):
		return nil, errors.New("slack: give an app token, for Socket Mode, or a signing secret, for HTTP")
	case o.AppToken != "" && !strings.HasPrefix(o.AppToken, "xapp-"):
		return nil, appToken.fault(`it does not start with "xapp-"`)
	case strings.HasPrefix(o.SigningSecret, "xapp-"), strings.HasPrefix(o.SigningSecret, "xoxb-"):
		return nil, signingSecret.fault("it is a token")
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
	a := &Adapter{name: o.Name, api: slackapi.New(o.BotToken, options...), log: log}
	if o.SigningSecret != "" {
		a.endpoint = newEndpoint(o.SigningSecret, log)
	}
	return a, nil
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

// Routes are what the web server is to serve for Slack, by path; nothing with
// Socket Mode.
func (a *Adapter) Routes() map[string]http.Handler {
	if a.endpoint == nil {
		return nil
	}
	return map[string]http.Handler{a.path(): a.endpoint}
}

// path is where Slack sends by HTTP.
func (a *Adapter) path() string { return "/slack/" + a.name + "/events" }

// Connected is nil while what is said is handed over at once: while the Socket
// Mode connection stands, or while what Slack sends by HTTP is taken in.
func (a *Adapter) Connected() error {
	if !a.up.Load() {
		return errors.New("slack: not connected")
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
