package e2e

import "time"

// fault is what happens to one message of the bot on its way to the server.
type fault int

const (
	answerLost  fault = iota // carried out, and the connection cut
	requestLost              // cut, and never carried out
	limited                  // refused with 429, to come again after a second

	// With these the bot waits for an answer until it is killed.
	doneThenKilled  // carried out at once
	killedThenDone  // carried out lateBy after it arrived, when the bot is gone
	killedNeverDone // never carried out
)

func (f fault) String() string {
	return [...]string{"answer lost", "request lost", "limited", "done, then killed", "killed, then done", "killed, never done"}[f]
}

// lateBy is long enough for a bot that was started again to have looked for
// the message too early, and short enough for a lease, also on a machine that is
// busy: with what comes before the message arrives, and until it is carried out.
const lateBy = 3 * time.Second

// longer is than a bot lives that is killed while it waits for an answer.
const longer = time.Minute

// killing are the faults for kills, half of which are carried out afterwards.
func killing(n int) fault {
	return [...]fault{killedThenDone, doneThenKilled, killedThenDone, killedNeverDone}[n%4]
}

// disturbing are the faults that the bot survives: of five, two lose an
// answer, two a request, and one is a limit.
func disturbing(n int) fault {
	return [...]fault{answerLost, requestLost, limited, answerLost, requestLost}[n%5]
}

// holds says whether the connection stays until the bot is gone.
func (f fault) holds() bool { return f >= doneThenKilled }

// done says whether the message is carried out before anything else.
func (f fault) done() bool { return f == answerLost || f == doneThenKilled }
