-- Who comes to which date, on how many places, and who waits for one.

-- +goose Up
ALTER TABLE events ADD COLUMN capacity BIGINT NOT NULL DEFAULT 0; -- places on site, on each date; 0: no limit
ALTER TABLE events ADD COLUMN cutoff TEXT NOT NULL DEFAULT '';    -- "2027-05-03T18:00" in the event's zone, or "48h0m0s" before each date; '': its end

CREATE TABLE replies (
	id         TEXT PRIMARY KEY,
	event      TEXT NOT NULL REFERENCES events (id),
	occurrence TEXT NOT NULL REFERENCES occurrences (id),
	person     TEXT NOT NULL REFERENCES people (id),
	answer     TEXT NOT NULL,
	state      TEXT NOT NULL,   -- confirmed, waiting, offered, lapsed; withdrawn: taken back
	turn       BIGINT NOT NULL, -- of who comes on site: the lower one asked first
	at         BIGINT NOT NULL,
	until      BIGINT NOT NULL, -- of an offer: when it lapses
	UNIQUE (occurrence, person)
);
CREATE INDEX replies_state ON replies (occurrence, state, answer, turn); -- how many have a place, and who waits
CREATE INDEX replies_person ON replies (person);
CREATE INDEX replies_event ON replies (event);
