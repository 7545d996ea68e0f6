package delivery

import (
	"errors"
	"maps"
	"sync"
	"time"

	"entente/planner"
	"entente/store"
)

const (
	// atOnce is how many places of one network are served side by side.
	atOnce = 32
	// underWay is how many deliveries of one network may be claimed, before no
	// more are: those that wait behind slow ones would use up their leases.
	underWay = 256
	// perLane is how many deliveries to one place are claimed together.
	perLane = 20
)

// lanes are the places where something is being sent: each in order, and all
// side by side. A place has one lane at a time, so that no request to it begins
// while an earlier one may still be running.
type lanes struct {
	lock    sync.Mutex
	busy    map[string]bool          // by laneOf
	held    map[string]time.Time     // places that the network limits, until when
	claimed map[string]int           // deliveries under way, by network
	slots   map[string]chan struct{} // by network: one for each lane that sends
	errs    []error                  // of lanes that have ended
	ended   chan struct{}            // receives when one has
	running sync.WaitGroup
}

func newLanes(networks []string) *lanes {
	l := &lanes{
		busy: map[string]bool{}, held: map[string]time.Time{}, claimed: map[string]int{},
		slots: map[string]chan struct{}{}, ended: make(chan struct{}, 1),
	}
	for _, network := range networks {
		l.slots[network] = make(chan struct{}, atOnce)
	}
	return l
}

// run has send do what it does with each place's jobs, beside all others.
func (l *lanes) run(jobs []job, send func([]job) error) {
	byPlace := map[string][]job{}
	for _, j := range jobs {
		byPlace[laneOf(j.Delivery)] = append(byPlace[laneOf(j.Delivery)], j)
	}
	for place, lane := range byPlace {
		network := lane[0].Network
		l.lock.Lock()
		l.busy[place] = true
		l.claimed[network] += len(lane)
		l.lock.Unlock()
		l.running.Go(func() {
			var err error
			defer func() { l.end(place, network, len(lane), err) }()
			l.slots[network] <- struct{}{}
			defer func() { <-l.slots[network] }()
			err = send(lane)
		})
	}
}

func (l *lanes) end(place string, network string, jobs int, err error) {
	l.lock.Lock()
	delete(l.busy, place)
	l.claimed[network] -= jobs
	if err != nil {
		l.errs = append(l.errs, err)
	}
	l.lock.Unlock()
	select {
	case l.ended <- struct{}{}:
	default: // somebody has yet to look
	}
}

// failures are the errors of lanes that ended since they were last asked for.
func (l *lanes) failures() error {
	l.lock.Lock()
	defer l.lock.Unlock()
	err := errors.Join(l.errs...)
	l.errs = nil
	return err
}

// reach is what may be claimed beside what is under way.
func (l *lanes) reach(working []string) store.Reach {
	l.lock.Lock()
	defer l.lock.Unlock()
	var r store.Reach
	for _, network := range working {
		if l.claimed[network] < underWay {
			r.Networks = append(r.Networks, network)
		}
	}
	for place := range l.busy {
		r.Except = append(r.Except, place)
	}
	return r
}

// isBusy says whether something is being sent to a place.
func (l *lanes) isBusy(place string) bool {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.busy[place]
}

// hold keeps anything from being sent to a place for a while, which ends with
// a whole millisecond, as what the store is told does.
func (l *lanes) hold(place string, until, now time.Time) {
	l.lock.Lock()
	defer l.lock.Unlock()
	maps.DeleteFunc(l.held, func(_ string, end time.Time) bool { return !end.After(now) })
	l.held[place] = until.Truncate(time.Millisecond)
}

// heldUntil is until when nothing is sent to a place; zero when it is free.
func (l *lanes) heldUntil(place string, now time.Time) time.Time {
	l.lock.Lock()
	defer l.lock.Unlock()
	if until := l.held[place]; until.After(now) {
		return until
	}
	return time.Time{}
}

// laneOf is the room, or the identity, that a delivery goes to: also in a
// thread, which stands in its room.
func laneOf(d planner.Delivery) string { return string(d.Room) + string(d.Identity) }
