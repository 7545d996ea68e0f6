package delivery

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"entente/planner"
	"entente/store"
)

// Moved says that dates of an event keep their hour, and are at other instants
// since the rules of a time zone changed.
type Moved struct {
	Event planner.EventID
	First planner.OccurrenceID // the first date that moved
	Dates int                  // how many did
	Was   time.Time            // when First would have begun
}

// furthest is further than a change of rules has ever moved an instant.
const furthest = 26 * time.Hour

// RenewZones computes the dates to come of every zone whose rules differ from
// those by which they were computed, and what is due for them. Which events
// moved is told to their organisers, in one notice each, and written to log.
// What has begun does not change. When it is called again it finds nothing to do.
func RenewZones(tx *store.Tx, now time.Time, log *slog.Logger) error {
	zones, err := changedZones(tx, now)
	if err != nil || len(zones) == 0 {
		return err
	}
	dated, err := tx.OccurrencesBetween(store.OccurrenceFilter{From: now})
	if err != nil {
		return err
	}
	var order []planner.Event
	dates := map[planner.EventID][]planner.Occurrence{}
	for _, d := range dated {
		if !slices.Contains(zones, d.Occurrence.Span.Zone) || !d.Occurrence.StartAt.After(now) {
			continue
		}
		if dates[d.Event.ID] == nil {
			order = append(order, d.Event)
		}
		dates[d.Event.ID] = append(dates[d.Event.ID], d.Occurrence)
	}
	told := notices{}
	for _, e := range order {
		moved, err := renewEvent(tx, e, dates[e.ID], now)
		if err != nil {
			return fmt.Errorf("event %s: %w", e.ID, err)
		}
		if moved.Dates == 0 {
			continue
		}
		log.Warn("rules of a time zone changed; dates computed anew",
			"event", fmt.Sprintf("E%d", e.Number), "zone", e.Span.Zone, "dates", moved.Dates, "was", moved.Was, "version", planner.ZoneDataVersion())
		if err := told.add(tx, e, moved); err != nil {
			return err
		}
	}
	if err := renewOwn(tx, zones, now); err != nil {
		return err
	}
	return told.write(tx, zones, now)
}

// changedZones are the zones in use whose dates may have been computed by other
// rules; those by which they will be are noted. A zone without a print came into
// use since the last start, perhaps under an older database.
func changedZones(tx *store.Tx, now time.Time) (changed []string, err error) {
	zones, err := tx.ZonesInUse()
	if err != nil {
		return nil, err
	}
	prints, err := tx.ZonePrints()
	if err != nil {
		return nil, err
	}
	for _, zone := range zones {
		print, err := planner.Fingerprint(zone, now.Year())
		if err != nil {
			return nil, err
		}
		if prints[zone] == print {
			continue
		}
		changed = append(changed, zone)
		if err := tx.SaveZonePrint(zone, print); err != nil {
			return nil, err
		}
	}
	return changed, nil
}

// renewEvent computes dates of an event anew, and the due rows of all of them:
// a reminder may move where its date does not.
func renewEvent(tx *store.Tx, e planner.Event, dates []planner.Occurrence, now time.Time) (moved Moved, err error) {
	moved.Event = e.ID
	var saved []planner.Occurrence
	for _, o := range dates {
		was := o
		if o.StartAt, o.EndAt, o.Resolution, err = o.Span.Resolve(); err != nil {
			return moved, err
		}
		if o.StartAt.Equal(was.StartAt) && o.EndAt.Equal(was.EndAt) {
			continue
		}
		if moved.Dates++; moved.Dates == 1 {
			moved.First, moved.Was = o.ID, was.StartAt
		}
		saved = append(saved, o)
	}
	if len(saved) > 0 {
		if _, err := tx.SaveOccurrences(e.ID, saved); err != nil {
			return moved, err
		}
	}
	occs, err := tx.OccurrencesOf(e.ID)
	if err != nil {
		return moved, err
	}
	rules, err := tx.RemindersOf(e.ID)
	if err != nil {
		return moved, err
	}
	overtaken, _, err := planner.Dues(e, occs, rules, now.Add(-furthest))
	if err != nil {
		return moved, err
	}
	return moved, keepOvertaken(tx, store.DueScope{Event: e.ID}, overtaken, now, func() error {
		_, err := Reschedule(tx, e, occs, "zone", now)
		return err
	})
}

// renewOwn computes the due rows of reminders without an event anew.
func renewOwn(tx *store.Tx, zones []string, now time.Time) error {
	for _, zone := range zones {
		rules, err := tx.RemindersIn(zone)
		if err != nil {
			return err
		}
		for _, rule := range rules {
			if rule.Repeats() {
				if err := RescheduleOwn(tx, rule, "zone", now); err != nil {
					return err
				}
				continue
			}
			due, _, err := rule.Due()
			if err != nil {
				return err
			}
			var wanted []planner.Due
			if due.At.After(now) {
				wanted = append(wanted, due)
			}
			scope := store.DueScope{Reminder: rule.ID}
			err = keepOvertaken(tx, scope, []planner.Due{due}, now, func() error { return tx.SyncDues(scope, wanted, "zone", now) })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// keepOvertaken runs renew, which writes the due rows of scope anew. One that
// still waited, and by the new rules should have come before now, would be lost
// by that: it is due at once.
func keepOvertaken(tx *store.Tx, scope store.DueScope, anew []planner.Due, now time.Time, renew func() error) error {
	there, err := tx.DuesIn(scope)
	if err != nil {
		return err
	}
	waited := map[string]bool{}
	for _, d := range there {
		waited[d.Key] = d.State == planner.DueWaiting && d.At.After(now)
	}
	if err := renew(); err != nil {
		return err
	}
	for _, d := range anew {
		if waited[d.Key] && !d.At.After(now) {
			if err := tx.AddDue(d); err != nil {
				return err
			}
		}
	}
	return nil
}

// notices are what is told to each person.
type notices map[planner.PersonID][]Moved

// add notes what an event's organisers are told: who planned it, and those who
// organise its collaboration.
func (n notices) add(tx *store.Tx, e planner.Event, moved Moved) error {
	people := []planner.PersonID{e.Owner}
	if e.Collaboration != "" {
		roles, err := tx.Roles(e.Collaboration)
		if err != nil {
			return err
		}
		for _, role := range roles {
			if (role.Name == planner.Organiser || role.Name == planner.Coordinator) && !slices.Contains(people, role.Person) {
				people = append(people, role.Person)
			}
		}
	}
	for _, person := range people {
		n[person] = append(n[person], moved)
	}
	return nil
}

// write writes a due row a person. Its key is the same for all processes that
// start with the same rules on one day.
func (n notices) write(tx *store.Tx, zones []string, now time.Time) error {
	prints, err := tx.ZonePrints()
	if err != nil {
		return err
	}
	sum := sha256.New()
	for _, zone := range zones {
		fmt.Fprintln(sum, zone, prints[zone])
	}
	for person, moved := range n {
		key := fmt.Sprintf("%s/%s/%s/%s", NoticeZone, person, hex.EncodeToString(sum.Sum(nil)[:9]), now.UTC().Format(time.DateOnly))
		if err := TellPerson(tx, person, Notice{About: NoticeZone, Reason: strings.Join(zones, ", "), Moved: moved}, key, now); err != nil {
			return err
		}
	}
	return nil
}
