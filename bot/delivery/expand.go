package delivery

import (
	"context"
	"fmt"
	"time"

	"entente/planner"
	"entente/store"
)

// handBatch is how many due rows are handed over in one transaction: more than
// fall due at the same instant in one house, so that those for one room share
// one delivery.
const handBatch = 1000

// expand turns due rows into deliveries: who receives is decided now. It says
// how many it handed over, and leaves to the caller those that are chores.
func (r *Runner) expand(ctx context.Context, now time.Time) (handed int, chores []planner.Due, err error) {
	err = r.Store.Update(ctx, func(tx *store.Tx) error {
		handed, chores = 0, nil
		dues, err := tx.DueNow(now, handBatch)
		if err != nil {
			return err
		}
		groups := &groups{}
		for _, due := range dues {
			if isChore(due) {
				chores = append(chores, due)
				continue
			}
			if err := r.handOver(tx, due, groups, now); err != nil {
				return fmt.Errorf("due row %s: %w", due.Key, err)
			}
			handed++
		}
		return groups.write(tx)
	})
	return handed, chores, err
}

// handOver finds the recipients of a due row and marks it done, or skipped
// with the reason.
func (r *Runner) handOver(tx *store.Tx, due planner.Due, groups *groups, now time.Time) error {
	reason, err := check(tx, due, now)
	if err != nil {
		return err
	}
	var to recipients
	if reason == "" {
		if to, err = r.recipientsOf(tx, due, now); err != nil {
			return err
		}
		if len(to.list) == 0 {
			reason = to.none
		}
	}
	if reason != "" {
		if err := tx.MarkDue(due.Key, planner.DueSkipped, reason); err != nil {
			return err
		}
		if err := r.tellLost(tx, due, reason, now); err != nil {
			return err
		}
		return again(tx, due, now)
	}
	for _, d := range to.list {
		groups.add(d, due, to.alone)
	}
	if _, repeats, err := repeating(tx, due); err != nil || !repeats {
		groups.done = append(groups.done, due.Key)
		return err
	}
	// At once, so that it is not taken for the next one.
	if err := tx.MarkDue(due.Key, planner.DueDone, ""); err != nil {
		return err
	}
	return again(tx, due, now)
}

// isChore says whether a due row is for nobody in particular.
func isChore(due planner.Due) bool {
	return due.Kind == planner.DueExtend || due.Kind == planner.DueTidy || due.Kind == planner.DueOffer
}
