package bot

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// refuseConflicts refuses what the collaboration of an event does not let happen,
// and gives the other conflicts, to be named once it is done.
func (r *request) refuseConflicts(e planner.Event, dates []planner.Occurrence, people []planner.Person) ([]planner.Conflict, error) {
	found, err := r.conflictsOf(e, dates, people)
	if err != nil {
		return nil, err
	}
	if err := r.RefuseBlocked(e, found); err != nil {
		return nil, err
	}
	set, err := delivery.Severities(r.Tx, e)
	if err != nil || set[planner.HolidayConflict] != planner.Block {
		return found, err
	}
	clashes, err := delivery.Clashes(r.Tx, e, planner.Ahead(dates, r.Now))
	if err != nil || len(clashes) == 0 {
		return found, err
	}
	var said []string
	for _, c := range clashes {
		said = append(said, r.Voice().ClashTexts(c, r.Reader())...)
	}
	return nil, &planner.Refusal{Why: "conflict.holiday", Words: strings.Join(said[:min(telling.MaxClashes, len(said))], r.Separator()), Args: words.Args{"code": r.CodeOf(e)}}
}

// RefuseBlocked refuses those of some conflicts that the collaboration of an event
// does not let happen. Whoever cannot change that is told whom to ask.
func (r *Turn) RefuseBlocked(e planner.Event, found []planner.Conflict) error {
	set, err := delivery.Severities(r.Tx, e)
	if err != nil {
		return err
	}
	blocked := slices.DeleteFunc(slices.Clone(found), func(c planner.Conflict) bool { return set[c.Kind] != planner.Block })
	if len(blocked) == 0 {
		return nil
	}
	refusal := &planner.Refusal{Why: "conflict.blocked", Words: strings.Join(r.conflictLines(e, blocked), " "), Args: words.Args{
		"code": r.CodeOf(e), "kind": r.Label("conflict.word." + string(blocked[0].Kind)), "id": telling.DateID(e, blocked[0].On),
	}}
	if r.MayChange(e) != nil {
		refusal.Why = "conflict.blocked_yours"
	}
	return refusal
}

// SayConflicts names conflicts, one a line.
func (r *Turn) SayConflicts(e planner.Event, found []planner.Conflict) (blocks []chat.Block) {
	for _, line := range r.conflictLines(e, found) {
		blocks = append(blocks, chat.Block{Text: telling.Plain(line)})
	}
	return blocks
}

// conflictLines are the conflicts of an event as sentences.
func (r *Turn) conflictLines(e planner.Event, found []planner.Conflict) []string {
	return r.Voice().ConflictLines(r.Viewer(), r.Reader(), e, found)
}
