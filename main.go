// Entente sits in an institute's Slack workspaces and Matrix rooms, answers
// questions about the CNRS international cooperation instruments, plans what
// the collaborations organise, and reminds everybody at the right hour.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"entente/bot/knowledge"
)

func main() {
	std := stdio{os.Stdin, os.Stdout, os.Stderr}
	err := run(untilSignal(), os.Args[1:], std)
	os.Exit(exitCode(err, std.err))
}

// untilSignal ends with the first SIGTERM or interrupt; a second one kills.
// That is not left to the system, which never kills process 1 of a container.
func untilSignal() context.Context {
	ctx, stop := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		stop()
		<-signals
		os.Exit(exitFailure)
	}()
	return ctx
}

// stdio is what a command reads and writes.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// run does what args say and returns when it is done or ctx has ended.
func run(ctx context.Context, args []string, std stdio) error {
	chosen, err := parse(args)
	if err != nil {
		return usageError{err}
	}
	return chosen.Run(ctx, std)
}

// usageError is a command line that was not understood.
type usageError struct{ error }

// The exit codes: 0 when all is well, exitFault when the command line or the
// configuration is wrong, and exitFailure for everything else.
const (
	exitFailure = 1
	exitFault   = 2
)

// exitCode says on stderr what went wrong, if anything, and returns the code
// to exit with.
func exitCode(err error, stderr io.Writer) int {
	var usage usageError
	var config *ConfigError
	var facts *knowledge.FaultsError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "entente: %v; see `entente help`\n", err)
		return exitFault
	case errors.As(err, &config): // one line a fault, without a word before
		fmt.Fprintln(stderr, config)
		return exitFault
	case errors.As(err, &facts): // as well
		fmt.Fprintln(stderr, facts)
		return exitFault
	default:
		fmt.Fprintf(stderr, "entente: %v\n", err)
		return exitFailure
	}
}
