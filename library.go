package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"

	"entente/bot/knowledge"
)

// A library is the knowledge base, which may be read again while it is used.
type library struct {
	dir     string
	log     *slog.Logger
	current atomic.Pointer[knowledge.Base]
}

// openLibrary reads the base with the facts of dir, where that is not empty.
func openLibrary(dir string, log *slog.Logger) (*library, error) {
	l := &library{dir: dir, log: log}
	base, err := knowledge.Load(dir)
	if err != nil {
		return nil, err
	}
	l.current.Store(base)
	return l, nil
}

// base is what was read last.
func (l *library) base() *knowledge.Base { return l.current.Load() }

// run reads it again at each SIGHUP, until ctx ends. What cannot be read
// leaves what was read before.
func (l *library) run(ctx context.Context) error {
	again := make(chan os.Signal, 1)
	signal.Notify(again, syscall.SIGHUP)
	defer signal.Stop(again)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-again:
			l.reload()
		}
	}
}

func (l *library) reload() {
	base, err := knowledge.Load(l.dir)
	if err != nil {
		l.log.Error("knowledge not read again; what was read before stays", "error", err)
		return
	}
	l.current.Store(base)
	l.log.Info("knowledge read again", "dir", l.dir)
}
