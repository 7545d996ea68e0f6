-- A plan writes to every index of what it is about. Those below hold what they
-- are asked for only: few events are public, most reminders are of an event and
-- have its zone, and of all dialogs only those that tie two identities together
-- are looked for by a place that names a secret.

-- +goose Up
DROP INDEX events_visibility;
CREATE INDEX events_public ON events (state) WHERE visibility = 'public';

DROP INDEX events_collaboration;
CREATE INDEX events_collaboration ON events (collaboration) WHERE collaboration IS NOT NULL;

DROP INDEX events_room;
CREATE INDEX events_room ON events (room) WHERE room IS NOT NULL;

DROP INDEX reminders_zone;
CREATE INDEX reminders_zone ON reminders (zone) WHERE state = 'planned' AND zone <> '';

DROP INDEX dialogs_place;
CREATE INDEX dialogs_link ON dialogs (place) WHERE kind = 'link';
