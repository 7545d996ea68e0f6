package store

import "time"

// wakes is what a transaction wrote for the runner: at is its earliest instant.
type wakes struct {
	any bool
	at  time.Time
}

// add is w and something that is due at an instant; the zero time for at once.
func (w *wakes) add(at time.Time) {
	if !w.any || at.Before(w.at) {
		*w = wakes{any: true, at: at}
	}
}

// Written gives a signal after due rows or deliveries were written by this
// process: the earliest instant at which there is something to do for them.
// Several commits may be one signal. It is for one reader.
func (s *Store) Written() <-chan time.Time { return s.written }

func (s *Store) wake(w wakes) {
	for w.any {
		select {
		case s.written <- w.at:
			return
		case unread := <-s.written:
			w.add(unread)
		}
	}
}
