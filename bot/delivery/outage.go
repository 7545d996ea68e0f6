package delivery

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// noAnswer is the reason of what was sent, or looked up, without an answer.
const noAnswer = "no answer"

// outageAfter is for how long nothing gets through to a network before that is
// an outage: longer than one is restarted.
const outageAfter = 15 * time.Minute

// outages are since when networks are sent to in vain.
type outages struct {
	lock  sync.Mutex
	since map[string]time.Time
	told  map[string]string // by network: the reason and the day that was told
}

// reached notes that something got through.
func (r *Runner) reached(network string) {
	r.outages.lock.Lock()
	defer r.outages.lock.Unlock()
	delete(r.outages.since, network)
}

// missed notes that something did not get through, and has the admins be told
// once that has lasted: once a day for each reason.
func (r *Runner) missed(ctx context.Context, network, reason string) error {
	now := r.Now()
	if !r.outages.miss(network, reason, now) {
		return nil
	}
	r.Log.Error("network cannot be reached", "network", network, "reason", reason)
	if err := r.Outage(context.WithoutCancel(ctx), network, reason, now); err != nil {
		return fmt.Errorf("tell of outage: %w", err)
	}
	return nil
}

// miss notes a failure and says whether it is to be told.
func (o *outages) miss(network, reason string, now time.Time) bool {
	o.lock.Lock()
	defer o.lock.Unlock()
	since, failing := o.since[network]
	if !failing {
		o.since[network] = now
		return false
	}
	what := fmt.Sprint(reason, now.Unix()/86400)
	if now.Sub(since) < outageAfter || o.told[network] == what {
		return false
	}
	o.told[network] = what
	return true
}

// away says whether a network has an outage.
func (o *outages) away(network string, now time.Time) bool {
	o.lock.Lock()
	defer o.lock.Unlock()
	since, failing := o.since[network]
	return failing && now.Sub(since) >= outageAfter
}
