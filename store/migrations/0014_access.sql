-- Who sees an event and its live link, and who reads all collaborations.

-- +goose Up
ALTER TABLE events ADD COLUMN visibility TEXT NOT NULL DEFAULT 'members';
ALTER TABLE events ADD COLUMN link TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN link_access TEXT NOT NULL DEFAULT ''; -- '': whoever sees the event
ALTER TABLE people ADD COLUMN observes BOOLEAN NOT NULL DEFAULT FALSE;
