-- Announcements of events, one message a room, drawn anew when something on
-- them changes.

-- +goose Up
CREATE TABLE cards (
	event      TEXT NOT NULL REFERENCES events (id),
	occurrence TEXT NOT NULL, -- '': of the event
	room       TEXT NOT NULL REFERENCES rooms (id),
	person     TEXT NOT NULL REFERENCES people (id), -- who announced it
	message    TEXT NOT NULL, -- '': not posted yet
	drawn      TEXT NOT NULL, -- print of what it shows
	draws      BIGINT NOT NULL,
	posted     BIGINT NOT NULL,
	PRIMARY KEY (event, occurrence, room)
);
CREATE INDEX cards_room ON cards (room);
CREATE INDEX dues_changes ON dues (event, kind) WHERE kind IN ('change', 'card');
