package store

import (
	"encoding"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"entente/planner"
)

// How Go values stand in columns. A function named as a verb writes; a scan…
// type reads.

// millis is an instant as milliseconds since 1970 UTC; 0 when there is none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// scanTime reads what millis writes.
type scanTime struct{ to *time.Time }

// Scan implements sql.Scanner.
func (s scanTime) Scan(src any) error {
	ms, ok := src.(int64)
	if !ok {
		return fmt.Errorf("read instant: a %T", src)
	}
	if *s.to = (time.Time{}); ms != 0 {
		*s.to = time.UnixMilli(ms).UTC()
	}
	return nil
}

// null is a reference; NULL when it is empty.
func null[T ~string](id T) any {
	if id == "" {
		return nil
	}
	return string(id)
}

// scanNull reads what null writes.
type scanNull[T ~string] struct{ to *T }

// Scan implements sql.Scanner.
func (s scanNull[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*s.to = ""
	case string:
		*s.to = T(v)
	case []byte:
		*s.to = T(v)
	default:
		return fmt.Errorf("read reference: a %T", src)
	}
	return nil
}

func orNull[T ~string](to *T) scanNull[T] { return scanNull[T]{to} }

// clean is text from people as both engines can keep it: PostgreSQL refuses
// NUL and what is not UTF-8.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

// fold is the form in which names and codes are compared.
func fold(name string) string { return strings.ToLower(clean(strings.TrimSpace(name))) }

// textOf is a date, clock or wall time as text; empty for the zero value.
func textOf[T interface {
	comparable
	fmt.Stringer
}](v T) string {
	var zero T
	if v == zero {
		return ""
	}
	return v.String()
}

// scanText reads what textOf writes.
type scanText struct{ to encoding.TextUnmarshaler }

// Scan implements sql.Scanner.
func (s scanText) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return s.read([]byte(v))
	case []byte:
		return s.read(v)
	}
	return fmt.Errorf("read date or clock: a %T", src)
}

func (s scanText) read(text []byte) error {
	if len(text) == 0 {
		return nil // into a fresh value, which is zero
	}
	return s.to.UnmarshalText(text)
}

// listOf is a list of texts as JSON.
func listOf(texts []string) string {
	if len(texts) == 0 {
		return "[]"
	}
	cleaned := make([]string, len(texts))
	for i, text := range texts {
		cleaned[i] = clean(text)
	}
	data, _ := json.Marshal(cleaned) // strings always marshal
	return string(data)
}

// scanList reads what listOf writes.
type scanList struct{ to *[]string }

// Scan implements sql.Scanner.
func (s scanList) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read list: a %T", src)
	}
	*s.to = nil
	if text == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(text), s.to)
}

// scanLinkAccess reads what String of a planner.LinkAccess gives.
type scanLinkAccess struct{ to *planner.LinkAccess }

// Scan implements sql.Scanner.
func (s scanLinkAccess) Scan(src any) (err error) {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read link access: a %T", src)
	}
	*s.to, err = planner.ParseLinkAccess(text)
	return err
}
