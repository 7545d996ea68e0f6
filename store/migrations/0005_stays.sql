-- Where people stay away from home, which is in which zone their hours are.

-- +goose Up
ALTER TABLE people ADD COLUMN stays TEXT NOT NULL DEFAULT ''; -- JSON, in the order in which they were said; '' for none
CREATE INDEX changes_room ON changes (room); -- who did something in a room
