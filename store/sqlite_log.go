package store

import (
	"context"
	"database/sql"
	"fmt"
)

// logSize is how long SQLite lets its write-ahead log become before it begins
// anew: 1,000 pages of 4 KiB (wal_autocheckpoint).
const logSize = 4 << 20

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
