-- Plans that are not certain yet, the people an event was planned with, further
-- collaborations that it belongs to, and what each collaboration does about
-- conflicts.

-- +goose Up
ALTER TABLE events ADD COLUMN certainty TEXT NOT NULL DEFAULT ''; -- tentative; period: on days to be found; '': certain
ALTER TABLE collaborations ADD COLUMN conflicts TEXT NOT NULL DEFAULT ''; -- JSON: severity by kind; '': as usual

CREATE TABLE event_people (
	id        TEXT PRIMARY KEY,
	event     TEXT NOT NULL REFERENCES events (id),
	person    TEXT NOT NULL REFERENCES people (id),
	withdrawn BOOLEAN NOT NULL,
	UNIQUE (event, person)
);
CREATE INDEX event_people_person ON event_people (person);

CREATE TABLE event_collaborations (
	id            TEXT PRIMARY KEY,
	event         TEXT NOT NULL REFERENCES events (id),
	collaboration TEXT NOT NULL REFERENCES collaborations (id),
	withdrawn     BOOLEAN NOT NULL,
	UNIQUE (event, collaboration)
);
CREATE INDEX event_collaborations_collaboration ON event_collaborations (collaboration);

-- What is not held is looked for beside all that is.
CREATE INDEX occurrences_cancelled ON occurrences (event) WHERE state = 'cancelled';

-- Few events are public, and they are looked for beside all that are not.
CREATE INDEX events_visibility ON events (visibility, state);
