package slack

import (
	"maps"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"
)

// leastWait is how long nothing is sent after a 429 that does not say.
const leastWait = time.Second

// lane is what Slack limits by itself: a method in the workspace, and the
// posting of messages (about one a second, bursts allowed) in each channel.
// https://docs.slack.dev/apis/web-api/rate-limits
type lane struct {
	method  string
	channel channelID // of chat.postMessage alone
}

// pace remembers which lanes Slack has closed and until when, so that nothing
// is asked there before: not by what comes later either, which would overtake
// what waits. The zero pace is ready; it may be used by several at once.
type pace struct {
	mutex sync.Mutex
	until map[lane]time.Time
}

// keep makes request, unless the lane is closed: that is an error like Slack's
// own, with the time that is left.
func (p *pace) keep(l lane, request func() error) error {
	if left := p.left(l, time.Now()); left > 0 {
		return &slackapi.RateLimitedError{RetryAfter: left}
	}
	err := request()
	if isLimited(err) {
		p.close(l, time.Now(), max(leastWait, retryAfter(err)))
	}
	return err
}

// left is for how long after now the lane is closed.
func (p *pace) left(l lane, now time.Time) time.Duration {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return max(0, p.until[l].Sub(now))
}

// close closes the lane for so long, and forgets those that are open again.
func (p *pace) close(l lane, now time.Time, wait time.Duration) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	maps.DeleteFunc(p.until, func(_ lane, until time.Time) bool { return !until.After(now) })
	if p.until == nil {
		p.until = map[lane]time.Time{}
	}
	p.until[l] = now.Add(wait)
}
