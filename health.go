package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthCommand asks the Entente that runs with the same configuration whether
// it is ready: the health check of the container, which has no other program.
type healthCommand struct {
	configFlag
}

// Run fails when there is no answer or it is not ready.
func (c *healthCommand) Run(ctx context.Context, _ stdio) error {
	config, err := c.load()
	if err != nil {
		return err
	}
	if config.Web.Listen == "" {
		return nil // it was asked to serve nothing: that it runs is all one can know
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+dialable(config.Web.Listen)+"/readyz", nil)
	if err != nil {
		return fmt.Errorf("health: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("health: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", response.Status)
	}
	return nil
}

// dialable is an address to listen at with this machine for "every address".
func dialable(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if ip := net.ParseIP(host); err == nil && (host == "" || ip != nil && ip.IsUnspecified()) {
		return net.JoinHostPort("localhost", port)
	}
	return listen
}
