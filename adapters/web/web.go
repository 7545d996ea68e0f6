// Package web serves Entente's pages over HTTP: so far whether it is alive
// (/healthz), whether it is ready to work (/readyz) and how it does (/metrics,
// for Prometheus), and beside them where networks send by HTTP.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Options are what a Server is made of.
type Options struct {
	// Listen is the address to serve at, as "127.0.0.1:8080".
	Listen string
	// Checks are asked, in order, by /readyz.
	Checks []Check
	// Figures are read for /metrics; nil: there is no such page.
	Figures func(context.Context) (Figures, error)
	// Routes are what else is served, by path: where a network sends by HTTP
	// what is said there. Who comes is for each handler to find out.
	Routes map[string]http.Handler
	Log    *slog.Logger
}

// A Server serves the pages. New routes go into its handler method.
type Server struct {
	Options
	listener net.Listener
}

// New takes the address, so that one in use is known at once; it serves
// nothing before Run.
func New(o Options) (*Server, error) {
	listener, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return &Server{Options: o, listener: listener}, nil
}

// Address is where the pages are, as "127.0.0.1:8080": with port 0 in Listen,
// the port that the system chose.
func (s *Server) Address() string { return s.listener.Addr().String() }

// stopWithin is how long requests under way may take when ctx has ended.
const stopWithin = 3 * time.Second

// Run serves until ctx ends, lets requests under way finish, and returns nil.
func (s *Server) Run(ctx context.Context) error {
	server := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		stopped <- errors.Join(server.Shutdown(grace), server.Close())
	})
	err := server.Serve(s.listener)
	if stop() { // ctx has not ended: the listener broke
		return fmt.Errorf("serve: %w", err)
	}
	if err := <-stopped; err != nil {
		s.Log.Warn("requests cut off at the stop", "error", err)
	}
	return nil
}

func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		plain(w, http.StatusOK, "alive\n")
	})
	mux.HandleFunc("GET /readyz", s.ready)
	if s.Figures != nil {
		mux.Handle("GET /metrics", s.metrics())
	}
	for path, handler := range s.Routes {
		mux.Handle(path, handler)
	}
	return mux
}
