package slack

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
)

// outcome is what err says of a request that sends: a *chat.SendError when it
// is certain that nothing was, else err itself.
func outcome(doing string, err error) error {
	err = fmt.Errorf("%s: %w", doing, err)
	code := refusal(err)
	switch {
	case isLimited(err):
		return &chat.SendError{RetryAfter: retryAfter(err), Reason: "ratelimited", Err: err}
	case code != "" && !uncertain(code):
		return &chat.SendError{Final: !transient(code), Reason: code, Err: err}
	case neverLeft(err):
		return &chat.SendError{Reason: "not_reached", Err: err}
	}
	return err
}

// isLimited says whether Slack answered 429, with or without a Retry-After.
func isLimited(err error) bool {
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok {
		return status.Code == http.StatusTooManyRequests
	}
	_, limited := errors.AsType[*slackapi.RateLimitedError](err)
	return limited
}

// neverLeft says whether no connection came about, so that no byte was sent.
func neverLeft(err error) bool {
	if _, unresolved := errors.AsType[*net.DNSError](err); unresolved {
		return true
	}
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// refusal is Slack's code when it answered "ok": false, else empty.
func refusal(err error) string {
	if answer, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok {
		return answer.Err
	}
	return ""
}

// transient says whether Slack answers code for a trouble of its own or for a
// caller in a hurry, rather than because of what was asked.
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
func transient(code string) bool {
	return uncertain(code) || code == "ratelimited" || code == "rate_limited"
}

// uncertain says whether the call may have been carried out although Slack
// answered code: "some aspect of the operation may have succeeded".
func uncertain(code string) bool {
	switch code {
	case "fatal_error", "internal_error", "request_timeout", "service_unavailable":
		return true
	}
	return false
}

// retryAfter is how long Slack asked to wait; zero when it did not.
func retryAfter(err error) time.Duration {
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return limited.RetryAfter
	}
	return 0
}
