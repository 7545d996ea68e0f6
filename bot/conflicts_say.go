package bot

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// refuseConflicts refuses what the collaboration of an event does not let happen,
// and gives the other conflicts, to be named once it is done.
func (r *request) refuseConflicts(e planner.Event, dates []planner.Occurrence, people []planner.Person) ([]planner.Conflict, error) {
	found, err := r.conflictsOf(e, dates, people)
	if err != nil {
		return nil, err
	}
	if err := r.refuseBlocked(e, found); err != nil {
		return nil, err
	}
	set, err := r.severities(e)
	if err != nil || set[planner.HolidayConflict] != planner.Block {
		return found, err
	}
	clashes, err := delivery.Clashes(r.tx, e, ahead(dates, r.now))
	if err != nil || len(clashes) == 0 {
		return found, err
	}
	var said []string
	for _, c := range clashes {
		said = append(said, r.clashTexts(c, r.reader())...)
	}
	return nil, &planner.Refusal{Why: "conflict.holiday", Words: strings.Join(said[:min(maxClashes, len(said))], r.separator()), Args: words.Args{"code": r.codeOf(e)}}
}

// refuseBlocked refuses those of some conflicts that the collaboration of an event
// does not let happen. Whoever cannot change that is told whom to ask.
func (r *request) refuseBlocked(e planner.Event, found []planner.Conflict) error {
	set, err := r.severities(e)
	if err != nil {
		return err
	}
	blocked := slices.DeleteFunc(slices.Clone(found), func(c planner.Conflict) bool { return set[c.Kind] != planner.Block })
	if len(blocked) == 0 {
		return nil
	}
	refusal := &planner.Refusal{Why: "conflict.blocked", Words: strings.Join(r.conflictLines(e, blocked), " "), Args: words.Args{
		"code": r.codeOf(e), "kind": r.label("conflict.word." + string(blocked[0].Kind)), "id": dateID(e, blocked[0].On),
	}}
	if r.mayChange(e) != nil {
		refusal.Why = "conflict.blocked_yours"
	}
	return refusal
}

// sayConflicts names conflicts, one a line.
func (r *request) sayConflicts(e planner.Event, found []planner.Conflict) (blocks []chat.Block) {
	for _, line := range r.conflictLines(e, found) {
		blocks = append(blocks, chat.Block{Text: plain(line)})
	}
	return blocks
}

// conflictLines are the conflicts of an event as sentences: of those with one
// other event the first date, and how many more there are.
func (r *request) conflictLines(e planner.Event, found []planner.Conflict) (lines []string) {
	type group struct {
		kind   planner.ConflictKind
		person planner.PersonID
		event  planner.EventID
	}
	seen := map[group]int{}
	var order []planner.Conflict
	for _, c := range found {
		g := group{c.Kind, c.Person, c.Other.Event}
		if seen[g]++; seen[g] == 1 {
			order = append(order, c)
		}
	}
	for _, c := range order[:min(maxClashes, len(order))] {
		args := words.Args{"place": e.PlaceOn(c.On), "what": r.conflictWith(c.Other.Event), "when": when.Say(c.Other.Shown(), r.reader()), "n": seen[group{c.Kind, c.Person, c.Other.Event}] - 1}
		if c.Person != "" {
			args["name"] = r.nameOf(c.Person)
		}
		key := "conflict." + string(c.Kind)
		if c.Person == r.person.ID && c.Person != "" {
			key += "_yours"
		}
		if args["n"] != 0 {
			key += "_several"
		}
		lines = append(lines, r.Words.Text(r.lang, key, args))
	}
	if rest := len(order) - maxClashes; rest > 0 {
		lines = append(lines, r.Words.Text(r.lang, "list.more", words.Args{"n": rest}))
	}
	return lines
}

// conflictWith names the other event, where the person may see it.
func (r *request) conflictWith(id planner.EventID) string {
	e, err := r.tx.Event(id)
	if err != nil {
		return r.label("conflict.another")
	}
	if sees, err := r.canSee(e); err != nil || !sees {
		return r.label("conflict.another")
	}
	return e.Title + " · " + eventID(e)
}
