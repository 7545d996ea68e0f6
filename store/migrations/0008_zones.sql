-- Which zones are in use is asked at each start, also of a million reminders.

-- +goose Up
CREATE INDEX reminders_zone ON reminders (zone) WHERE state = 'planned';
