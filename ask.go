package main

import (
	"bufio"
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
	JSON     bool     `name:"json" help:"Print one JSON object a question, each on a line."`
	Lang     string   `enum:"en,fr," placeholder:"LANG" default:"" help:"Answer in en or fr, whatever the language of the question."`
	Facts    string   `placeholder:"DIR" help:"Answer also from the facts in this folder, as knowledge.dir of the configuration."`
	Question []string `arg:"" optional:"" help:"Without it, each line of standard input is a question by itself."`
}

// Run answers each question by itself: nothing is taken over from one before.
func (c *askCommand) Run(std stdio) error {
	base, err := knowledge.Load(c.Facts)
	if err != nil {
		return err
	}
	answer := func(question string) error {
		return c.print(std.out, base.Answer(knowledge.Question{Text: question, Lang: c.Lang, Now: time.Now()}))
	}
	if len(c.Question) > 0 {
		return answer(strings.Join(c.Question, " "))
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
