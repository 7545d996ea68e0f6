package store

import "fmt"

// The counters. Those of events, reminders and changes number what people see.
const (
	countEvents    = "event"
	countReminders = "reminder"
	countChanges   = "change"
	countRoles     = "role"
	countDues      = "due"
	countFeedback  = "feedback"
	countSpeakers  = "speaker"
)

// count raises a counter by n, in this transaction, and returns the first of
// the n numbers that are now taken.
func (tx *Tx) count(counter string, n int) (int, error) {
	last, err := one(tx, scanned[int], `
		INSERT INTO counters (kind, value) VALUES ($1, $2)
		ON CONFLICT (kind) DO UPDATE SET value = counters.value + excluded.value
		RETURNING value`, counter, n)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", counter, err)
	}
	return last - n + 1, nil
}
