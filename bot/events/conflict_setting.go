package events

import (
	"maps"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// conflictWords and severityWords are what people call them, folded.
var (
	conflictWords = map[string]planner.ConflictKind{
		"person": planner.PersonConflict, "people": planner.PersonConflict, "persons": planner.PersonConflict, "personne": planner.PersonConflict, "personnes": planner.PersonConflict,
		"room": planner.PlaceConflict, "rooms": planner.PlaceConflict, "place": planner.PlaceConflict, "places": planner.PlaceConflict, "salle": planner.PlaceConflict, "salles": planner.PlaceConflict, "lieu": planner.PlaceConflict, "lieux": planner.PlaceConflict,
		"chair": planner.ChairConflict, "chairs": planner.ChairConflict, "presidence": planner.ChairConflict, "animation": planner.ChairConflict, "moderation": planner.ChairConflict,
		"holiday": planner.HolidayConflict, "holidays": planner.HolidayConflict, "ferie": planner.HolidayConflict, "feries": planner.HolidayConflict,
	}
	severityWords = map[string]planner.Severity{
		"block": planner.Block, "blocks": planner.Block, "refuse": planner.Block, "bloquer": planner.Block, "bloque": planner.Block, "refuser": planner.Block,
		"warn": planner.Warn, "warns": planner.Warn, "tell": planner.Warn, "avertir": planner.Warn, "avertit": planner.Warn, "signaler": planner.Warn, "prevenir": planner.Warn,
		"ignore": planner.Ignore, "ignores": planner.Ignore, "ignorer": planner.Ignore, "off": planner.Ignore,
	}
)

// conflicts is `conflicts GANDA room block`: what a collaboration does about
// conflicts of a kind; `conflicts GANDA` says what it does.
func (r *request) conflicts(rest string) (*turn.Reply, error) {
	var s turn.Scope
	text, err := r.takeCode(rest, &s)
	if err != nil {
		return nil, err
	}
	var kinds []planner.ConflictKind
	severity, said := planner.Warn, false
	for _, t := range grammar.Tokens(text) {
		if kind, ok := conflictWords[t.Fold]; ok {
			kinds = append(kinds, kind)
		} else if as, ok := severityWords[t.Fold]; ok {
			severity, said = as, true
		} else if !grammar.Connective(t.Fold) && t.Fold != "jour" && t.Fold != "jours" && t.Fold != "public" {
			return nil, &planner.Refusal{Why: "conflict.usage", Words: text[t.From:t.To]}
		}
	}
	if s.Collaboration == nil {
		s.Collaboration = r.Collaboration
	}
	switch {
	case s.Collaboration == nil:
		return nil, &planner.Refusal{Why: "collaboration.which"}
	case said && len(kinds) == 0:
		kinds = planner.ConflictKinds()
	case !said && len(kinds) > 0:
		return nil, &planner.Refusal{Why: "conflict.usage", Words: grammar.Squeeze(text)}
	case !said:
		return r.tellSeverities(r.Tell("conflict.head", words.Args{"code": telling.Strong(s.Collaboration.Code)}), *s.Collaboration), nil
	}
	return r.setSeverities(*s.Collaboration, kinds, severity)
}

// setSeverities writes what a collaboration does about some kinds of conflicts.
func (r *request) setSeverities(c planner.Collaboration, kinds []planner.ConflictKind, severity planner.Severity) (*turn.Reply, error) {
	if err := r.MayOrganise(c); err != nil {
		return nil, err
	}
	if c.Conflicts = maps.Clone(c.Conflicts); c.Conflicts == nil {
		c.Conflicts = map[planner.ConflictKind]planner.Severity{}
	}
	for _, kind := range kinds {
		c.Conflicts[kind] = severity
		if severity == planner.Warn {
			delete(c.Conflicts, kind)
		}
	}
	if err := people.SaveCollaboration(r.Turn, c); err != nil {
		return nil, err
	}
	p := r.tellSeverities(r.Tell("conflict.set", words.Args{"code": telling.Strong(c.Code), "number": telling.ChangeID(r.Change)}), c)
	return r.WithUndo(p), nil
}

// tellSeverities lists what a collaboration does about each kind of conflict.
func (r *request) tellSeverities(p *turn.Reply, c planner.Collaboration) *turn.Reply {
	var list [][]chat.Span
	for _, kind := range planner.ConflictKinds() {
		severity := "warn"
		if set := c.Conflicts[kind]; set != planner.Warn {
			severity = string(set)
		}
		list = append(list, r.Words.Spans(r.Lang, "conflict.row", words.Args{"what": r.Label("conflict.kind." + string(kind)), "does": r.Label("conflict.does." + severity)}))
	}
	return p.Add(chat.Block{List: list})
}
