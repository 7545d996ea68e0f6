//go:build goolm

package matrix

import (
	"fmt"
	"net/http"
	"testing"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// Who made a successor stays known when the room itself is asked what it takes
// the place of: that may be after the sync has brought it.
func TestMakerOfSuccessorStaysKnown(t *testing.T) {
	const before, successor, alice = "!before:recorded.test", "!successor:recorded.test", "@alice:recorded.test"
	r := newRecording(t)
	forward := r.Config.Handler
	r.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		switch request.URL.Path {
		case "/_matrix/client/v3/rooms/" + successor + "/state/m.room.create/":
			answer(http.StatusOK, `{"predecessor":{"room_id":"`+before+`"}}`)(w, request)
		case "/_matrix/client/v3/rooms/" + before + "/state/m.room.tombstone/":
			answer(http.StatusOK, `{"replacement_room":"`+successor+`"}`)(w, request)
		default:
			forward.ServeHTTP(w, request)
		}
	})
	bot := start(t, r.options(t))
	made := &event.Event{Type: event.StateCreate, RoomID: successor, Sender: alice, StateKey: new(string), Content: event.Content{
		Parsed: &event.CreateEventContent{Predecessor: &event.Predecessor{RoomID: before}},
	}}
	if err := bot.client.StateStore.SetCreate(t.Context(), made); err != nil {
		t.Fatal(err)
	}
	in := &event.MemberEventContent{Membership: event.MembershipJoin}
	if err := bot.client.StateStore.SetMember(t.Context(), before, recordedBot, in); err != nil {
		t.Fatal(err)
	}
	if !newDoor(bot.Adapter).succeeds(t.Context(), entry{room: successor, before: before}) {
		t.Error("not taken for the successor")
	}
	room, by, err := bot.newSession(nil).movedFrom(t.Context(), successor)
	if got := fmt.Sprint(room, by, err); got != fmt.Sprint(id.RoomID(before), id.UserID(alice), nil) {
		t.Errorf("moved from, by: %s", got)
	}
}
