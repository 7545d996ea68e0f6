package bot_test

import (
	"testing"

	"entente/bot/chat"
)

// TestNoted: what a message leaves behind for the next one is known to it also
// when the process ends before the answer, or when the answer is still under way.
func TestNoted(t *testing.T) {
	crashed := func(t *testing.T, b *testbot) chat.Incoming {
		t.Helper()
		asked := b.message(`plan meeting "Oceans" 12 January 2027 15:00`)
		b.receive(asked)
		b.bot = b.start()
		return asked
	}
	t.Run("a number is understood", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *testbot) {
			crashed(t, b)
			b.receive(b.message("2"))
			b.settleAll()
			if b.heard("Undone") != 1 || b.heard("no open question") != 0 {
				t.Errorf("said: %+v", b.net.Said())
			}
		})
	})
	t.Run("its question is ended", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *testbot) {
			b.receive(b.message(`plan meeting "Days" 11 January 2027 15:00`))
			b.settleAll()
			b.receive(b.message("help"))
			b.bot = b.start()
			b.receive(b.message("2"))
			b.settleAll()
			if b.heard("Undone") != 0 {
				t.Errorf("said: %+v", b.net.Said())
			}
		})
	})
	t.Run("a question is answered once", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *testbot) {
			for _, text := range []string{`plan meeting "Budget" 11 January 2027 15:00`, `plan meeting "Budget" 12 January 2027 15:00`, "cancel meeting Budget"} {
				b.receive(b.message(text))
				b.settleAll()
			}
			for range 2 { // the second is taken in while the answer to the first is under way
				overheard := b.message("1")
				overheard.Addressed = false
				b.receive(overheard)
			}
			b.settleAll()
			if b.heard("Cancelled") != 1 || b.heard("Undone") != 0 || b.heard("no open question") != 0 {
				t.Errorf("said: %+v", b.net.Said())
			}
		})
	})
	t.Run("a removed message is known", func(t *testing.T) {
		onBoth(t, func(t *testing.T, b *testbot) {
			asked := crashed(t, b)
			removed := b.message("")
			removed.Kind, removed.Message = chat.Deleted, asked.Message
			b.receive(removed)
			b.settleAll()
			if b.heard("stays") != 1 {
				t.Errorf("said: %+v", b.net.Said())
			}
		})
	})
}
