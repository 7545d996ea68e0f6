-- Reminders of their own that come again: on the dates of a rule or, as a
-- digest, by a cron schedule.

-- +goose Up
ALTER TABLE reminders ADD COLUMN again TEXT NOT NULL DEFAULT ''; -- JSON; '': none
ALTER TABLE reminders ADD COLUMN schedule TEXT NOT NULL DEFAULT ''; -- cron; '': it is no digest
