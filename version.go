package main

import (
	"context"
	"fmt"
	"runtime"

	"entente/planner"
	"entente/store"
)

// version of Entente; CHANGELOG.md says what is in it.
const version = "0.1.0"

// versionCommand says what this binary is made of.
type versionCommand struct{}

// Run prints one line a part.
func (c *versionCommand) Run(_ context.Context, std stdio) error {
	_, err := fmt.Fprintf(std.out, "entente %s\n%s\nsqlite %s\ntime zones %s\n",
		version, runtime.Version(), store.SQLiteVersion(), planner.ZoneDataVersion())
	return err
}
