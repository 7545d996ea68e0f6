package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/store"
)

// TestAnAnswerOfTwoMessagesIsSaidOnce has Alice ask in a room for what is
// answered privately, with a word about it in the room.
func TestAnAnswerOfTwoMessagesIsSaidOnce(t *testing.T) {
	troubles := []func(chat.Outgoing, int) chattest.Fate{
		nil, chattest.InTurn(chattest.Cut()), chattest.InTurn(chattest.LostReply()),
		chattest.InTurn(chattest.Limited(time.Second), chattest.LostReply()),
	}
	onBoth(t, func(t *testing.T, b *testbot) {
		b.receive(b.message("remind me tomorrow 9:00 to send the abstracts"))
		b.settleAll()
		for i, fate := range troubles {
			b.net.Fate = fate
			for n, killed := 1, true; killed; n++ {
				in := b.message("reminders")
				in.Room, in.Name, in.Direct = "test:ganda", "ganda", false
				before := len(b.net.Said())
				b.receive(in)
				b.KillAt(n)
				_, killed = b.settle()
				b.settleAll()
				b.KillAt(0)
				said := b.net.Said()[before:]
				if len(said) != 2 || said[0].To.Person != "test:alice" || said[1].To.Room != "test:ganda" {
					t.Errorf("trouble %d, killed at %d: said %v", i, n, said)
				}
			}
		}
	})
}

func TestAnAnswerThatWaitsHoldsUpNoOther(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		for _, trouble := range []chattest.Fate{chattest.Limited(time.Minute), chattest.Cut(), chattest.Refused()} {
			slow, quick := fmt.Sprintf("Slow %d", b.said), fmt.Sprintf("Quick %d", b.said)
			b.net.Fate = func(out chat.Outgoing, before int) chattest.Fate {
				if before == 0 && strings.Contains(chat.PlainText(out), slow) {
					return trouble
				}
				return chattest.WellDone()
			}
			b.receive(b.message(planSentence(slow)))
			b.receive(b.message(planSentence(quick)))
			again, _ := b.settle()
			if b.heard(slow) != 0 || b.heard(quick) != 1 || again <= 0 {
				t.Errorf("first the slow one was answered %d times, the quick one %d; again in %s", b.heard(slow), b.heard(quick), again)
			}
			b.settleAll()
			b.done(slow)
			b.done(quick)
		}
	})
}

func TestWhenAnAnswerIsTriedAgain(t *testing.T) {
	tests := []struct {
		name    string
		fate    chattest.Fate
		waits   []time.Duration // in seconds
		lookUps int
	}{
		{"refused", chattest.Refused(), []time.Duration{1, 2, 4, 8, 16, 32, 64, 64}, 0},
		{"limited", chattest.Limited(time.Minute), []time.Duration{60, 60, 60}, 0},
		{"cut", chattest.Cut(), []time.Duration{30, 30, 30}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, b *testbot) {
				b.net.Fate = chattest.Always(tt.fate)
				b.receive(b.message(planSentence("Oceans")))
				for i, want := range tt.waits {
					if again, _ := b.settle(); again != want*time.Second {
						t.Errorf("the %d. time it waits for %s", i+1, again)
					}
					b.wait(want*time.Second - time.Millisecond)
					if again, _ := b.settle(); again != time.Millisecond {
						t.Errorf("a millisecond before, it waits for %s", again)
					}
					b.wait(time.Millisecond)
				}
				b.net.Fate = nil
				b.settleAll()
				b.done("Oceans")
				if n := b.net.LookUps(); n != tt.lookUps {
					t.Errorf("it is looked up %d times", n)
				}
			})
		})
	}
}

func TestAnAnswerIsGivenUp(t *testing.T) {
	tests := []struct {
		name  string
		fate  func(chat.Outgoing, int) chattest.Fate
		blind error
		after time.Duration
	}{
		{"refused for good", chattest.Always(chattest.Outlawed()), nil, 0},
		{"refused for ever", chattest.Always(chattest.Refused()), nil, 12 * time.Hour},
		{"cut, and never found out", chattest.Always(chattest.LostReply()), errors.New("no history"), 12 * time.Hour},
		{"breaks the adapter", func(chat.Outgoing, int) chattest.Fate { panic("cannot render") }, nil, 12 * time.Hour},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, b *testbot) {
				b.net.Fate, b.net.Blind = tt.fate, tt.blind
				b.receive(b.message(planSentence("Oceans")))
				if again, _ := b.settle(); (again == 0) != (tt.after == 0) {
					t.Errorf("at first it waits for %s", again)
				}
				b.wait(10 * time.Minute)
				b.settle()
				b.wait(tt.after - time.Second)
				b.settle()
				b.wait(10 * time.Minute)
				if again, _ := b.settle(); again != 0 {
					t.Errorf("in the end it still waits for %s", again)
				}
				b.view(func(tx *store.Tx) error {
					open, err := tx.OpenInbox([]string{"test"})
					if len(open) != 0 {
						t.Errorf("%d messages are open", len(open))
					}
					return err
				})
			})
		})
	}
}

// TestAReactionIsNotRepeated: thanks get one, or none.
func TestAReactionIsNotRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		b.net.Fate = chattest.Always(chattest.Cut())
		b.receive(b.message("thanks"))
		if again, _ := b.settle(); again != 0 || len(b.net.Sends()) != 1 {
			t.Errorf("it waits for %s, sends %v", again, b.net.Sends())
		}
	})
}

// TestAnAnswerIsRemembered: also when it was found only later, or a later part
// of it had to wait; and until it is as old as the others.
func TestAnAnswerIsRemembered(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		for _, fate := range []chattest.Fate{chattest.WellDone(), chattest.LostReply()} {
			b.net.Fate = chattest.InTurn(fate)
			began := b.now()
			b.receive(b.message(planSentence("Oceans")))
			b.settleAll()
			b.view(func(tx *store.Tx) error {
				post, err := tx.Post("test:with-alice", fmt.Sprintf("m%d", len(b.net.Said())))
				if err != nil || post.Event == "" || post.At.Before(began) {
					t.Errorf("of the answer is known %+v, %v", post, err)
				}
				return nil
			})
		}
		b.view(func(tx *store.Tx) error {
			if _, err := tx.Post("test:with-alice", "e1"); err != nil {
				t.Errorf("of the sentence: %v", err)
			}
			return nil
		})
	})
}

// TestAPartOfAnAnswerIsRememberedToo: a long list is said privately, and the
// word about it in the room has to wait.
func TestAPartOfAnAnswerIsRememberedToo(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		for hour := range 20 {
			b.receive(b.message(fmt.Sprintf("remind me on 12 January 2027 at %02d:30 to send abstract %d", hour, hour)))
		}
		b.settleAll()
		b.net.Fate = func(out chat.Outgoing, before int) chattest.Fate {
			if before == 0 && out.To.Room != "" {
				return chattest.Limited(time.Minute)
			}
			return chattest.WellDone()
		}
		in := b.message("reminders")
		in.Room, in.Name, in.Direct = "test:ganda", "ganda", false
		b.receive(in)
		b.settleAll()
		said := len(b.net.Said())
		b.view(func(tx *store.Tx) error {
			if _, err := tx.Post("test:with-alice", fmt.Sprintf("m%d", said-1)); err != nil {
				t.Errorf("of the list: %v", err)
			}
			return nil
		})
	})
}
