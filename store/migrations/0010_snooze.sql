-- Reminders that somebody puts off or has done with, each for themselves.

-- +goose Up
ALTER TABLE reminders ADD COLUMN snoozes TEXT NOT NULL DEFAULT ''; -- key of the due row that came first; '': it is none
CREATE INDEX reminders_snoozes ON reminders (snoozes) WHERE snoozes <> '';
CREATE INDEX deliveries_person ON deliveries (person, sent_at) WHERE person IS NOT NULL;
