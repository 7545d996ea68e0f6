package matrix

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// A syncPlace is how far the account has worked off what its homeserver tells.
// It has a table of its own, apart from the SDK's row of the device: a device
// that was deleted takes nothing that was said meanwhile with it.
type syncPlace struct{ db *sql.DB }

func newSyncPlace(db *sql.DB) (syncPlace, error) {
	_, err := db.Exec(`CREATE TABLE IF NOT EXISTS entente_place (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), place TEXT NOT NULL)`)
	if err != nil {
		return syncPlace{}, fmt.Errorf("table of the place in the sync: %w", err)
	}
	return syncPlace{db}, nil
}

// load gives the place; empty before the first start.
func (p syncPlace) load(ctx context.Context) (place string, err error) {
	err = p.db.QueryRowContext(ctx, "SELECT place FROM entente_place").Scan(&place)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("place in the sync: %w", err)
	}
	return place, nil
}

func (p syncPlace) save(ctx context.Context, place string) error {
	_, err := p.db.ExecContext(ctx, `INSERT INTO entente_place (only_one, place) VALUES (1, $1)
		ON CONFLICT (only_one) DO UPDATE SET place=excluded.place`, place)
	if err != nil {
		return fmt.Errorf("keep place in the sync: %w", err)
	}
	return nil
}

// A bookmark is a place that a response was asked for from, with the number of that
// response: places themselves have no order that a client may know.
type bookmark struct {
	place  string // empty at the first start
	number int
}

// holds tells whether a restart must begin at m at the latest, where it would
// at other otherwise.
func (m bookmark) holds(other bookmark) bool {
	return m.place != "" && (other.place == "" || m.number < other.number)
}

// reached is what to save: the place that was reached, or the one before the
// oldest message that still waits for its key, or before a room that is to be
// joined: a crash must not lose them.
func (s *session) reached(place string) string {
	oldest := s.door.oldest()
	if len(s.late) > 0 && s.late[0].from.holds(oldest) {
		oldest = s.late[0].from
	}
	return cmp.Or(oldest.place, place)
}
