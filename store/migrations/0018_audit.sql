-- Of the audit only rooms are looked up by their ids: when a room goes on in
-- another. An index over all rows would be four pages more in each commit.

-- +goose Up
DROP INDEX audit_entity;
CREATE INDEX audit_rooms ON audit (entity_id) WHERE entity = 'rooms';
