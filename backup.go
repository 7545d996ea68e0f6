package main

import (
	"context"
	"fmt"
	"os"

	"entente/store"
)

// backupCommand copies the database while it is in use.
type backupCommand struct {
	databaseFlags
	Args struct {
		File string `positional-arg-name:"file" description:"File to write; it must not exist yet."`
	} `positional-args:"yes" required:"yes"`
}

// Run leaves the keys of Matrix out: an old copy of them would break the
// device, and the recovery key makes new ones.
func (c *backupCommand) Run(ctx context.Context, _ stdio) (err error) {
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closing(db, &err)
	return db.Backup(ctx, c.Args.File)
}

// open opens the database that the options name, which must be there.
func (f databaseFlags) open(ctx context.Context) (*store.Store, error) {
	url, err := f.url()
	if err != nil {
		return nil, err
	}
	if file, ok := sqliteFile(url); ok {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("open database: %w", err)
		}
	}
	return store.Open(ctx, store.Options{URL: string(url)})
}

// closing closes db and adds its error to that of the command.
func closing(db *store.Store, err *error) {
	if closed := db.Close(); *err == nil && closed != nil {
		*err = fmt.Errorf("close database: %w", closed)
	}
}
