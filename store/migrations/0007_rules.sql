-- Rules of reminders: for whom they are and what they count from, which ones
-- events get by themselves, and how little somebody wants of them.

-- +goose Up
ALTER TABLE reminders ADD COLUMN lead_anchor TEXT NOT NULL DEFAULT ''; -- '': the start
ALTER TABLE reminders ADD COLUMN audience TEXT NOT NULL DEFAULT 'room';
ALTER TABLE reminders ADD COLUMN in_thread BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE reminders SET audience = 'person' WHERE to_person IS NOT NULL;
UPDATE reminders SET in_thread = TRUE WHERE NOT by_hand AND lead_minutes > 0;

ALTER TABLE deliveries ADD COLUMN thread TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN sent_at BIGINT NOT NULL DEFAULT 0;

-- The reminders that events get by themselves: those of a kind (of all kinds:
-- '') in a collaboration, or those of one event, which then follows no other.
CREATE TABLE reminder_sets (
	id            TEXT PRIMARY KEY,
	collaboration TEXT REFERENCES collaborations (id),
	kind          TEXT NOT NULL,
	event         TEXT UNIQUE REFERENCES events (id),
	rules         TEXT NOT NULL, -- JSON; none: no reminders
	withdrawn     BOOLEAN NOT NULL,
	UNIQUE (collaboration, kind)
);

-- How many reminders a person or a room takes, and when a person sleeps.
CREATE TABLE wishes (
	id     TEXT PRIMARY KEY,
	person TEXT UNIQUE REFERENCES people (id),
	room   TEXT UNIQUE REFERENCES rooms (id),
	level  TEXT NOT NULL, -- '': all
	quiet  TEXT NOT NULL  -- "22:00-07:00", "none"; '': the usual hours
);

CREATE TABLE mutes (
	id        TEXT PRIMARY KEY,
	person    TEXT NOT NULL REFERENCES people (id),
	event     TEXT NOT NULL REFERENCES events (id),
	withdrawn BOOLEAN NOT NULL,
	UNIQUE (person, event)
);
