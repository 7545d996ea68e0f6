-- What is particular to one date of a series, and how many of its dates a
-- change of all later ones left as they were.

-- +goose Up
ALTER TABLE events ADD COLUMN passed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE occurrences ADD COLUMN reason TEXT NOT NULL DEFAULT ''; -- why it is not held
ALTER TABLE occurrences ADD COLUMN place TEXT NOT NULL DEFAULT '';  -- where this date alone is held
