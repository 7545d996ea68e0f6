package bot

import (
	"slices"
	"strings"

	"entente/bot/access"
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
	set, err := delivery.Severities(r.tx, e)
	if err != nil || set[planner.HolidayConflict] != planner.Block {
		return found, err
	}
	clashes, err := delivery.Clashes(r.tx, e, planner.Ahead(dates, r.now))
	if err != nil || len(clashes) == 0 {
		return found, err
	}
	var said []string
	for _, c := range clashes {
		said = append(said, r.voice().clashTexts(c, r.reader())...)
	}
	return nil, &planner.Refusal{Why: "conflict.holiday", Words: strings.Join(said[:min(maxClashes, len(said))], r.separator()), Args: words.Args{"code": r.codeOf(e)}}
}

// refuseBlocked refuses those of some conflicts that the collaboration of an event
// does not let happen. Whoever cannot change that is told whom to ask.
func (r *request) refuseBlocked(e planner.Event, found []planner.Conflict) error {
	set, err := delivery.Severities(r.tx, e)
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

// conflictLines are the conflicts of an event as sentences.
func (r *request) conflictLines(e planner.Event, found []planner.Conflict) []string {
	return r.voice().conflictLines(r.viewer(), r.reader(), e, found)
}

// conflictLines are the conflicts of an event as sentences: of those with one
// other event the first date, and how many more there are.
func (v voice) conflictLines(viewer *access.Viewer, reader when.Reader, e planner.Event, found []planner.Conflict) (lines []string) {
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
		args := words.Args{"place": e.PlaceOn(c.On), "what": v.conflictWith(viewer, c.Other.Event), "when": when.Say(c.Other.Shown(), reader), "n": seen[group{c.Kind, c.Person, c.Other.Event}] - 1}
		if c.Person != "" {
			args["name"] = nameOf(v.tx, c.Person)
		}
		key := "conflict." + string(c.Kind)
		if c.Person == viewer.Person && c.Person != "" {
			key += "_yours"
		}
		if args["n"] != 0 {
			key += "_several"
		}
		lines = append(lines, v.words.Text(v.lang, key, args))
	}
	if rest := len(order) - maxClashes; rest > 0 {
		lines = append(lines, v.words.Text(v.lang, "list.more", words.Args{"n": rest}))
	}
	return lines
}

// conflictWith names the other event, where the viewer may see it.
func (v voice) conflictWith(viewer *access.Viewer, id planner.EventID) string {
	e, err := v.tx.Event(id)
	if err != nil {
		return v.words.Text(v.lang, "conflict.another", nil)
	}
	if sees, err := viewer.CanSee(e); err != nil || !sees {
		return v.words.Text(v.lang, "conflict.another", nil)
	}
	return e.Title + " · " + eventID(e)
}
