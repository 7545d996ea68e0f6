package matrix

import (
	"context"
	"fmt"
	"slices"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// mostMissed is how many events of one room are looked up after downtime.
const mostMissed = 5000

// missed are the events of a room after the place before the response that did not fit into a
// response, read backwards from where its timeline begins. A page that is not
// full is the last: Dendrite would go on beyond since, one event at a time.
func (s *session) missed(ctx context.Context, room id.RoomID, from string) ([]*event.Event, error) {
	var events []*event.Event
	for more := true; more && from != "" && len(events) < mostMissed; {
		page, err := s.client.Messages(ctx, room, from, s.from.place, mautrix.DirectionBackward, nil, pageSize)
		if s.again(err) {
			return nil, fmt.Errorf("what was said meanwhile: %w", err)
		}
		if err != nil || page == nil {
			s.log.Error("what was said meanwhile is lost", "room", room, "error", err)
			break
		}
		more, from = len(page.Chunk) == pageSize && page.End != from, page.End
		s.tidyEvents(room, &page.Chunk)
		if at := slices.IndexFunc(page.Chunk, s.ownJoin); at >= 0 {
			page.Chunk, more = page.Chunk[:at], false
		}
		events = append(events, page.Chunk...)
	}
	slices.Reverse(events)
	return events, nil
}
