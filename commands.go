package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/jessevdk/go-flags"
)

// command is one word of the command line; its fields are its options.
type command interface {
	Run(ctx context.Context, std stdio) error
}

// namedCommand is a command with its word and a sentence about it.
type namedCommand struct {
	name, does string
	command
}

// commands is the command line. Scripts depend on it: add, do not change.
func commands() []namedCommand {
	return []namedCommand{
		{"run", "Run the bot on every network of the configuration (the default command).", &runCommand{}},
		{"chat", "Talk to it in this terminal: one message a line.", &chatCommand{As: cmp.Or(os.Getenv("USER"), "me")}},
		{"ask", "Answer a question from the knowledge base, or one from each line of standard input.", &askCommand{}},
		{"rehearse", "Play conversation scripts and compare what it says with what they expect.", &rehearseCommand{}},
		{"export", "Write the calendar as iCalendar to standard output.", &exportCommand{}},
		{"check", "Say everything that is wrong with a configuration; nothing is started.", &checkCommand{}},
		{"backup", "Copy the database to a file, consistently, while it is in use.", &backupCommand{}},
		{"version", "Say the version of Entente, Go, SQLite and the time-zone data.", &versionCommand{}},
		{"health", "Ask a running Entente whether it is ready.", &healthCommand{}},
	}
}

// parse returns the command that args name, with its options set.
func parse(args []string) (command, error) {
	parser := flags.NewNamedParser("entente", flags.HelpFlag|flags.PassDoubleDash|flags.AllowBoolValues)
	parser.LongDescription = "Answers questions about the CNRS cooperation instruments, plans the events of collaborations and reminds of them."
	byName := map[string]command{}
	for _, c := range commands() {
		added, err := parser.AddCommand(c.name, c.does, c.does, c.command)
		if err != nil {
			return nil, fmt.Errorf("command line: %w", err)
		}
		added.Hidden = c.name == "health" // the container asks it, no person
		byName[c.name] = c.command
	}
	left, err := parser.ParseArgs(withCommand(args))
	var fault *flags.Error
	switch {
	case errors.As(err, &fault) && fault.Type == flags.ErrHelp:
		return help{parser}, nil
	case err != nil:
		return nil, err
	case len(left) > 0:
		return nil, fmt.Errorf("unexpected argument %q", left[0])
	}
	return byName[parser.Active.Name], nil
}

// withCommand is args with the default command when they name none, and with
// the option for "help" as a command.
func withCommand(args []string) []string {
	switch {
	case len(args) > 0 && args[0] == "help":
		return append(args[1:len(args):len(args)], "--help")
	case len(args) == 0, strings.HasPrefix(args[0], "-") && args[0] != "--help" && args[0] != "-h":
		return append([]string{"run"}, args...)
	}
	return args
}

// help says what the parser knows of the command that it was given, or of all.
type help struct{ parser *flags.Parser }

// Run prints it without the options before the command of which the library
// speaks, because there are none, and for a hidden command too.
func (h help) Run(_ context.Context, std stdio) error {
	h.parser.Options &^= flags.HelpFlag
	if h.parser.Active != nil {
		h.parser.Active.Hidden = false
	}
	h.parser.WriteHelp(std.out)
	return nil
}
