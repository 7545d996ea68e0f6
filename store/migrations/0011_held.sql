-- How many dates of which events lie in some time, and the first of them, is
-- found in an index alone; so are the dates of one event near another.

-- +goose Up
CREATE INDEX occurrences_held ON occurrences (event, start_at, end_at, state);
