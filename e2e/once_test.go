package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// scene is a network with a person in some conversations with the bot, where
// messages are struck by faults. Conversations are counted from zero; the last
// one is private.
type scene interface {
	conversations() int
	say(t *testing.T, conversation int, text string)
	// hear waits until the bot says text.
	hear(t *testing.T, conversation int, text string)
	// strike sets what happens to the bot's next message in a conversation.
	strike(t *testing.T, conversation int, how fault)
	// struck waits until so many more messages were, and says whether they were.
	struck(t *testing.T, n int, within time.Duration) bool
	// room is the id that the bot has for a conversation that is a room.
	room(conversation int) string
	// restart ends the server, or what connects it with the bot, by force.
	restart(t *testing.T)
	// logOut ends the bot's login, where it has one.
	logOut(t *testing.T)
	// heard is all that the bot ever said in all conversations, as read
	// afterwards by somebody else.
	heard(t *testing.T) []utterance
}

// utterance is one message of the bot.
type utterance struct{ key, text string }

// move puts an installation that was never started onto a database.
type move func(installation, *testing.T) installation

// TestExactlyOnce disturbs what the bot sends in every way and then counts. It
// is short in `make test`, and long in `make crash-networks`.
func TestExactlyOnce(t *testing.T) {
	t.Parallel()
	networks := map[string]func(*testing.T, move, int) (scene, installation){"slack": slackScene, "matrix": matrixScene}
	for network, build := range networks {
		for database, to := range map[string]move{
			"sqlite":   func(i installation, _ *testing.T) installation { return i },
			"postgres": installation.onPostgres,
		} {
			for ordeal, test := range map[string]func(*ledger, *testing.T){"killed": (*ledger).kills, "disturbed": (*ledger).disturbances} {
				t.Run(network+"/"+database+"/"+ordeal, func(t *testing.T) {
					t.Parallel()
					s, i := build(t, to, 7)
					l := &ledger{scene: s, installation: i, bot: i.start(t)}
					test(l, t)
					l.balance(t)
				})
			}
		}
	}
}

// ledger is what the bot was asked to do. Each entry has words of its own, by
// which the answer to it, or the reminder, is known again.
type ledger struct {
	scene
	installation
	bot       *process
	plans     []int // in which conversation each was said
	reminders int
}

// plan says one thing that the bot does and answers. It does not wait.
func (l *ledger) plan(t *testing.T, conversation int) {
	t.Helper()
	day := time.Date(2040, 1, 1, 15, 0, 0, 0, time.UTC).AddDate(0, 0, len(l.plans))
	l.say(t, conversation, fmt.Sprintf(`plan meeting "%s" %s UTC`, meeting(len(l.plans)), day.Format("2006-01-02 15:04")))
	l.plans = append(l.plans, conversation)
}

// answered waits until all that was said is answered, and the bot at rest.
func (l *ledger) answered(t *testing.T) {
	t.Helper()
	for n, conversation := range l.plans {
		l.hear(t, conversation, meeting(n))
	}
	l.idle(t)
}

// remindAll asks for a reminder in each conversation, all for the same minute:
// soon, but only once the test has got ready for it.
func (l *ledger) remindAll(t *testing.T) {
	t.Helper()
	at := nextMinute().Format("2006-01-02 15:04 UTC")
	for c := range l.conversations() {
		to := "here"
		if c == l.conversations()-1 {
			to = "me"
		}
		l.say(t, c, "remind "+to+" "+at+" to "+plant(l.reminders))
		l.hear(t, c, plant(l.reminders))
		l.reminders++
	}
}

func meeting(n int) string { return fmt.Sprintf("Meeting %03d", n) }
func plant(n int) string   { return fmt.Sprintf("water plant %03d", n) }

// again kills the bot and starts it, while something more is said to it.
func (l *ledger) again(t *testing.T, conversation int, meanwhile func()) {
	t.Helper()
	l.bot.kill(t)
	l.plan(t, conversation)
	meanwhile()
	l.bot = l.start(t)
}

// kills ends the bot by force while messages are under way: answers first, and
// then a reminder in each conversation. In the long form that is 20 times.
func (l *ledger) kills(t *testing.T) {
	rounds := 4
	if testing.Short() {
		rounds = 1
	}
	for range rounds {
		for k := range 4 {
			c, other := (k+3)%l.conversations(), k%l.conversations()
			l.strike(t, c, killing(k))
			l.plan(t, c)
			l.areStruck(t, 1, soon)
			l.plan(t, other)
			l.again(t, other, func() {})
		}
		l.remindAll(t)
		l.answered(t)
		for c := range l.conversations() {
			l.strike(t, c, killing(c))
		}
		l.areStruck(t, l.conversations(), dueWithin)
		l.again(t, 0, func() {
			l.areSending(t)
			l.restart(t)
		})
		l.settled(t, l.reminders)
	}
	l.strike(t, 0, doneThenKilled)
	l.plan(t, 0)
	l.areStruck(t, 1, soon)
	l.again(t, 1, func() { l.logOut(t) })
}

// areStruck wants so many more messages to be struck.
func (l *ledger) areStruck(t *testing.T, n int, within time.Duration) {
	t.Helper()
	if !l.struck(t, n, within) {
		t.Fatalf("fewer than %d messages were struck within %s", n, within)
	}
}

// areSending wants the newest reminder of each conversation to be under way.
func (l *ledger) areSending(t *testing.T) {
	t.Helper()
	n := 0
	for _, d := range l.deliveries(t) {
		if d.State == "sending" {
			n++
		}
	}
	if n != l.conversations() {
		t.Errorf("%d reminders are under way when the bot is killed, want %d", n, l.conversations())
	}
}

// disturbances cuts connections and refuses messages: 20 answers lost, 20
// requests lost and 10 limits in the long form, and half as many in the short
// one. In between the server is started again.
func (l *ledger) disturbances(t *testing.T) {
	rounds := 2
	if testing.Short() {
		rounds = 1
	}
	for range rounds {
		for n := l.conversations(); n < 25; n++ {
			c := n % l.conversations()
			l.strike(t, c, disturbing(n))
			l.plan(t, c)
			l.areStruck(t, 1, soon)
			if n == 20 {
				l.restart(t)
			}
		}
		l.remindAll(t)
		l.answered(t)
		for c := range l.conversations() {
			l.strike(t, c, disturbing(c))
		}
		l.areStruck(t, l.conversations(), dueWithin)
		l.restart(t)
		l.settled(t, l.reminders)
	}
}

// balance counts, once nothing is under way any more.
func (l *ledger) balance(t *testing.T) {
	t.Helper()
	l.settled(t, l.reminders)
	l.answered(t)
	l.bot.stop(t)
	keys, answers, reminders := map[string]int{}, map[string]int{}, map[string]int{}
	for _, u := range l.heard(t) {
		keys[u.key]++
		count := answers
		if strings.HasPrefix(u.text, "Reminder: ") {
			count = reminders
		}
		for n := range l.plans {
			count[meeting(n)] += strings.Count(u.text, meeting(n))
		}
		for n := range l.reminders {
			count[plant(n)] += strings.Count(u.text, plant(n))
		}
	}
	check(t, "answers", answers, len(l.plans), meeting)
	check(t, "answers about reminders", answers, l.reminders, plant)
	check(t, "reminders", reminders, l.reminders, plant)
	for key, n := range keys {
		if key == "" || n > 1 {
			t.Errorf("key %q came %d times", key, n)
		}
	}
}

// check wants each of total messages once, and says how many were not.
func check(t *testing.T, what string, count map[string]int, total int, named func(int) string) {
	t.Helper()
	never, twice := 0, 0
	for n := range total {
		switch count[named(n)] {
		case 0:
			never++
		case 1:
		default:
			twice++
		}
	}
	t.Logf("%s: %d %s: %d came never, %d more than once", t.Name(), total, what, never, twice)
	if never+twice > 0 {
		t.Errorf("%s did not all come once: %v", what, count)
	}
}
