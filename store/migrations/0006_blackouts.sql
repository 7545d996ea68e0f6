-- Days on which a collaboration holds no events.

-- +goose Up
CREATE TABLE blackouts (
	id            TEXT PRIMARY KEY,
	collaboration TEXT NOT NULL REFERENCES collaborations (id),
	first_day     TEXT NOT NULL,
	last_day      TEXT NOT NULL, -- included
	reason        TEXT NOT NULL,
	withdrawn     BOOLEAN NOT NULL,
	created       BIGINT NOT NULL
);
CREATE INDEX blackouts_collaboration ON blackouts (collaboration);
