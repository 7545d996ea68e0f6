//go:build goolm

package matrix

import (
	"sync"
	"testing"
	"time"
)

// patience is how long a test waits for what must come, on a machine that is busy.
const patience = 5 * time.Minute

// A journal keeps what happened, and waits for what will.
type journal[T any] struct {
	mu      sync.Mutex
	entries []T
	grown   chan struct{} // closed by the next add
}

func newJournal[T any]() *journal[T] { return &journal[T]{grown: make(chan struct{})} }

func (j *journal[T]) add(entry T) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries = append(j.entries, entry)
	close(j.grown)
	j.grown = make(chan struct{})
}

func (j *journal[T]) all() ([]T, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]T(nil), j.entries...), j.grown
}

// wait gives the first entry that is what it should be, as soon as there is one.
func (j *journal[T]) wait(t *testing.T, what string, is func(T) bool) T {
	t.Helper()
	timeout := time.After(patience)
	for {
		entries, grown := j.all()
		for _, entry := range entries {
			if is(entry) {
				return entry
			}
		}
		select {
		case <-grown:
		case <-timeout:
			t.Fatalf("no %s; there was: %+v", what, entries)
		}
	}
}

// count is how many entries are what they should be.
func (j *journal[T]) count(is func(T) bool) int {
	entries, _ := j.all()
	n := 0
	for _, entry := range entries {
		if is(entry) {
			n++
		}
	}
	return n
}
