-- Which version of its event a change has made: what a button drawn from an
-- earlier one is told. Of earlier changes it is taken to be the last.

-- +goose Up
ALTER TABLE audit ADD COLUMN version BIGINT NOT NULL DEFAULT 0; -- 0: it made none
UPDATE audit SET version = coalesce((SELECT events.version FROM events WHERE events.id = audit.event), 0) WHERE event IS NOT NULL;
