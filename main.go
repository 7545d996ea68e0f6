// Entente sits in an institute's Slack workspaces and Matrix rooms, answers
// questions about the CNRS international cooperation instruments, plans what
// the collaborations organise, and reminds everybody at the right hour.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

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

// commands is the command line. Scripts depend on it: add, do not change.
type commands struct {
	Run      runCommand      `cmd:"" default:"withargs" help:"Run the bot on every network of the configuration (the default command)."`
	Chat     chatCommand     `cmd:"" help:"Talk to it in this terminal: one message a line."`
	Ask      askCommand      `cmd:"" help:"Answer a question from the knowledge base, or one from each line of standard input."`
	Rehearse rehearseCommand `cmd:"" help:"Play conversation scripts and compare what it says with what they expect."`
	Export   exportCommand   `cmd:"" help:"Write the calendar as iCalendar to standard output."`
	Check    checkCommand    `cmd:"" help:"Say everything that is wrong with a configuration; nothing is started."`
	Backup   backupCommand   `cmd:"" help:"Copy the database to a file, consistently, while it is in use."`
	Version  versionCommand  `cmd:"" help:"Say the version of Entente, Go, SQLite and the time-zone data."`
	Health   healthCommand   `cmd:"" hidden:"" help:"Ask a running Entente whether it is ready."`
}

// run does what args say and returns when it is done or ctx has ended.
func run(ctx context.Context, args []string, std stdio) error {
	if len(args) > 0 && args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help")
	}
	helped := false
	parser, err := kong.New(&commands{},
		kong.Name("entente"),
		kong.Description("Answers questions about the CNRS cooperation instruments, plans the events of collaborations and reminds of them."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"user": cmp.Or(os.Getenv("USER"), "me")},
		kong.Writers(std.out, std.err),
		kong.Exit(func(int) { helped = true }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
	)
	if err != nil {
		return fmt.Errorf("command line: %w", err)
	}
	command, err := parser.Parse(args)
	if helped {
		return nil
	}
	if err != nil {
		return usageError{err}
	}
	return command.Run()
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
