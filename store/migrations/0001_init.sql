-- The first schema: one text for SQLite and PostgreSQL.
--
-- Ids are opaque texts made in Go; rooms and identities are
-- "network:native-id". Numbers that people see (E12, R7, C31) come from
-- counters. Instants are milliseconds since 1970 UTC, 0 for none; wall times
-- are "2006-01-02T15:04" beside their IANA zone; lists and rules are JSON.
-- An empty reference is NULL, any other empty text is ''. What states and
-- kinds there are is decided in Go: a CHECK could not be widened on SQLite
-- without copying the table.

-- +goose Up
CREATE TABLE counters (
	kind  TEXT PRIMARY KEY,
	value BIGINT NOT NULL
);

-- A person's name stands here and nowhere else: everything points to the id.
CREATE TABLE people (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL,
	name_key TEXT NOT NULL, -- the name in lower case, made in Go: lower() differs between the engines
	zone     TEXT NOT NULL,
	lang     TEXT NOT NULL,
	created  BIGINT NOT NULL
);
CREATE INDEX people_name ON people (name_key);

CREATE TABLE identities (
	id        TEXT PRIMARY KEY,
	person    TEXT NOT NULL REFERENCES people (id),
	last_used BIGINT NOT NULL
);
CREATE INDEX identities_person ON identities (person);

CREATE TABLE collaborations (
	id           TEXT PRIMARY KEY,
	version      BIGINT NOT NULL,
	code         TEXT NOT NULL,
	code_key     TEXT NOT NULL, -- the code in lower case
	instrument   TEXT NOT NULL,
	title        TEXT NOT NULL,
	theme        TEXT NOT NULL,
	countries    TEXT NOT NULL,
	institutions TEXT NOT NULL,
	place        TEXT NOT NULL,
	zone         TEXT NOT NULL,
	starts       TEXT NOT NULL,
	ends         TEXT NOT NULL,
	closed       BOOLEAN NOT NULL,
	withdrawn    BOOLEAN NOT NULL DEFAULT FALSE, -- its making was undone: its code is free again
	created      BIGINT NOT NULL
);
CREATE UNIQUE INDEX collaborations_code ON collaborations (code_key) WHERE NOT withdrawn;

CREATE TABLE roles (
	id            TEXT PRIMARY KEY,
	number        BIGINT NOT NULL, -- order in which they were given
	collaboration TEXT NOT NULL REFERENCES collaborations (id),
	person        TEXT NOT NULL REFERENCES people (id),
	name          TEXT NOT NULL,
	withdrawn     BOOLEAN NOT NULL,
	UNIQUE (collaboration, person, name)
);
CREATE INDEX roles_person ON roles (person);

CREATE TABLE rooms (
	id            TEXT PRIMARY KEY,
	network       TEXT NOT NULL,
	name          TEXT NOT NULL,
	name_key      TEXT NOT NULL, -- the name in lower case
	collaboration TEXT REFERENCES collaborations (id),
	lang          TEXT NOT NULL,
	direct        BOOLEAN NOT NULL,
	closed        BOOLEAN NOT NULL,
	greeted       BIGINT NOT NULL
);
CREATE INDEX rooms_collaboration ON rooms (collaboration);
CREATE INDEX rooms_name ON rooms (network, name_key);

-- An event has at most one collaboration here, its first; further ones will be
-- rows of a table of their own.
CREATE TABLE events (
	id            TEXT PRIMARY KEY,
	number        BIGINT NOT NULL UNIQUE,
	version       BIGINT NOT NULL,
	sequence      BIGINT NOT NULL,
	kind          TEXT NOT NULL,
	title         TEXT NOT NULL,
	collaboration TEXT REFERENCES collaborations (id),
	owner         TEXT NOT NULL REFERENCES people (id),
	room          TEXT REFERENCES rooms (id),
	place         TEXT NOT NULL,
	all_day       BOOLEAN NOT NULL,
	start_wall    TEXT NOT NULL,
	end_wall      TEXT NOT NULL,
	zone          TEXT NOT NULL,
	rule          TEXT NOT NULL,
	state         TEXT NOT NULL,
	lang          TEXT NOT NULL,
	created       BIGINT NOT NULL,
	updated       BIGINT NOT NULL
);
CREATE INDEX events_collaboration ON events (collaboration);
CREATE INDEX events_owner ON events (owner);
CREATE INDEX events_room ON events (room);

-- One date of an event. Others point to the id, never to the time.
CREATE TABLE occurrences (
	id         TEXT PRIMARY KEY,
	event      TEXT NOT NULL REFERENCES events (id),
	number     BIGINT NOT NULL,
	original   TEXT NOT NULL,
	all_day    BOOLEAN NOT NULL,
	start_wall TEXT NOT NULL,
	end_wall   TEXT NOT NULL,
	zone       TEXT NOT NULL,
	start_at   BIGINT NOT NULL, -- derived from wall time and zone, as are the next two
	end_at     BIGINT NOT NULL,
	resolution TEXT NOT NULL,
	state      TEXT NOT NULL,
	UNIQUE (event, number)
);
CREATE INDEX occurrences_start ON occurrences (start_at);
CREATE INDEX occurrences_end ON occurrences (end_at);

CREATE TABLE reminders (
	id           TEXT PRIMARY KEY,
	number       BIGINT NOT NULL UNIQUE,
	event        TEXT REFERENCES events (id),
	occurrence   TEXT REFERENCES occurrences (id),
	owner        TEXT NOT NULL REFERENCES people (id),
	by_hand      BOOLEAN NOT NULL,
	lead_months  BIGINT NOT NULL,
	lead_days    BIGINT NOT NULL,
	lead_at      TEXT NOT NULL,
	lead_minutes BIGINT NOT NULL,
	wall         TEXT NOT NULL,
	zone         TEXT NOT NULL,
	text         TEXT NOT NULL,
	to_room      TEXT REFERENCES rooms (id),
	to_person    TEXT REFERENCES people (id),
	state        TEXT NOT NULL,
	created      BIGINT NOT NULL
);
CREATE INDEX reminders_event ON reminders (event);
CREATE INDEX reminders_owner ON reminders (owner);

-- One thing to be done by itself at one instant.
CREATE TABLE dues (
	key        TEXT PRIMARY KEY,
	seq        BIGINT NOT NULL, -- order of those that are due at the same instant
	kind       TEXT NOT NULL,
	at         BIGINT NOT NULL,
	reminder   TEXT REFERENCES reminders (id),
	event      TEXT REFERENCES events (id),
	occurrence TEXT REFERENCES occurrences (id),
	to_person  TEXT REFERENCES people (id),
	data       TEXT NOT NULL,
	state      TEXT NOT NULL,
	reason     TEXT NOT NULL
);
CREATE INDEX dues_waiting ON dues (at, seq) WHERE state = 'due';
CREATE INDEX dues_event ON dues (event);
CREATE INDEX dues_reminder ON dues (reminder);

-- One message to one recipient, and the due rows that it says.
CREATE TABLE deliveries (
	key       TEXT PRIMARY KEY,
	seq       BIGINT NOT NULL, -- that of its first due row
	network   TEXT NOT NULL,
	room      TEXT NOT NULL,
	person    TEXT REFERENCES people (id),
	identity  TEXT NOT NULL,
	at        BIGINT NOT NULL,
	state     TEXT NOT NULL,
	attempts  BIGINT NOT NULL,
	first_try BIGINT NOT NULL,
	wake      BIGINT NOT NULL, -- with due and retry the next try, with sending the end of the lease, else 0
	message   TEXT NOT NULL,
	reason    TEXT NOT NULL
);
CREATE INDEX deliveries_open ON deliveries (network, wake) WHERE state IN ('due', 'retry', 'sending');

CREATE TABLE delivery_dues (
	delivery TEXT NOT NULL REFERENCES deliveries (key) ON DELETE CASCADE,
	due      TEXT NOT NULL REFERENCES dues (key),
	PRIMARY KEY (delivery, due)
);
CREATE INDEX delivery_dues_due ON delivery_dues (due);

-- What one command wrote. Both tables only ever grow; a change is undone when
-- another one names it. That one may be undone too: what it undid is done again.
CREATE TABLE changes (
	id      TEXT PRIMARY KEY,
	number  BIGINT NOT NULL UNIQUE,
	person  TEXT REFERENCES people (id),
	room    TEXT NOT NULL,
	at      BIGINT NOT NULL,
	command TEXT NOT NULL,
	undoes  BIGINT UNIQUE REFERENCES changes (number),
	depth   BIGINT NOT NULL -- 0: a command, 1: its undo, 2: the undo of that, …
);
CREATE INDEX changes_person ON changes (person, at);

CREATE TABLE audit (
	change     TEXT NOT NULL REFERENCES changes (id),
	seq        BIGINT NOT NULL,
	entity     TEXT NOT NULL, -- a table's name
	entity_id  TEXT NOT NULL,
	event      TEXT,          -- the event concerned, for its history
	before_row TEXT,          -- JSON of the columns that a command may change; NULL: it was made
	after_row  TEXT NOT NULL,
	PRIMARY KEY (change, seq)
);
CREATE INDEX audit_entity ON audit (entity, entity_id);
CREATE INDEX audit_event ON audit (event);

CREATE TABLE inbox (
	network  TEXT NOT NULL,
	event_id TEXT NOT NULL,
	seq      BIGINT NOT NULL, -- order of arrival
	state    TEXT NOT NULL,
	body     TEXT NOT NULL,
	answer   TEXT NOT NULL,
	at       BIGINT NOT NULL,
	PRIMARY KEY (network, event_id)
);
CREATE INDEX inbox_open ON inbox (network, seq) WHERE state <> 'closed';

CREATE TABLE dialogs (
	person  TEXT NOT NULL REFERENCES people (id),
	place   TEXT NOT NULL,
	kind    TEXT NOT NULL,
	data    TEXT NOT NULL,
	expires BIGINT NOT NULL,
	PRIMARY KEY (person, place)
);

CREATE TABLE posts (
	room       TEXT NOT NULL,
	message    TEXT NOT NULL,
	event      TEXT REFERENCES events (id),
	occurrence TEXT REFERENCES occurrences (id),
	data       TEXT NOT NULL,
	at         BIGINT NOT NULL,
	PRIMARY KEY (room, message)
);

CREATE TABLE zone_prints (
	zone  TEXT PRIMARY KEY,
	print TEXT NOT NULL
);
