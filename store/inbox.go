package store

import (
	"errors"
	"fmt"
	"time"
)

// InboxState is how far a message has come.
type InboxState string

// The states of a message that was taken in: open until its command is
// written, answered until that was said, then closed.
const (
	InboxOpen     InboxState = "open"
	InboxAnswered InboxState = "answered"
	InboxClosed   InboxState = "closed"
)

// Inbox is a message that was taken in. Network and EventID are unique
// together. Body is erased with its answer, Answer when it was said.
type Inbox struct {
	Network string
	EventID string
	State   InboxState
	Body    []byte // JSON, while open
	Answer  []byte // JSON, while answered
	At      time.Time
}

func scanInbox(r row) (m Inbox, err error) {
	var body, answer string
	err = r.Scan(&m.Network, &m.EventID, &m.State, &body, &answer, scanTime{&m.At})
	m.Body, m.Answer = bytesOf(body), bytesOf(answer)
	return m, err
}

// bytesOf is text as JSON bytes; nil when it is empty.
func bytesOf(text string) []byte {
	if text == "" {
		return nil
	}
	return []byte(text)
}

// TakeIn keeps a message as open, and gives its place in the line of its
// network's messages that are not closed: 1 when it is the only one. When it was
// taken in before, nothing is written and the place is 0.
func (tx *Tx) TakeIn(m Inbox) (place int, err error) {
	place, err = one(tx, scanned[int], `
		INSERT INTO inbox (network, event_id, seq, state, body, answer, at)
		VALUES ($1, $2, (SELECT coalesce(max(seq), 0) + 1 FROM inbox WHERE network = $1 AND state <> 'closed'),
			$3, $4, '', $5)
		ON CONFLICT DO NOTHING
		RETURNING seq`,
		m.Network, m.EventID, InboxOpen, clean(string(m.Body)), millis(m.At))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return 0, fmt.Errorf("take in message: %w", err)
	}
	return place, nil
}

// OpenInbox are the messages of networks that are open or answered, in the
// order in which they came.
func (tx *Tx) OpenInbox(networks []string) ([]Inbox, error) {
	w := where{conditions: []string{`state <> 'closed'`}}
	addIn(&w, `network`, networks)
	list, err := all(tx, scanInbox, `
		SELECT network, event_id, state, body, answer, at FROM inbox `+w.String()+`
		ORDER BY seq`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("open messages: %w", err)
	}
	return list, nil
}

// AnswerInbox keeps what is to be said to an open message and erases the
// message. [ErrConflict]: it is not open (any more): somebody else has handled
// it, and this transaction is to be given up.
func (tx *Tx) AnswerInbox(network, eventID string, answer []byte) error {
	return tx.writeAnswer(InboxOpen, network, eventID, answer)
}

// KeepAnswer keeps what is still to be said to a message that was answered,
// when a part of it is out or it has to wait. [ErrConflict]: it is not, or it
// is closed.
func (tx *Tx) KeepAnswer(network, eventID string, answer []byte) error {
	return tx.writeAnswer(InboxAnswered, network, eventID, answer)
}

func (tx *Tx) writeAnswer(from InboxState, network, eventID string, answer []byte) error {
	rows, err := tx.exec(`
		UPDATE inbox SET state = $3, body = '', answer = $4
		WHERE network = $1 AND event_id = $2 AND state = $5`,
		network, eventID, InboxAnswered, clean(string(answer)), from)
	if err := conflictIfNone(rows, err); err != nil {
		return fmt.Errorf("answer message: %w", err)
	}
	return nil
}

// CloseInbox marks a message as done and erases it with its answer.
func (tx *Tx) CloseInbox(network, eventID string) error {
	err := tx.execOne(`
		UPDATE inbox SET state = $3, body = '', answer = '' WHERE network = $1 AND event_id = $2`,
		network, eventID, InboxClosed)
	if err != nil {
		return fmt.Errorf("close message: %w", err)
	}
	return nil
}

// PurgeInbox forgets closed messages that came before that instant. A network
// that repeats one later has it handled again.
func (tx *Tx) PurgeInbox(before time.Time) (int, error) {
	rows, err := tx.exec(`DELETE FROM inbox WHERE state = 'closed' AND at < $1`, millis(before))
	if err != nil {
		return 0, fmt.Errorf("purge inbox: %w", err)
	}
	return int(rows), nil
}
