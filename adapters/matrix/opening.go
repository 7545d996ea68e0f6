package matrix

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"maunium.net/go/mautrix/id"
)

// An opening is an attempt to make somebody's direct conversation. Its row is
// written before the homeserver is asked, since the answer may be lost and the
// room still be made, even after this program was killed: until the attempt's
// time is over no other is begun, and then the room is looked for by its key.
type opening struct {
	user  id.UserID
	key   string // goes into the room's creation content; nobody else has it
	began time.Time
}

// openings are the rows of attempts whose outcome is not known. They lie in the
// account's own store.
type openings struct{ db *sql.DB }

func newOpenings(db *sql.DB) (openings, error) {
	_, err := db.Exec(`CREATE TABLE IF NOT EXISTS entente_openings (
		user_id TEXT PRIMARY KEY, room_key TEXT NOT NULL, began_ms BIGINT NOT NULL)`)
	if err != nil {
		return openings{}, fmt.Errorf("table of conversations being opened: %w", err)
	}
	return openings{db}, nil
}

// of is the attempt that was made for somebody; ok is false when there is none.
func (o openings) of(ctx context.Context, user id.UserID) (attempt opening, ok bool, err error) {
	attempt.user = user
	var began int64
	err = o.db.QueryRowContext(ctx, "SELECT room_key, began_ms FROM entente_openings WHERE user_id=$1", user.String()).
		Scan(&attempt.key, &began)
	if errors.Is(err, sql.ErrNoRows) {
		return opening{}, false, nil
	}
	if err != nil {
		return opening{}, false, fmt.Errorf("conversation being opened: %w", err)
	}
	attempt.began = time.UnixMilli(began)
	return attempt, true, nil
}

// begin writes an attempt, in place of an earlier one that came to nothing.
func (o openings) begin(ctx context.Context, attempt opening) error {
	_, err := o.db.ExecContext(ctx, `INSERT INTO entente_openings (user_id, room_key, began_ms) VALUES ($1, $2, $3)
		ON CONFLICT (user_id) DO UPDATE SET room_key=excluded.room_key, began_ms=excluded.began_ms`,
		attempt.user.String(), attempt.key, attempt.began.UnixMilli())
	if err != nil {
		return fmt.Errorf("write conversation being opened: %w", err)
	}
	return nil
}

// end forgets the attempt for somebody, once its outcome is known.
func (o openings) end(ctx context.Context, user id.UserID) error {
	if _, err := o.db.ExecContext(ctx, "DELETE FROM entente_openings WHERE user_id=$1", user.String()); err != nil {
		return fmt.Errorf("forget conversation being opened: %w", err)
	}
	return nil
}
