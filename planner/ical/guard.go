package ical

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	goical "github.com/emersion/go-ical"
)

// What a file may be at most. go-ical calls itself for each component inside
// another, and a stack that overflows cannot be recovered from; it copies a
// property's parameters once for every octet of them.
const (
	maxSize       = 1 << 20 // octets
	maxDepth      = 8       // components inside each other
	maxHead       = 2 << 10 // octets of a property's name and parameters
	maxComponents = 2000
	maxDates      = 20_000 // of all events together
)

// decode parses one calendar, unless it is too big, too deep or malformed.
func decode(r io.Reader) (cal *goical.Calendar, err error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxSize {
		return nil, fmt.Errorf("more than %d octets", maxSize)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if err := inspect(string(text)); err != nil {
		return nil, err
	}
	defer func() {
		if fault := recover(); fault != nil { // go-ical panics on some texts
			cal, err = nil, fmt.Errorf("malformed: %v", fault)
		}
	}()
	return goical.NewDecoder(bytes.NewReader(text)).Decode()
}

// inspect looks at the unfolded lines as go-ical will, without calling itself.
func inspect(text string) error {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.NewReplacer("\n ", "", "\n\t", "").Replace(text)
	depth, components := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		head, err := headOf(line)
		if err != nil {
			return err
		}
		name, _, _ := strings.Cut(head, ";")
		switch strings.ToUpper(name) {
		case "BEGIN":
			depth++
			components++
		case "END":
			depth--
		}
		if depth > maxDepth {
			return fmt.Errorf("more than %d components inside each other", maxDepth)
		}
		if components > maxComponents {
			return fmt.Errorf("more than %d components", maxComponents)
		}
	}
	return nil
}

// headOf is what stands before the first colon outside quotes.
func headOf(line string) (string, error) {
	quoted := false
	for i := range len(line) {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case line[i] == ':' && !quoted:
			return line[:i], nil
		case i > maxHead:
			return "", errors.New("a property with very long parameters")
		}
	}
	return line, nil
}
