package events

import (
	"errors"
	"slices"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// listBlackouts lists those of a collaboration, each with a button that removes
// it.
func (r *request) listBlackouts(c planner.Collaboration) (*turn.Reply, error) {
	list, err := r.Tx.Blackouts(c.ID)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(b planner.Blackout) bool { return b.Last.Before(r.today()) })
	if len(list) == 0 {
		return r.Tell("blackout.none", words.Args{"code": telling.Strong(c.Code), "example": telling.Code(r.Label("blackout.example") + " " + c.Code)}), nil
	}
	p := r.Tell("blackout.list", words.Args{"code": telling.Strong(c.Code), "n": len(list)})
	var rows [][]chat.Text
	for i, b := range list {
		rows = append(rows, []chat.Text{telling.Plain(r.blackoutDays(list[i : i+1])), telling.Plain(b.Reason)})
		if b.Reason == "" {
			rows[i] = rows[i][:1]
		}
		if i < 3 {
			p.Button(r.Words.Text(r.Lang, "blackout.remove", words.Args{"days": r.blackoutDays(list[i : i+1])}), "remove blackout of "+c.Code+" on "+b.First.String())
		}
	}
	return r.AddRows(p, rows, "blackout "+c.Code), nil
}

// unblackout is `remove blackout of GANDA on 20 December`: events are held
// again on the days of the blackout that holds that date.
func (r *request) unblackout(rest string) (*turn.Reply, error) {
	r.Command = "blackout"
	c, rest, err := r.codeOrRoom(rest)
	if err != nil {
		return nil, err
	}
	if err := r.MayPlan(c); err != nil {
		return nil, err
	}
	list, err := r.Tx.Blackouts(c.ID)
	if err != nil {
		return nil, err
	}
	found, err := when.FindSkip(rest, r.TimeContext())
	switch {
	case errors.Is(err, when.ErrNone) && len(list) != 1:
		return r.listBlackouts(c)
	case err != nil && !errors.Is(err, when.ErrNone):
		return nil, err
	}
	gone := slices.DeleteFunc(list, func(b planner.Blackout) bool {
		return len(found.Days) > 0 && !b.Touches(found.Days[0].First, found.Days[0].Last)
	})
	if len(gone) == 0 {
		return nil, &planner.Refusal{Why: "blackout.not_on", Words: c.Code, Args: words.Args{"date": found.Days[0].First}}
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	for _, b := range gone {
		b.Withdrawn = true
		if _, err := r.Tx.SaveBlackout(b); err != nil {
			return nil, err
		}
	}
	p := r.Tell("blackout.removed", words.Args{"code": telling.Strong(c.Code), "days": r.blackoutDays(gone), "number": telling.ChangeID(r.Change)})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}
