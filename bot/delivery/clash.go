package delivery

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"entente/planner"
	"entente/planner/holidays"
	"entente/store"
)

// clashDays is how many days before a date of a series that falls on a holiday
// its organiser is told once more.
const clashDays = 21

// clashPrefix begins the keys of these due rows.
const clashPrefix = "clash/"

// Clashes are the dates among occs that fall on a public holiday of a country
// of the event's collaboration, or in one of its blackouts.
func Clashes(tx *store.Tx, e planner.Event, occs []planner.Occurrence) ([]holidays.Clash, error) {
	if e.Collaboration == "" || e.State != planner.Planned || e.Certainty == planner.SomeTime {
		return nil, nil
	}
	c, err := tx.Collaboration(e.Collaboration)
	if err != nil {
		return nil, err
	}
	blackouts, err := tx.Blackouts(c.ID)
	if err != nil {
		return nil, err
	}
	return holidays.Clashes(occs, holidays.OfCollaboration(c), blackouts), nil
}

// Warnings are the clashes of which an organiser is told: none where the
// collaboration ignores them.
func Warnings(tx *store.Tx, e planner.Event, occs []planner.Occurrence) ([]holidays.Clash, error) {
	if e.Collaboration == "" {
		return nil, nil
	}
	c, err := tx.Collaboration(e.Collaboration)
	if err != nil || c.Conflicts[planner.HolidayConflict] == planner.Ignore {
		return nil, err
	}
	return Clashes(tx, e, occs)
}

// PlanClashes writes, for each date of a series that clashes, the row that
// tells its owner three weeks before: on a working day, at 08:30 of theirs.
// What no longer holds by then is skipped.
func PlanClashes(tx *store.Tx, e planner.Event, occs []planner.Occurrence, now time.Time) error {
	if e.Rule == nil {
		return nil // one date: its planner was told
	}
	clashes, err := Warnings(tx, e, occs)
	if err != nil || len(clashes) == 0 {
		return err
	}
	owner, err := tx.Person(e.Owner)
	if err != nil {
		return err
	}
	data, err := json.Marshal(Notice{About: NoticeClash})
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	for _, c := range clashes {
		o := c.Occurrence
		at, err := clashInstant(o, owner)
		if err != nil {
			return err
		}
		if !at.After(now) {
			continue
		}
		err = tx.AddDue(planner.Due{
			Key: clashKey(o), Kind: planner.DueNotice, At: at, ToPerson: e.Owner,
			Event: e.ID, Occurrence: o.ID, Data: string(data), State: planner.DueWaiting,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// clashKey is made of the date and where it stands, so that a moved one has
// another row.
func clashKey(o planner.Occurrence) string {
	return fmt.Sprintf("%s%s/%s[%s]", clashPrefix, o.ID, o.Span.Start, o.Span.Zone)
}

// clashInstant is when the owner is told of a date: on Monday when it would be
// at a weekend.
func clashInstant(o planner.Occurrence, owner planner.Person) (time.Time, error) {
	day := o.Span.Start.Date.AddDays(-clashDays)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDays(1)
	}
	zone := owner.ZoneAt(o.StartAt.AddDate(0, 0, -clashDays))
	if zone == "" {
		zone = o.Span.Zone
	}
	at, _, err := planner.ResolveLocal(planner.Wall{Date: day, Clock: planner.Clock{Hour: 8, Minute: 30}}, zone)
	return at, err
}

// isClash says whether a due row tells of a date that clashes.
func isClash(due planner.Due) bool { return strings.HasPrefix(due.Key, clashPrefix) }

// checkClash says why such a row no longer holds: its date was skipped, moved,
// or clashes no more.
func checkClash(tx *store.Tx, due planner.Due, now time.Time) (reason string, err error) {
	e, o, held, err := dateOf(tx, due)
	switch {
	case err != nil:
		return "", err
	case !held:
		return cancelled, nil
	case clashKey(o) != due.Key:
		return "moved", nil
	case !o.StartAt.After(now):
		return past, nil
	}
	clashes, err := Warnings(tx, e, []planner.Occurrence{o})
	if err == nil && len(clashes) == 0 {
		reason = "no clash"
	}
	return reason, err
}
