package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Check is one thing that must hold for Entente to be ready to work.
type Check struct {
	Name string
	// Ready says why it does not hold; it must give up when ctx ends.
	Ready func(ctx context.Context) error
}

// checkWithin is how long all checks of one request may take together.
const checkWithin = 3 * time.Second

// ready answers 200 when every check holds and 503 otherwise, with one line a
// check. The reasons go to the log only: they may name hosts and files.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), checkWithin)
	defer cancel()
	status := http.StatusOK
	var body strings.Builder
	for _, check := range s.Checks {
		verdict := "ready"
		if err := check.Ready(ctx); err != nil {
			verdict, status = "not ready", http.StatusServiceUnavailable
			s.Log.Warn("not ready", "check", check.Name, "error", err)
		}
		fmt.Fprintf(&body, "%s: %s\n", check.Name, verdict)
	}
	plain(w, status, body.String())
}

func plain(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body)) // a client that went away needs no answer
}
