package console

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Result is what came of a play.
type Result struct {
	Script   string    `json:"script"`
	Passed   bool      `json:"passed"`
	Failures []Failure `json:"failures,omitempty"`

	said []utterance
	zone string
}

// Failure is one line that did not come true.
type Failure struct {
	Line     int      `json:"line"`
	Expected string   `json:"expected"`        // the line as written
	Place    string   `json:"place,omitempty"` // where was looked
	Since    int      `json:"since,omitempty"` // line after which it was said
	Said     []string `json:"said"`            // what the bot said there
	Fault    string   `json:"fault,omitempty"` // what else is wrong
}

// fail notes a failure of the line being played.
func (p *player) fail(f Failure) {
	f.Line, f.Expected = p.line.number, p.line.source
	p.result.Failures = append(p.result.Failures, f)
}

// fault notes a line that cannot be played.
func (p *player) fault(what string) { p.fail(Failure{Fault: what}) }

// miss notes what the bot said in a place, from the index since on, where
// something else was expected.
func (p *player) miss(where place, since int, what string) {
	f := Failure{Place: where.String(), Since: p.spoken, Said: []string{}, Fault: what}
	for _, u := range p.botSaid(where, since) {
		f.Said = append(f.Said, strings.TrimSpace(u.mark()+u.text))
	}
	p.fail(f)
}

// WriteJSON writes the result as one object on one line.
func (r Result) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

// WriteDiff writes each failure as an editor can find it: the line, what was
// expected (-) and what was said (+). It writes nothing when all came true.
func (r Result) WriteDiff(w io.Writer) error {
	var b strings.Builder
	for _, f := range r.Failures {
		fmt.Fprintf(&b, "%s:%d: not as expected", r.Script, f.Line)
		if f.Fault != "" {
			fmt.Fprintf(&b, ": %s", f.Fault)
		}
		fmt.Fprintf(&b, "\n- %s\n", f.Expected)
		if f.Place != "" && len(f.Said) == 0 {
			fmt.Fprintf(&b, "  said in %s since line %d: nothing\n", f.Place, f.Since)
		} else if f.Place != "" {
			fmt.Fprintf(&b, "  said in %s since line %d:\n", f.Place, f.Since)
		}
		for _, text := range f.Said {
			fmt.Fprintf(&b, "+ %s\n", strings.ReplaceAll(shorten(text), "\n", "\n+   "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
