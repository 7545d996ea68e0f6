-- A plan writes to every index of what it is about. Dates are looked for by
-- their event, in occurrences_held, and reminders of somebody are those that they
-- set by hand: of the usual ones, two for each plan, nobody asks whose they are.

-- +goose Up
DROP INDEX occurrences_start;
DROP INDEX occurrences_end;

DROP INDEX reminders_owner;
CREATE INDEX reminders_owner ON reminders (owner) WHERE by_hand;
