package grammar

import (
	"regexp"
	"strings"
)

// EventForm finds an event by its number ("E12", "#12"), or one of its dates
// ("E12.3").
var EventForm = regexp.MustCompile(`(?i)(?:^|[\s(,])(?:e|#)(\d{1,9})(?:\.(\d{1,4}))?\b`)

// WithoutNumber is text without the number of an event.
func WithoutNumber(text string) string {
	return strings.TrimSpace(EventForm.ReplaceAllString(" "+text, ""))
}

// ReminderForm finds a reminder by its number: "R7".
var ReminderForm = regexp.MustCompile(`(?i)\br(\d{1,9})\b`)
