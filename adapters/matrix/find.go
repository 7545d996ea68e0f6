package matrix

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// clockSkew is how far the homeserver's clock may be behind ours.
const clockSkew = 10 * time.Minute

// Find pages back through the conversation to since and looks for the bot's
// own message with key; one in a thread is among them. /messages lags behind
// /send by 5 to 50 ms on Dendrite (measured), and a delivery is looked up only
// when its lease has ended. A message that somebody
// redacted meanwhile has lost its key; it is known by its transaction id where
// the homeserver gives that (Matrix client-server API, "UnsignedData"). Dendrite
// does not: what is removed there before its outcome is known is said again.
func (a *Adapter) Find(ctx context.Context, to chat.Place, key string, since time.Time) (
	r chat.Receipt, found bool, err error) {
	if err := a.connected(ctx); err != nil {
		return chat.Receipt{}, false, err
	}
	ctx = reading(ctx)
	for _, room := range a.roomsOf(to) {
		evt, err := a.findIn(ctx, room, key, since.Add(-clockSkew))
		if err != nil {
			return chat.Receipt{}, false, fmt.Errorf("find message: %w", err)
		}
		if evt != nil {
			return chat.Receipt{Room: a.roomID(room), Message: shownAs(evt).String()}, true, nil
		}
	}
	return chat.Receipt{}, false, nil
}

// roomsOf are the rooms in which a message to a place may be, the likeliest
// first. A person may have left the one in which it was said.
func (a *Adapter) roomsOf(to chat.Place) []id.RoomID {
	if room, ours := native[id.RoomID](a.options.Name, string(to.Room)); ours {
		return []id.RoomID{room}
	}
	person, ours := native[id.UserID](a.options.Name, string(to.Person))
	if !ours {
		return nil
	}
	rooms := a.direct.with(person)
	slices.Reverse(rooms)
	return rooms
}

func (a *Adapter) findIn(ctx context.Context, room id.RoomID, key string, since time.Time) (*event.Event, error) {
	from := "" // the latest
	for {
		page, err := a.client.Messages(ctx, room, from, "", mautrix.DirectionBackward, nil, pageSize)
		if errors.Is(err, mautrix.MForbidden) || errors.Is(err, mautrix.MNotFound) {
			return nil, nil // the bot is not in the room, and will say nothing there
		}
		if err != nil {
			return nil, err
		}
		old := len(page.Chunk) > 0 // all of it: a single clock of another server may be wrong
		for _, evt := range page.Chunk {
			if evt.Sender == a.me.id && carries(evt, key) {
				return evt, nil
			}
			old = old && time.UnixMilli(evt.Timestamp).Before(since)
		}
		if old || page.End == "" || page.End == from {
			return nil, nil
		}
		from = page.End
	}
}

// carries tells whether an event of ours was sent with key.
func carries(evt *event.Event, key string) bool {
	return key != "" && (evt.Content.Raw[keyField] == key || evt.Unsigned.TransactionID == transaction(key))
}

// shownAs is the id of the message that an event is shown as: an edit takes
// the place of the one that it replaces.
func shownAs(evt *event.Event) id.EventID {
	relates, _ := evt.Content.Raw["m.relates_to"].(map[string]any)
	if relates["rel_type"] == string(event.RelReplace) {
		if replaced, ok := relates["event_id"].(string); ok {
			return id.EventID(replaced)
		}
	}
	return evt.ID
}
