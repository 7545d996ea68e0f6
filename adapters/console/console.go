// Package console is Entente without a network: a terminal in which one person
// talks to it, and the player of conversation scripts, in which several people
// do, on a clock that only the script moves.
package console

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// Network is the name of the terminal among the networks.
const Network = "terminal"

// Options are what a Terminal is made of. In, Out, Name and Now are needed.
type Options struct {
	In   io.Reader // messages, one a line
	Out  io.Writer
	Name string       // who speaks, as "alice"
	Room string       // in which room, as "ganda" or "#ganda"; empty: a direct message
	Zone string       // home zone of the speaker (IANA); may be empty
	Lang planner.Lang // language of the speaker; may be empty
	JSON bool         // answers as one JSON object a line
	Now  func() time.Time
	// Settle answers everything that was taken in. It is called after each
	// line, so that an answer follows its question and nothing is left
	// unanswered at the end of input. May be nil.
	Settle func(context.Context) error
}

// Terminal is the network of one person at a terminal.
type Terminal struct {
	Options
	place   place
	session string // sets the messages of this run apart from those of earlier ones

	mu   sync.Mutex // guards Out and sent
	sent map[string]chat.Receipt
	said int
}

// New makes a Terminal; it says which name cannot be used.
func New(o Options) (*Terminal, error) {
	if !nameForm().MatchString(o.Name) {
		return nil, fmt.Errorf("name of the speaker: %q is not one word", o.Name)
	}
	where := direct(Network, o.Name)
	if room := strings.TrimPrefix(o.Room, "#"); room != "" {
		if !roomForm().MatchString("#" + room) {
			return nil, fmt.Errorf("room: %q is not one word", o.Room)
		}
		where = inRoom(Network, room)
	}
	return &Terminal{Options: o, place: where, session: rand.Text(), sent: map[string]chat.Receipt{}}, nil
}

// Network is "terminal".
func (t *Terminal) Network() string { return Network }

// Run hands over the input line by line until its end, when everything has
// been answered, or until ctx ends.
func (t *Terminal) Run(ctx context.Context, receive chat.Receive) error {
	lines := make(chan string)
	var failed error
	go func() { // outlives ctx when the terminal is silent: reading cannot be broken off
		defer close(lines)
		failed = readLines(t.In, func(line string) bool {
			select {
			case lines <- line:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return nil
		case line, open := <-lines:
			if !open {
				return failed
			}
			if err := t.take(ctx, receive, n, line); err != nil {
				return err
			}
		}
	}
}

// take hands over one line and waits until it is answered.
func (t *Terminal) take(ctx context.Context, receive chat.Receive, n int, line string) error {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	id := fmt.Sprintf("%s-%d", t.session, n)
	in := t.place.incoming(t.Name, line)
	in.EventID, in.Message, in.At = id, id, t.Now()
	in.FromZone, in.FromLang, in.Addressed = t.Zone, t.Lang, true
	if err := receive(ctx, in); err != nil {
		return fmt.Errorf("take in line %d: %w", n, err)
	}
	if t.Settle == nil {
		return nil
	}
	if err := t.Settle(ctx); err != nil {
		return fmt.Errorf("answer line %d: %w", n, err)
	}
	return nil
}

// readLines passes on each line of in, of any length, until take declines.
func readLines(in io.Reader, take func(line string) bool) error {
	r := bufio.NewReader(in)
	for {
		line, err := r.ReadString('\n')
		if line != "" && !take(strings.ToValidUTF8(strings.TrimRight(line, "\r\n"), "\uFFFD")) {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read input: %w", err)
		}
	}
}
