package bot

import (
	"context"
	"fmt"
	"time"

	"entente/bot/delivery"
	"entente/bot/questions"
	"entente/planner"
	"entente/store"
)

// tidyAt is when what is old and settled is forgotten, in UTC.
const tidyAt planner.Schedule = "30 3 * * *"

// Start prepares the store for a run: the dates of zones whose rules have
// changed are computed anew, and the house-keeping has its row.
func (b *Bot) Start(ctx context.Context) error {
	now := b.Now()
	return b.Store.Update(ctx, func(tx *store.Tx) error {
		if err := delivery.RenewZones(tx, now, b.Log); err != nil {
			return fmt.Errorf("check time zones: %w", err)
		}
		return scheduleTidy(tx, now)
	})
}

// scheduleTidy writes the next row of the house-keeping; its key is its
// instant, so that a second one changes nothing.
func scheduleTidy(tx *store.Tx, now time.Time) error {
	wall, err := planner.WallAt(now, "UTC")
	if err != nil {
		return fmt.Errorf("house-keeping schedule: %w", err)
	}
	next, _ := tidyAt.Next(wall)
	at, _, err := planner.ResolveLocal(next, "UTC")
	if err != nil {
		return fmt.Errorf("house-keeping schedule: %w", err)
	}
	return tx.AddDue(planner.Due{Key: "tidy/" + next.Date.String(), Kind: planner.DueTidy, At: at, State: planner.DueWaiting})
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
		{tx.PurgeQuestions, now.Add(-questions.Kept)},
		{tx.PurgeFeedback, now.Add(-questions.Kept)},
		{tx.PurgeAnswers, now.Add(-questions.Kept)},
	}
	for _, step := range steps {
		if _, err := step.purge(step.before); err != nil {
			return err
		}
	}
	return scheduleTidy(tx, now)
}
