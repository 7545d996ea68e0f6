package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// entente runs a command line with input and returns what it printed.
func entente(t *testing.T, input string, args ...string) (stdout string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	err = run(t.Context(), args, stdio{strings.NewReader(input), &out, &errs})
	return out.String(), err
}

func TestRunUnderstandsTheCommandLine(t *testing.T) {
	t.Chdir(t.TempDir())
	tests := []struct {
		args []string
		code int
		says string // on standard output, or else in the error
	}{
		{[]string{"help"}, 0, "rehearse"},
		{[]string{"--help"}, 0, "rehearse"},
		{[]string{"help", "chat"}, 0, "--now"},
		{[]string{"health", "-h"}, 0, "--config"},
		{[]string{"--config", "none.yaml"}, 1, "none.yaml"}, // of run
		{[]string{"version"}, 0, "time zones 20"},
		{[]string{"check"}, 0, ""},
		{[]string{"check", "--config", "none.yaml"}, 1, "none.yaml"},
		{[]string{"chat", "--now", "yesterday"}, 2, "--now"},
		{[]string{"chat", "--tz", "Local"}, 2, "Local"},
		{[]string{"chat", "--as", "two words"}, 2, "two words"},
		{[]string{"chat", "--lang", "de"}, 2, "--lang"},
		{[]string{"chat", "--nonsense"}, 2, "nonsense"},
		{[]string{"nonsense"}, 2, "rehearse"},
		{[]string{"backup"}, 2, "file"},
		{[]string{"backup", "one", "two"}, 2, "two"},
		{[]string{"rehearse", "none.txt"}, 1, "none.txt"},
	}
	for _, tt := range tests {
		stdout, err := entente(t, "", tt.args...)
		var stderr strings.Builder
		code := exitCode(err, &stderr)
		if said := stdout + stderr.String(); code != tt.code || !strings.Contains(said, tt.says) {
			t.Errorf("entente %q: exit %d, want %d; said %q, want %q in it", tt.args, code, tt.code, said, tt.says)
		}
	}
}

func TestAskTakesQuestionsFromArgumentsOrLines(t *testing.T) {
	tests := []struct {
		input string
		args  []string
		want  []string // the questions answered
	}{
		{"what is an IRN?\n\nand an IRP?", []string{"ask", "--json"}, []string{"what is an IRN?", "and an IRP?"}},
		{"not read\n", []string{"ask", "--json", "what", "is an IRC?"}, []string{"what is an IRC?"}},
		{"bad \xff bytes <b>\n", []string{"ask", "--json"}, []string{"bad \uFFFD bytes <b>"}},
		{"", []string{"ask", "--json"}, nil},
	}
	for _, tt := range tests {
		stdout, err := entente(t, tt.input, tt.args...)
		if err != nil {
			t.Errorf("%q: %v", tt.args, err)
		}
		lines := strings.SplitAfter(stdout, "\n")
		if len(lines)-1 != len(tt.want) {
			t.Errorf("%q %q: %d answers, want %d", tt.args, tt.input, len(lines)-1, len(tt.want))
			continue
		}
		for i, want := range tt.want {
			var got struct{ Question string }
			if err := json.Unmarshal([]byte(lines[i]), &got); err != nil || got.Question != want {
				t.Errorf("%q %q: answered %q (%v), want %q", tt.args, tt.input, got.Question, err, want)
			}
		}
	}
}

func TestTogether(t *testing.T) {
	broken := errors.New("broken")
	untilDone := func(ctx context.Context) error { <-ctx.Done(); return nil }
	fails := func(context.Context) error { return broken }
	ends := func(context.Context) error { return nil }
	lingers := func(ctx context.Context) error { <-ctx.Done(); <-time.After(2 * stopWithin); return nil }
	tests := []struct {
		name  string
		parts []part
		want  string
		took  time.Duration
	}{
		{"stopped from outside", []part{untilDone, untilDone}, "", time.Minute},
		{"one fails", []part{untilDone, fails}, "broken", 0},
		{"one ends", []part{untilDone, ends}, "", 0},
		{"one does not stop", []part{ends, lingers}, "not everything stopped within 9s", stopWithin},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			defer stop()
			start := time.Now()
			err := together(ctx, tt.parts...)
			if got := time.Since(start); got != tt.took {
				t.Errorf("%s: took %s, want %s", tt.name, got, tt.took)
			}
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
			}
			<-time.After(2 * stopWithin) // until the part that lingers has gone
		})
	}
}
