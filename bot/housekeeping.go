package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/robfig/cron/v3"

	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
)

// tidyAt is when what is old and settled is forgotten, in UTC.
const tidyAt = "30 3 * * *"

// Start prepares the store for a run: the dates of zones whose rules have
// changed are computed anew, and the house-keeping has its row.
func (b *Bot) Start(ctx context.Context) error {
	now := b.Now()
	return b.Store.Update(ctx, func(tx *store.Tx) error {
		if err := b.renewZones(tx, now); err != nil {
			return fmt.Errorf("check time zones: %w", err)
		}
		return scheduleTidy(tx, now)
	})
}

// scheduleTidy writes the next row of the house-keeping; its key is its
// instant, so that a second one changes nothing.
func scheduleTidy(tx *store.Tx, now time.Time) error {
	schedule, err := cron.ParseStandard(tidyAt)
	if err != nil {
		return fmt.Errorf("house-keeping schedule: %w", err)
	}
	at := schedule.Next(now.UTC())
	return tx.AddDue(planner.Due{Key: "tidy/" + at.Format("2006-01-02"), Kind: planner.DueTidy, At: at, State: planner.DueWaiting})
}

// tidy forgets what is settled and old, and writes the next row. Changes and
// audit are kept.
func (b *Bot) tidy(tx *store.Tx, now time.Time) error {
	steps := []struct {
		purge  func(time.Time) (int, error)
		before time.Time
	}{
		{tx.PurgeInbox, now.Add(-b.Keep.Inbox)},
		{tx.PurgeDialogs, now.Add(-b.Keep.Dialogs)},
		{tx.PurgePosts, now.Add(-b.Keep.Deliveries)},
		{tx.PurgeDeliveries, now.Add(-b.Keep.Deliveries)},
		{tx.PurgeQuestions, now.Add(-namesKept)},
		{tx.ForgetWhoGaveFeedback, now.Add(-namesKept)},
	}
	for _, step := range steps {
		if _, err := step.purge(step.before); err != nil {
			return err
		}
	}
	return scheduleTidy(tx, now)
}

// renewZones computes the future dates of every zone whose rules differ from
// those by which they were computed, and their due rows with them.
func (b *Bot) renewZones(tx *store.Tx, now time.Time) error {
	zones, err := tx.ZonesInUse()
	if err != nil {
		return err
	}
	prints, err := tx.ZonePrints()
	if err != nil {
		return err
	}
	for _, zone := range zones {
		print, err := planner.Fingerprint(zone, now.Year())
		if err != nil {
			return err
		}
		if was, known := prints[zone]; known && was != print {
			if err := b.renewZone(tx, zone, now); err != nil {
				return err
			}
		}
		if err := tx.SaveZonePrint(zone, print); err != nil {
			return err
		}
	}
	return nil
}

// renewZone computes the future dates in one zone anew.
func (b *Bot) renewZone(tx *store.Tx, zone string, now time.Time) error {
	dated, err := tx.OccurrencesBetween(store.OccurrenceFilter{From: now})
	if err != nil {
		return err
	}
	moved := map[planner.EventID]planner.Event{}
	for _, d := range dated {
		o := d.Occurrence
		if o.Span.Zone != zone {
			continue
		}
		if o.StartAt, o.EndAt, o.Resolution, err = o.Span.Resolve(); err != nil {
			return err
		}
		if o.StartAt.Equal(d.Occurrence.StartAt) && o.EndAt.Equal(d.Occurrence.EndAt) {
			continue
		}
		if _, err := tx.SaveOccurrences(d.Event.ID, []planner.Occurrence{o}); err != nil {
			return err
		}
		moved[d.Event.ID] = d.Event
	}
	for id, e := range moved {
		occs, err := tx.OccurrencesOf(id)
		if err != nil {
			return err
		}
		if _, err := delivery.Reschedule(tx, e, occs, "zone", now); err != nil {
			return err
		}
		b.Log.Warn("rules of a time zone changed; dates computed anew", "zone", zone, "event", eventID(e))
		if err := delivery.Tell(tx, e, delivery.NoticeZone, zone, now); err != nil {
			return err
		}
	}
	return b.renewReminders(tx, zone, now)
}

// renewReminders computes the due rows of reminders without an event anew.
func (b *Bot) renewReminders(tx *store.Tx, zone string, now time.Time) error {
	rules, err := tx.RemindersIn(zone)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		due, _, err := rule.Due()
		if err != nil {
			return err
		}
		if !due.At.After(now) {
			continue
		}
		if err := tx.SyncDues(store.DueScope{Reminder: rule.ID}, []planner.Due{due}, "zone", now); err != nil {
			return err
		}
	}
	return nil
}
