package planner

import "time"

// Card is the announcement of an event, or of one of its dates, in a room: one
// message, drawn anew whenever something on it changes.
type Card struct {
	Event      EventID
	Occurrence OccurrenceID // empty: of the event
	Room       RoomID
	Person     PersonID // who announced it last
	Message    string   // the network's id of it; empty until it is posted
	Drawn      string   // print of what it shows
	Draws      int      // how often it was to be drawn: makes the key of each due row
	Posted     time.Time
}
