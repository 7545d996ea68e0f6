-- Dates whose usual reminders do not come.

-- +goose Up
ALTER TABLE occurrences ADD COLUMN silent BOOLEAN NOT NULL DEFAULT FALSE;
