package e2e

import (
	"testing"
	"time"
)

// trouble is a bot whose database cannot be written from begin to end.
type trouble func(t *testing.T) (i installation, begin, end func())

// TestDatabaseTrouble: while the bot's database cannot be written, reminders
// fall due. None is sent then, since nothing could say afterwards that it was;
// the bot lives, and does not spin. Once the database is well again each comes,
// once.
func TestDatabaseTrouble(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]trouble{
		"locked":               lockedFile,
		"full":                 fullDisk,
		"read-only":            unwritableFile,
		"PostgreSQL read-only": unwritableServer,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i, begin, end := of(t)
			s, _ := open(t, i)
			at := time.Now().Add(15 * time.Second).Truncate(time.Millisecond) // the trouble has begun by then, on a machine that is busy
			var list []reminder
			for n := range 20 {
				list = append(list, reminder{n, sinkRoom(n % 4), at.Add(time.Duration(n) * 100 * time.Millisecond)})
			}
			i.remind(t, list)
			begin()
			began, before := time.Now(), s.cpu(t)
			s.isSilent(t, time.Until(at)+30*time.Second) // it sees new rows within 15 s, and a statement waits 10 s for the lock
			if spent := s.cpu(t) - before; spent > time.Since(began)/5 {
				t.Errorf("it used %s of a processor in %s", spent, time.Since(began))
			}
			end()
			s.lateness(t, list)
			pause(time.Second)
			s.close(t)
			if len(s.shown) > 0 {
				t.Errorf("%d are shown twice", len(s.shown))
			}
		})
	}
}

// isSilent wants nothing to be shown for so long.
func (s *sink) isSilent(t *testing.T, during time.Duration) {
	t.Helper()
	for over := time.After(during); ; {
		select {
		case got := <-s.shown:
			t.Fatalf("reminder %d is shown, which nothing remembers", got.number)
		case <-over:
			return
		}
	}
}
