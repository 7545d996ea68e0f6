-- Talks on the dates of events, and who is asked to give them.

-- +goose Up
CREATE TABLE talks (
	id         TEXT PRIMARY KEY,
	event      TEXT NOT NULL REFERENCES events (id),
	occurrence TEXT REFERENCES occurrences (id), -- NULL: what all talks of the event have that say nothing else
	title      TEXT NOT NULL,
	abstract   TEXT NOT NULL,
	chair      TEXT REFERENCES people (id),
	chair_name TEXT NOT NULL, -- of one who is not in chat
	language   TEXT NOT NULL,
	links      TEXT NOT NULL, -- JSON by kind; '' for none
	promised   TEXT NOT NULL,
	asks       TEXT NOT NULL, -- JSON, days; '' for the usual ones
	withdrawn  BOOLEAN NOT NULL
);
CREATE INDEX talks_event ON talks (event);
CREATE UNIQUE INDEX talks_occurrence ON talks (occurrence);
CREATE INDEX talks_chair ON talks (chair);

CREATE TABLE speakers (
	id          TEXT PRIMARY KEY,
	number      BIGINT NOT NULL UNIQUE,
	event       TEXT NOT NULL REFERENCES events (id),
	occurrence  TEXT REFERENCES occurrences (id), -- NULL: a candidate
	person      TEXT REFERENCES people (id),      -- NULL: not in chat
	name        TEXT NOT NULL,                    -- as typed, of one who is not in chat
	affiliation TEXT NOT NULL,
	language    TEXT NOT NULL,
	email       TEXT NOT NULL,
	invited_by  TEXT REFERENCES people (id),
	state       TEXT NOT NULL,
	proposed    TEXT NOT NULL -- with state other_date: the date
);
CREATE INDEX speakers_event ON speakers (event);
CREATE INDEX speakers_person ON speakers (person);
