package events

import (
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// Share is `add E5 to IRLX` and `remove E5 from IRLX`: an event belongs to a
// further collaboration, in whose agenda and rooms it is then shown, or no longer.
// Its first one stays: whose rules and organisers hold for it. It gives nil when text
// names no event or no collaboration.
func Share(said *turn.Turn, text string, shared bool) (*turn.Reply, error) {
	r := &request{Turn: said}
	if !grammar.EventForm.MatchString(" " + text) {
		return nil, nil
	}
	var s turn.Scope
	_, err := r.takeCode(grammar.EventForm.ReplaceAllString(" "+text, " "), &s)
	if err != nil || s.Collaboration == nil {
		return nil, err
	}
	r.Command = "share"
	t, err := r.Changeable(grammar.EventForm.FindString(" " + text))
	if err != nil {
		return nil, err
	}
	c := *s.Collaboration
	if err := r.MayPlan(c); err != nil {
		return nil, err
	}
	further, err := r.Tx.FurtherCollaborations(t.Event.ID)
	if err != nil {
		return nil, err
	}
	refused := func(why string) error {
		return &planner.Refusal{Why: "share." + why, Words: telling.EventID(t.Event), Args: words.Args{"code": c.Code}}
	}
	has := slices.ContainsFunc(further, func(of planner.Collaboration) bool { return of.ID == c.ID })
	switch {
	case t.Event.Collaboration == "":
		return nil, refused("own")
	case t.Event.Collaboration == c.ID && shared, has && shared:
		return nil, refused("already")
	case t.Event.Collaboration == c.ID:
		return nil, refused("first")
	case !has && !shared:
		return nil, refused("not")
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if err := r.Tx.ShareEvent(t.Event.ID, c.ID, shared); err != nil {
		return nil, err
	}
	if !shared {
		return r.WithUndo(r.TellChanged("share.undone", t, words.Args{"code": c.Code})), nil
	}
	return r.WithUndo(r.TellChanged("share.done", t, words.Args{"codes": r.codesOf(t.Event)})), nil
}

// codesOf are the codes of all collaborations of an event, its first in front.
func (r *request) codesOf(e planner.Event) string {
	if e.Collaboration == "" { // only what has a first one has others
		return ""
	}
	codes := []string{}
	if first := r.CodeOf(e); first != "" {
		codes = append(codes, first)
	}
	further, err := r.Tx.FurtherCollaborations(e.ID)
	if err != nil {
		return strings.Join(codes, ", ")
	}
	for _, c := range further {
		codes = append(codes, c.Code)
	}
	return strings.Join(codes, ", ")
}
