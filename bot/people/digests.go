package people

import (
	"fmt"

	"entente/bot/turn"
	"entente/planner"
)

// MoveDigests has the next digests that a person receives come by the clocks of
// where they will be, after their zone or their stays have changed.
func MoveDigests(said *turn.Turn, person planner.PersonID) error {
	list, err := said.Tx.RemindersOwned(person)
	if err != nil {
		return fmt.Errorf("find digests: %w", err)
	}
	for _, rule := range list {
		if rule.Schedule == "" || rule.ToPerson != person {
			continue
		}
		if err := said.RescheduleOwn(rule, "zone"); err != nil {
			return err
		}
	}
	return nil
}
