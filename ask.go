package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"entente/bot/knowledge"
)

// askCommand answers from the knowledge base.
type askCommand struct {
	JSON  bool   `long:"json" description:"Print one JSON object a question, each on a line."`
	Lang  string `long:"lang" choice:"en" choice:"fr" description:"Answer in this language, whatever that of the question."`
	Facts string `long:"facts" value-name:"DIR" description:"Answer also from the facts in this folder, as knowledge.dir of the configuration."`
	Args  struct {
		Question []string `positional-arg-name:"question" description:"Without it, each line of standard input is a question by itself."`
	} `positional-args:"yes"`
}

// Run answers each question by itself: nothing is taken over from one before.
func (c *askCommand) Run(_ context.Context, std stdio) error {
	base, err := knowledge.Load(c.Facts)
	if err != nil {
		return err
	}
	answer := func(question string) error {
		return c.print(std.out, base.Answer(knowledge.Question{Text: question, Lang: c.Lang, Now: time.Now()}))
	}
	if len(c.Args.Question) > 0 {
		return answer(strings.Join(c.Args.Question, " "))
	}
	for in := bufio.NewReader(std.in); ; {
		line, err := in.ReadString('\n')
		if question := strings.TrimSpace(strings.ToValidUTF8(line, "\uFFFD")); question != "" {
			if err := answer(question); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read questions: %w", err)
		}
	}
}

// print writes one answer: an object on one line, or its text and sources and
// an empty line.
func (c *askCommand) print(w io.Writer, a knowledge.Answer) error {
	if c.JSON {
		object := json.NewEncoder(w)
		object.SetEscapeHTML(false)
		return object.Encode(a)
	}
	lines := []string{a.Text}
	for _, s := range a.Sources {
		lines = append(lines, s.Line)
	}
	_, err := fmt.Fprintf(w, "%s\n\n", strings.Join(lines, "\n"))
	return err
}
