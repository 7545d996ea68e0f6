package matrix

import (
	"testing"

	"entente/bot/chat"
)

func TestThreadOfTheAnsweredMessageItselfIsNone(t *testing.T) {
	relates := relation(chat.Place{Thread: "$asked", ReplyTo: "$asked"})
	if relates.GetThreadParent() != "" || relates.GetReplyTo() != "$asked" {
		t.Errorf("relation: %+v", relates)
	}
	if relates := relation(chat.Place{}); relates != nil {
		t.Errorf("relation of a message that answers nothing: %+v", relates)
	}
}

// A thread of which no message is answered falls back to its first, for clients
// that do not know threads (Matrix client-server API, "Fallback for unthreaded
// clients").
func TestThreadFallsBackOnlyWhereNothingIsAnswered(t *testing.T) {
	alone := relation(chat.Place{Thread: "$root"})
	if alone.GetThreadParent() != "$root" || alone.GetReplyTo() != "$root" || !alone.IsFallingBack {
		t.Errorf("in a thread: %+v", alone)
	}
	answer := relation(chat.Place{Thread: "$root", ReplyTo: "$asked"})
	if answer.GetThreadParent() != "$root" || answer.GetReplyTo() != "$asked" || answer.IsFallingBack {
		t.Errorf("an answer in a thread: %+v", answer)
	}
}
