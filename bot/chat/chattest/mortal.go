package chattest

import (
	"runtime"
	"sync"
)

// Mortal is a process that can be killed at any point of its work. The zero
// value is to live.
type Mortal struct {
	lock   sync.Mutex
	points int // so far
	killAt int // at that one; 0: never
}

// Point is an instant at which it may be killed. Once it is, none of its
// goroutines gets past another: what is left undone is done by nobody, and
// transactions under way are rolled back, as by kill -9.
func (m *Mortal) Point() {
	m.lock.Lock()
	m.points++
	dead := m.killAt > 0 && m.points >= m.killAt
	m.lock.Unlock()
	if dead {
		runtime.Goexit()
	}
}

// Points is how many it came to since KillAt.
func (m *Mortal) Points() int {
	m.lock.Lock()
	defer m.lock.Unlock()
	return m.points
}

// KillAt has it killed at the n-th point from now, with 0 at none, and says
// whether it was still to be killed before.
func (m *Mortal) KillAt(n int) (pending bool) {
	m.lock.Lock()
	defer m.lock.Unlock()
	pending = m.killAt > 0
	m.points, m.killAt = 0, n
	return pending
}

// Survives does some work, and says whether it came to the end of it, with what
// error. If not, the next process is to live. Work ends its goroutines before
// itself, also where it is killed: one that is left would live on in the next.
func (m *Mortal) Survives(work func() error) (alive bool, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = work()
		alive = true
	}()
	<-done
	if !alive {
		m.KillAt(0)
	}
	return alive, err
}
