package store

import (
	"encoding/json"
	"fmt"
	"time"

	"entente/planner"
)

// Past is what one change did to an event, its dates, talks and usual reminders.
type Past struct {
	Change Change
	Rows   []Audit
}

// HistoryOf are the changes of an event, the first first. What people answered,
// were asked or set for themselves is not among them.
func (tx *Tx) HistoryOf(event planner.EventID) ([]Past, error) {
	return tx.history(event, "", nil)
}

// ChangedSince are those changes of an event, as in [Tx.HistoryOf], that made it
// another than its version of that number, and still stand.
func (tx *Tx) ChangedSince(event planner.EventID, version int) ([]Past, error) {
	return tx.history(event, `AND audit.version > $2 AND `+standing, []any{version})
}

// ChangedAfter are those that were made after an instant, and still stand.
func (tx *Tx) ChangedAfter(event planner.EventID, at time.Time) ([]Past, error) {
	return tx.history(event, `AND changes.at > $2 AND `+standing, []any{millis(at)})
}

func (tx *Tx) history(event planner.EventID, condition string, args []any) (list []Past, err error) {
	if err := tx.writeAudit(); err != nil {
		return nil, err
	}
	type entry struct {
		change Change
		audit  Audit
	}
	rows, err := all(tx, func(r row) (e entry, err error) {
		c, a := &e.change, &e.audit
		err = r.Scan(&c.Number, orNull(&c.Person), &c.Room, scanTime{&c.At}, &c.Command, &c.Undoes, &c.UndoneBy,
			&a.Seq, &a.Entity, &a.EntityID, orNull(&a.Before), &a.After)
		return e, err
	}, `
		SELECT `+changeColumns+`, audit.seq, audit.entity, audit.entity_id, audit.before_row, audit.after_row
		`+fromChanges+` JOIN audit ON audit.change = changes.number
		WHERE audit.event = $1 AND audit.entity IN ('events', 'occurrences', 'talks', 'reminder_sets') `+condition+`
		ORDER BY changes.number, audit.seq`, append([]any{event}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("history of event %s: %w", event, err)
	}
	for _, e := range rows {
		if n := len(list); n == 0 || list[n-1].Change.Number != e.change.Number {
			list = append(list, Past{Change: e.change})
		}
		last := &list[len(list)-1]
		last.Rows = append(last.Rows, e.audit)
	}
	return list, nil
}

// mostLately is how many changes are looked through for the last few minutes'.
const mostLately = 50

// Lately are the changes that were made at or after since and still stand, the
// last first.
func (tx *Tx) Lately(since time.Time) ([]Change, error) {
	list, err := all(tx, scanChange, `
		SELECT `+changeColumns+fromChanges+`
		WHERE changes.number > (SELECT coalesce(max(number), 0) FROM changes) - $1 AND changes.at >= $2 AND `+standing+`
		ORDER BY changes.number DESC`, mostLately, millis(since))
	if err != nil {
		return nil, fmt.Errorf("changes of late: %w", err)
	}
	return list, nil
}

// Image is what people know of an audited row; what it does not have is empty.
type Image struct {
	Title string        `json:"title"`
	Place string        `json:"place"`
	State planner.State `json:"state"`
	Rule  string        `json:"rule"`

	AllDay bool         `json:"all_day"`
	Start  planner.Wall `json:"start_wall"`
	End    planner.Wall `json:"end_wall"`
	Zone   string       `json:"zone"`

	Certainty  planner.Certainty  `json:"certainty"`
	Capacity   int                `json:"capacity"`
	Visibility planner.Visibility `json:"visibility"`
	Link       string             `json:"link"`
	LinkAccess string             `json:"link_access"`

	// Of a talk.
	Abstract  string           `json:"abstract"`
	Chair     planner.PersonID `json:"chair"`
	ChairName string           `json:"chair_name"`
	Links     string           `json:"links"` // JSON, by kind

	// Of a collaboration.
	Code   string `json:"code"`
	Theme  string `json:"theme"`
	Closed bool   `json:"closed"`
}

// Span is when it was.
func (i Image) Span() planner.Span {
	return planner.Span{Start: i.Start, End: i.End, AllDay: i.AllDay, Zone: i.Zone}
}

// OfEvent says that the row is the event itself.
func (a Audit) OfEvent() bool { return a.Entity == eventsTable.name }

// OfDate says that the row is one of its dates.
func (a Audit) OfDate() bool { return a.Entity == occurrencesTable.name }

// OfCollaboration says that the row is a collaboration.
func (a Audit) OfCollaboration() bool { return a.Entity == collaborationsTable.name }

// OfRole says that the row is what somebody is in a collaboration.
func (a Audit) OfRole() bool { return a.Entity == rolesTable.name }

// OfTalk says that the row is a talk.
func (a Audit) OfTalk() bool { return a.Entity == talksTable.name }

// Images are what the row was, the zero Image where it was made, and became.
func (a Audit) Images() (was, is Image, err error) {
	if a.Before != "" {
		if err := json.Unmarshal([]byte(a.Before), &was); err != nil {
			return was, is, fmt.Errorf("read audit: %w", err)
		}
	}
	if err := json.Unmarshal([]byte(a.After), &is); err != nil {
		return was, is, fmt.Errorf("read audit: %w", err)
	}
	return was, is, nil
}
