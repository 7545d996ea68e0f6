package turn

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
)

// RefuseElsewhere refuses to have somebody speak or chair on some dates of an
// event where its collaboration does not let happen that they are elsewhere then,
// and gives the conflicts, to be named once it is done.
func (r *Turn) RefuseElsewhere(e planner.Event, dates []planner.Occurrence, who planner.Speaker, part planner.Part) ([]planner.Conflict, error) {
	found, err := delivery.PartElsewhere(r.Tx, e, dates, who, part, r.Now)
	if err != nil {
		return nil, err
	}
	return found, r.RefuseBlocked(e, found)
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

// ClashLine names the first of some dates that clash, and counts the rest.
func (r *Turn) ClashLine(clashes []holidays.Clash) []chat.Block {
	var said []string
	key := "clash.blackout_dates"
	for _, c := range clashes {
		said = append(said, r.Voice().ClashTexts(c, r.Reader())...)
		if len(c.Days) > 0 {
			key = "clash.dates"
		}
	}
	if rest := len(said) - telling.MaxClashes; rest > 0 {
		said = append(said[:telling.MaxClashes], r.Words.Text(r.Lang, "list.more", words.Args{"n": rest}))
	}
	return r.Say(key, words.Args{"dates": strings.Join(said, r.Separator()), "n": len(clashes)})
}

// TellClashes says in one line which of some dates that were moved fall on
// holidays or in a blackout.
func (r *Turn) TellClashes(p *Reply, e planner.Event, moved []planner.Occurrence) error {
	clashes, err := delivery.Warnings(r.Tx, e, planner.Ahead(moved, r.Now))
	if err != nil || len(clashes) == 0 {
		return err
	}
	p.Add(r.ClashLine(clashes)...)
	return nil
}
