package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"sync/atomic"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// maxBody bounds a request, in bytes. The longest is the change of a message
// of 40,000 characters, twice four times over (text and blocks, before and
// after), where each may be written as six bytes ("\u00e9").
const maxBody = 2 << 20

// endpoint is where Slack sends by HTTP what Socket Mode would bring: events,
// slash commands and presses, told apart by what they are.
type endpoint struct {
	secret string
	inlet  atomic.Pointer[inlet] // nil while the adapter does not run
	seen   signatures
	log    *slog.Logger
}

func newEndpoint(secret string, log *slog.Logger) *endpoint {
	return &endpoint{secret: secret, log: log}
}

// serve lets the endpoint take in what comes until ctx ends.
func (a *Adapter) serve(ctx context.Context, in *inlet) error {
	a.endpoint.inlet.Store(in)
	a.up.Store(true)
	a.log.Info("slack is expected by HTTP")
	<-ctx.Done()
	a.endpoint.inlet.Store(nil)
	in.turn <- struct{}{} // for good: what is under way ends, and nothing follows
	return nil
}

// refused is a request that is not taken in, and the status that says so.
type refused struct {
	status int
	why    string
}

func (r refused) Error() string { return r.why }

// ServeHTTP answers 200 once what Slack sent is taken in, and 503 when that
// failed, so that Slack repeats it.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := e.verified(w, r)
	if err == nil && !e.seen.claim(r.Header) {
		err = refused{http.StatusUnauthorized, "it came before"}
	}
	var answer any
	if err == nil {
		answer, err = e.take(r, body)
		if err != nil {
			e.seen.release(r.Header)
		}
	}
	var no refused
	switch {
	case errors.As(err, &no):
		e.log.Warn("slack request refused", "status", no.status, "reason", no.why)
		http.Error(w, http.StatusText(no.status), no.status)
	case err != nil: // logged where it came about
		http.Error(w, "not taken in", http.StatusServiceUnavailable)
	case answer != nil:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer) // who went away needs no answer
	}
}

// verified is the body of a request that Slack has signed, lately.
func (e *endpoint) verified(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, refused{http.StatusMethodNotAllowed, "not a POST"}
	}
	if r.ContentLength > maxBody {
		return nil, refused{http.StatusRequestEntityTooLarge, "too long"}
	}
	verifier, err := slackapi.NewSecretsVerifier(r.Header, e.secret)
	switch { // other errors quote a header, which anybody may have made of any length
	case errors.Is(err, slackapi.ErrExpiredTimestamp):
		return nil, refused{http.StatusUnauthorized, slackapi.ErrExpiredTimestamp.Error()}
	case err != nil:
		return nil, refused{http.StatusUnauthorized, "no signature of Slack's form, with its time"}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return nil, refused{http.StatusRequestEntityTooLarge, "too long"}
	}
	if err != nil {
		return nil, refused{http.StatusBadRequest, "cut off"}
	}
	if _, err := verifier.Write(body); err != nil {
		return nil, fmt.Errorf("verify signature: %w", err)
	}
	if err := verifier.Ensure(); err != nil {
		return nil, refused{http.StatusUnauthorized, "not signed with the signing secret"}
	}
	return body, nil
}

var errNotTaken = errors.New("not taken in")

// take hands the request over as the one that Socket Mode would have brought.
// Slack's giving up does not end it: what is taken in late is taken in, and the
// repeat ends in the inbox.
func (e *endpoint) take(r *http.Request, body []byte) (answer any, err error) {
	kind, payload, err := requestOf(r.Header.Get("Content-Type"), body)
	if err != nil || kind == "" {
		return nil, err
	}
	if challenge, asked := challengeOf(kind, payload); asked {
		return challenge, nil
	}
	in := e.inlet.Load()
	if in == nil {
		return nil, refused{http.StatusServiceUnavailable, "not logged in yet, or no more"}
	}
	answer, taken := in.take(context.WithoutCancel(r.Context()), kind, payload)
	if !taken {
		return nil, errNotTaken
	}
	return answer, nil
}

// requestOf is the kind and payload that Socket Mode gives to what stands in
// body; no kind when there is nothing to take in.
func requestOf(contentType string, body []byte) (kind string, payload json.RawMessage, err error) {
	media, _, _ := mime.ParseMediaType(contentType)
	if media == "application/json" {
		return socketmode.RequestTypeEventsAPI, body, nil
	}
	if media != "application/x-www-form-urlencoded" {
		return "", nil, refused{http.StatusUnsupportedMediaType, "neither JSON nor a form"}
	}
	form, err := url.ParseQuery(string(body))
	switch {
	case err != nil:
		return "", nil, refused{http.StatusBadRequest, "not a form"}
	case form.Has("payload"):
		return socketmode.RequestTypeInteractive, json.RawMessage(form.Get("payload")), nil
	case form.Has("ssl_check"): // whether the certificate is good
		return "", nil, nil
	}
	fields := map[string]string{}
	for name := range form {
		fields[name] = form.Get(name)
	}
	payload, err = json.Marshal(fields)
	return socketmode.RequestTypeSlashCommands, payload, err
}

// challengeOf is the answer when Slack asks whether the address is ours.
// https://docs.slack.dev/reference/events/url_verification
func challengeOf(kind string, payload json.RawMessage) (answer any, asked bool) {
	var question struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if kind != socketmode.RequestTypeEventsAPI || json.Unmarshal(payload, &question) != nil || question.Type != "url_verification" {
		return nil, false
	}
	return map[string]string{"challenge": question.Challenge}, true
}
