-- A change is known by its number alone, to people and to its audit: two indexes
-- less in each commit. Few changes are undoings, and only these are looked for by
-- what they undo.

-- +goose Up
CREATE TABLE numbered_changes (
	number  INTEGER PRIMARY KEY, -- so called, it is SQLite's own key of a row: https://www.sqlite.org/lang_createtable.html#rowid
	person  TEXT REFERENCES people (id),
	room    TEXT NOT NULL,
	at      BIGINT NOT NULL,
	command TEXT NOT NULL,
	undoes  INTEGER REFERENCES numbered_changes (number),
	depth   BIGINT NOT NULL
);
INSERT INTO numbered_changes SELECT number, person, room, at, command, undoes, depth FROM changes;

CREATE TABLE numbered_audit (
	change     INTEGER NOT NULL REFERENCES numbered_changes (number),
	seq        BIGINT NOT NULL,
	entity     TEXT NOT NULL,
	entity_id  TEXT NOT NULL,
	event      TEXT,
	before_row TEXT,
	after_row  TEXT NOT NULL,
	version    BIGINT NOT NULL,
	PRIMARY KEY (change, seq)
);
INSERT INTO numbered_audit
SELECT changes.number, seq, entity, entity_id, event, before_row, after_row, version
FROM audit JOIN changes ON changes.id = audit.change;

DROP TABLE audit;
DROP TABLE changes;
ALTER TABLE numbered_changes RENAME TO changes;
ALTER TABLE numbered_audit RENAME TO audit;
CREATE INDEX changes_person ON changes (person, at);
CREATE INDEX changes_room ON changes (room);
CREATE UNIQUE INDEX changes_undoes ON changes (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX audit_event ON audit (event);
CREATE INDEX audit_rooms ON audit (entity_id) WHERE entity = 'rooms';
