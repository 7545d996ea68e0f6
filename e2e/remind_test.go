package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// reminder is one that a test writes into the bot's database, as finely as no
// command would: its own number is in what it says.
type reminder struct {
	number int
	room   string
	at     time.Time
}

// text is what it says.
func (r reminder) text() string { return fmt.Sprintf("reminder-%07d-test", r.number) }

// prepare makes rooms and somebody whose reminders these are, and one that waits
// for years: at its next start the bot finds UTC in use, and writes the instants
// of what is set there anew, by the minute.
func (i installation) prepare(t *testing.T, rooms []string) {
	t.Helper()
	i.execute(t, `INSERT INTO people (id, name, name_key, zone, lang, created) VALUES ('test', 'test', 'test', 'UTC', 'en', 0)`)
	for _, room := range rooms {
		network, _, _ := strings.Cut(room, ":")
		i.execute(t, fmt.Sprintf(`INSERT INTO rooms (id, network, name, name_key, lang, direct, closed, greeted)
			VALUES ('%s', '%s', 'room', 'room', 'en', FALSE, FALSE, 1) ON CONFLICT (id) DO NOTHING`, room, network))
	}
	i.remind(t, []reminder{{9_999_999, rooms[0], time.Now().AddDate(10, 0, 0)}})
}

// remind writes reminders.
func (i installation) remind(t *testing.T, list []reminder) {
	t.Helper()
	var rules, dues []string
	for _, r := range list {
		wall := r.at.UTC().Format("2006-01-02T15:04")
		rules = append(rules, fmt.Sprintf(`('test%d', %d, 'test', TRUE, 0, 0, '', 0, '%s', 'UTC', '%s', '%s', 'planned', 0)`,
			r.number, 1_000_000+r.number, wall, r.text(), r.room))
		dues = append(dues, fmt.Sprintf(`('test%d/%s[UTC]', %d, 'reminder', %d, 'test%d', '', 'due', '')`,
			r.number, wall, 1_000_000+r.number, r.at.UnixMilli(), r.number))
	}
	i.execute(t, `INSERT INTO reminders (`+ruleColumns+`) VALUES `+strings.Join(rules, ", "))
	i.execute(t, `INSERT INTO dues (`+dueColumns+`) VALUES `+strings.Join(dues, ", "))
}

const (
	ruleColumns = `id, number, owner, by_hand, lead_months, lead_days, lead_at, lead_minutes, wall, zone, text, to_room, state, created`
	dueColumns  = `key, seq, kind, at, reminder, data, state, reason`
)
