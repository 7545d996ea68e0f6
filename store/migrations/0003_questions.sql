-- What is asked of the knowledge base, and what people say of its answers.

-- +goose Up
-- A question carries no person: it serves to see what is asked and declined.
CREATE TABLE questions (
	id       TEXT PRIMARY KEY,
	at       BIGINT NOT NULL,
	lang     TEXT NOT NULL,
	text     TEXT NOT NULL,
	about    TEXT NOT NULL, -- instruments and aspects, as "IRN duration"; '' where nothing was understood
	declined BOOLEAN NOT NULL
);
CREATE INDEX questions_at ON questions (at);

CREATE TABLE feedback (
	id       TEXT PRIMARY KEY,
	number   BIGINT NOT NULL UNIQUE,
	at       BIGINT NOT NULL,
	person   TEXT REFERENCES people (id), -- NULL once it is old
	question TEXT NOT NULL,
	answer   TEXT NOT NULL,
	remark   TEXT NOT NULL
);
CREATE INDEX feedback_person ON feedback (person);
