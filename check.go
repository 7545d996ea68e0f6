package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"entente/bot/knowledge"
)

// checkCommand says everything that is wrong with a configuration.
type checkCommand struct {
	configFlag
	Connect bool `long:"connect" description:"Then log in to each network, and say as whom and whether that works. Nothing is said there."`
	Example bool `long:"example" description:"Print a configuration with every key, its default and a sentence instead."`
}

// connectWithin is how long logging in to all networks may take.
const connectWithin = time.Minute

// errNoNetwork: a check that connects to nothing would seem to be a good one.
var errNoNetwork = errors.New("no network is configured: is this the file meant (--config FILE)? `entente check --example` shows every key")

// Run is silent when all is well, unless it is asked to connect.
func (c *checkCommand) Run(ctx context.Context, std stdio) (err error) {
	if c.Example {
		_, err := std.out.Write(exampleConfig)
		return err
	}
	config, err := c.load()
	if err != nil {
		return err
	}
	if _, err := knowledge.Load(config.Knowledge.Dir); err != nil || !c.Connect {
		return err
	}
	adapters, err := connect(config, slog.New(slog.DiscardHandler))
	faults := []error{err}
	defer func() { err = errors.Join(err, adapters.Close()) }()
	if len(adapters) == 0 && err == nil {
		return errNoNetwork
	}
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	for _, a := range adapters {
		checker, ok := a.(interface {
			Check(context.Context) (string, error)
		})
		if !ok {
			continue
		}
		found, err := checker.Check(ctx)
		if err != nil {
			each := strings.ReplaceAll(err.Error(), "\n", "\n"+a.Network()+": ")
			faults = append(faults, fmt.Errorf("%s: %s", a.Network(), each))
			continue
		}
		if _, err := fmt.Fprintf(std.out, "%s: %s\n", a.Network(), found); err != nil {
			return err
		}
	}
	return errors.Join(faults...)
}
