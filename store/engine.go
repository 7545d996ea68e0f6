package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3"
)

// engine is what differs between the two databases: how they are opened,
// migrated and read, and what their errors mean. Queries do not differ but for
// skipLocked.
type engine struct {
	name       string // file or server, for messages; without a password
	dialect    goose.Dialect
	migrating  []goose.ProviderOption
	skipLocked string // ends a SELECT that claims rows
	backup     func(ctx context.Context, file string) error
	meaning    func(error) error // ErrConflict, ErrNotFound, errAgain or nil
}

// hide replaces a driver's error by what it means, or keeps its text only.
func (e engine) hide(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, sql.ErrTxDone):
		return fmt.Errorf("%w (%v)", context.Canceled, err) // database/sql rolls back at the end of a context
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	}
	if meaning := e.meaning(err); meaning != nil {
		return fmt.Errorf("%w (%v)", meaning, err)
	}
	return errors.New(err.Error())
}
