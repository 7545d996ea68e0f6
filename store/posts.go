package store

import (
	"fmt"
	"time"

	"entente/planner"
)

// Post is a message that the bot said, kept so that a reply, button or
// reaction to it is understood.
type Post struct {
	Room       planner.RoomID
	Message    string // the network's id of it
	Event      planner.EventID
	Occurrence planner.OccurrenceID
	Data       []byte // JSON, as the sentences of its buttons
	At         time.Time
}

func scanPost(r row) (p Post, err error) {
	var data string
	err = r.Scan(&p.Room, &p.Message, orNull(&p.Event), orNull(&p.Occurrence), &data, scanTime{&p.At})
	p.Data = bytesOf(data)
	return p, err
}

// Post is the bot's message of that id in a room.
func (tx *Tx) Post(room planner.RoomID, message string) (Post, error) {
	p, err := one(tx, scanPost, `
		SELECT room, message, event, occurrence, data, at FROM posts
		WHERE room = $1 AND message = $2`, room, message)
	if err != nil {
		return p, fmt.Errorf("post: %w", err)
	}
	return p, nil
}

// SavePost keeps a message, or what it is about when it was edited.
func (tx *Tx) SavePost(p Post) error {
	_, err := tx.exec(`
		INSERT INTO posts (room, message, event, occurrence, data, at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (room, message) DO UPDATE SET
			event = excluded.event, occurrence = excluded.occurrence, data = excluded.data, at = excluded.at`,
		p.Room, p.Message, null(p.Event), null(p.Occurrence), clean(string(p.Data)), millis(p.At))
	if err != nil {
		return fmt.Errorf("save post: %w", err)
	}
	return nil
}

// PurgeAnswers forgets messages said before that instant that are about no event,
// as answers to questions are: with them goes what was asked.
func (tx *Tx) PurgeAnswers(before time.Time) (int, error) {
	rows, err := tx.exec(`DELETE FROM posts WHERE at < $1 AND event IS NULL`, millis(before))
	if err != nil {
		return 0, fmt.Errorf("purge answers: %w", err)
	}
	return int(rows), nil
}

// PurgePosts forgets messages said before that instant.
func (tx *Tx) PurgePosts(before time.Time) (int, error) {
	rows, err := tx.exec(`DELETE FROM posts WHERE at < $1`, millis(before))
	if err != nil {
		return 0, fmt.Errorf("purge posts: %w", err)
	}
	return int(rows), nil
}
