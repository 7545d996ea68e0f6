package e2e

import (
	"strings"
	"testing"

	"maunium.net/go/mautrix/event"
)

// testMatrixReaction presses a number that the bot has put under its answer. A
// bot with much to say puts none, so this one has nobody else to talk to.
func testMatrixReaction(t *testing.T, h homeserver) {
	i, user := h.install(t, "idle", h.Address)
	bot := i.start(t)
	r := h.enter(t, "rosa").open(t, "Reactions", true, user)
	planned := r.ask(t, `plan meeting "Reacted" 3 May 2040 15:00 UTC`, "2. Undo")
	offered := r.wait(t, soon, "the bot's second reaction", func(e *event.Event) bool {
		return e.Sender == r.bot && e.Type == event.EventReaction &&
			e.Content.AsReaction().RelatesTo.EventID == planned.ID && strings.HasPrefix(e.Content.AsReaction().RelatesTo.Key, "2")
	})
	if _, err := r.SendReaction(t.Context(), r.id, planned.ID, offered.Content.AsReaction().RelatesTo.Key); err != nil {
		t.Fatal(err)
	}
	r.wait(t, soon, "an answer to the reaction", func(e *event.Event) bool { return r.bySelf(e) && contains(e, "Undone") })
	bot.stop(t)
}
