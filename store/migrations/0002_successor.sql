-- Where a room goes on that was replaced by another (Matrix: an upgraded
-- room): what was to be sent there is sent to its successor.

-- +goose Up
ALTER TABLE rooms ADD COLUMN successor TEXT NOT NULL DEFAULT '';
CREATE INDEX dialogs_place ON dialogs (place); -- codes and tokens, whoever's they are
