package slack

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
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

// notSent is err of a request that shows nothing to anybody: whatever became
// of it, the message was not sent.
func notSent(doing string, err error) error {
	code := refusal(err)
	reason := code
	switch {
	case isLimited(err):
		reason = "ratelimited"
	case code == "":
		reason = "not_reached"
	}
	return &chat.SendError{
		Final:      code != "" && !transient(code),
		RetryAfter: retryAfter(err),
		Reason:     reason,
		Err:        fmt.Errorf("%s: %w", doing, err),
	}
}

// withoutAddress is err without the address that it names: that of an upload or
// of an answer entitles whoever reads it in a log.
func withoutAddress(err error) error {
	if failed, ok := errors.AsType[*url.Error](err); ok {
		return fmt.Errorf("%s: %w", failed.Op, failed.Err)
	}
	return err
}

// isLimited says whether Slack answered 429, or so in words, with or without a
// Retry-After.
func isLimited(err error) bool {
	switch refusal(err) {
	case "ratelimited", "rate_limited":
		return true
	}
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

// closedAccount says whether Slack answers code because somebody was deactivated.
// https://docs.slack.dev/reference/methods/conversations.open#errors
func closedAccount(code string) bool { return code == "user_disabled" || code == "user_not_found" }

// retryAfter is how long Slack asked to wait; zero when it did not.
func retryAfter(err error) time.Duration {
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return limited.RetryAfter
	}
	return 0
}
