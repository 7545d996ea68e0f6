package telling

import (
	"entente/bot/access"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// ConflictLines are the conflicts of an event as sentences: of those with one
// other event the first date, and how many more there are.
func (v Voice) ConflictLines(viewer *access.Viewer, reader when.Reader, e planner.Event, found []planner.Conflict) (lines []string) {
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
	for _, c := range order[:min(MaxClashes, len(order))] {
		args := words.Args{"place": e.PlaceOn(c.On), "what": v.conflictWith(viewer, c.Other.Event), "when": when.Say(c.Other.Shown(), reader), "n": seen[group{c.Kind, c.Person, c.Other.Event}] - 1}
		if c.Person != "" {
			args["name"] = NameOf(v.Tx, c.Person)
		}
		key := "conflict." + string(c.Kind)
		if c.Person == viewer.Person && c.Person != "" {
			key += "_yours"
		}
		if args["n"] != 0 {
			key += "_several"
		}
		lines = append(lines, v.Words.Text(v.Lang, key, args))
	}
	if rest := len(order) - MaxClashes; rest > 0 {
		lines = append(lines, v.Words.Text(v.Lang, "list.more", words.Args{"n": rest}))
	}
	return lines
}

// conflictWith names the other event, where the viewer may see it.
func (v Voice) conflictWith(viewer *access.Viewer, id planner.EventID) string {
	e, err := v.Tx.Event(id)
	if err != nil {
		return v.Words.Text(v.Lang, "conflict.another", nil)
	}
	if sees, err := viewer.CanSee(e); err != nil || !sees {
		return v.Words.Text(v.Lang, "conflict.another", nil)
	}
	return e.Title + " · " + EventID(e)
}
