package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"sync/atomic"
)

// commitsAtOnce is after how many commits what they wrote is moved from the log
// into the database: well before SQLite would do it itself, in the midst of a
// commit that an answer waits for.
const commitsAtOnce = 16

// logKeeper moves what is in the write-ahead log into the database, beside the
// transactions. https://www.sqlite.org/wal.html, "Avoiding Excessively Large WAL Files"
type logKeeper struct {
	commits     atomic.Int64
	wake        chan struct{}
	quit, ended chan struct{}
}

func keepLog(db *sql.DB, log *slog.Logger) *logKeeper {
	k := &logKeeper{wake: make(chan struct{}, 1), quit: make(chan struct{}), ended: make(chan struct{})}
	go func() {
		defer close(k.ended)
		for {
			select {
			case <-k.quit:
				return
			case <-k.wake:
			}
			if _, err := db.Exec(`PRAGMA wal_checkpoint(PASSIVE)`); err != nil {
				log.Warn("log of the database not moved into it", "error", err)
			}
		}
	}()
	return k
}

// committed counts a commit. A nil logKeeper leaves the log to SQLite.
func (k *logKeeper) committed() {
	if k == nil || k.commits.Add(1)%commitsAtOnce != 0 {
		return
	}
	select {
	case k.wake <- struct{}{}:
	default: // it has yet to look
	}
}

// stop waits for the move under way.
func (k *logKeeper) stop() {
	if k != nil {
		close(k.quit)
		<-k.ended
	}
}

// logSize is how long the write-ahead log becomes in use, where a command writes
// some 45 pages of 2 KiB.
const logSize = 2 << 20

// growLog makes the write-ahead log as long as it becomes in use. A commit that
// makes the file longer waits for the file system's journal too, several times
// as long as one that writes over what is there. The transaction is given up,
// so that the database stays as it is; what it has spilled stays in the log's
// file. https://www.sqlite.org/wal.html, "Performance Considerations"
func growLog(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("grow log: %w", err)
	}
	defer conn.Close()
	for _, statement := range []string{
		`PRAGMA cache_size = 10`, // what does not fit is spilled
		`BEGIN IMMEDIATE`,
		`CREATE TABLE log_growth (filling BLOB)`,
		fmt.Sprintf(`INSERT INTO log_growth VALUES (zeroblob(%d))`, logSize),
		`ROLLBACK`,
		`PRAGMA cache_size = -2000`, // SQLite's own
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("grow log: %w", err)
		}
	}
	return nil
}
