package bot

import (
	"slices"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
	"entente/store"
)

// spot is a field of a row.
type spot struct {
	table, id string
	field     field
}

// sayReplaced says of a change that it has replaced what somebody else changed
// in the last few minutes: what that was, and whose, with the button that brings
// it back.
func (r *request) sayReplaced(p *turn.Reply) error {
	mine, err := r.Tx.AuditOf(*r.Change)
	if err != nil {
		return err
	}
	taken, err := setIn(mine)
	if err != nil || len(taken) == 0 {
		return err
	}
	lately, err := r.Tx.Lately(r.Now.Add(-planner.ReplacedWithin))
	if err != nil || !slices.ContainsFunc(lately, r.others) {
		return err
	}
	for _, change := range lately {
		if change.Number == r.Change.Number {
			continue
		}
		if len(taken) == 0 {
			return nil
		}
		if err := r.sayTaken(p, taken, change); err != nil {
			return err
		}
	}
	return nil
}

// others says whether somebody else made a change.
func (r *request) others(change store.Change) bool {
	return change.Person != "" && change.Person != r.Person.ID
}

// sayTaken says which of the spots that were taken somebody else had set by a
// change. They are then no longer among them: what was there before that change
// it had replaced itself.
func (r *request) sayTaken(p *turn.Reply, taken map[spot]bool, change store.Change) error {
	rows, err := r.Tx.AuditOf(change)
	if err != nil {
		return err
	}
	set, err := setIn(rows)
	if err != nil {
		return err
	}
	replaced := map[spot]bool{}
	for at := range set {
		if taken[at] {
			replaced[at] = true
			delete(taken, at)
		}
	}
	if len(replaced) == 0 || !r.others(change) {
		return nil
	}
	done, err := r.pastDone(store.Past{Change: change, Rows: rows}, func(a store.Audit, f field) bool { return replaced[spotOf(a, f)] })
	if err != nil {
		return err
	}
	p.Add(r.Say("replaced", r.pastArgs(change, done))...)
	if undo := telling.UndoSentence(r.Change); !slices.ContainsFunc(p.Buttons, func(b chat.Button) bool { return b.Sentence == undo }) {
		r.WithUndo(p)
	}
	return nil
}

func spotOf(a store.Audit, f field) spot { return spot{a.Entity, a.EntityID, f} }

// setIn are the spots that some rows of one change have set. Planning an event
// sets none.
func setIn(rows []store.Audit) (map[spot]bool, error) {
	set := map[spot]bool{}
	for _, a := range rows {
		if a.Before == "" && !a.OfTalk() || len(fieldsOf(a)) == 0 {
			continue
		}
		was, is, err := a.Images()
		if err != nil {
			return nil, err
		}
		for _, f := range changedFields(a, was, is) {
			set[spotOf(a, f)] = true
		}
	}
	return set, nil
}
