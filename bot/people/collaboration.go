package people

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// collaborations handles `collaboration add|list|show|set|close …`.
func (r *request) collaborations(rest string) (*turn.Reply, error) {
	verbs := []struct {
		phrases []string
		changes bool
		run     func(string) (*turn.Reply, error)
	}{
		{[]string{"add", "new", "create", "ajouter", "creer", "nouvelle"}, true, func(rest string) (*turn.Reply, error) { return AddCollaboration(r.Turn, rest) }},
		{[]string{"set", "change", "edit", "modifier", "changer"}, true, func(rest string) (*turn.Reply, error) { return SetCollaboration(r.Turn, rest) }},
		{[]string{"close", "end", "fermer", "clore", "cloturer"}, true, r.closeCollaboration},
		{[]string{"reopen", "open", "rouvrir"}, true, r.reopenCollaboration},
		{[]string{"list", "all", "liste", "lister"}, false, r.listCollaborations},
		{[]string{"show", "montrer", "afficher", "voir"}, false, func(rest string) (*turn.Reply, error) { return ShowCollaboration(r.Turn, rest) }},
	}
	for _, verb := range verbs {
		for _, phrase := range verb.phrases {
			after, ok := grammar.CutPhrase(rest, phrase)
			if !ok {
				continue
			}
			if verb.changes && grammar.Asks(r.Text) {
				return r.Tell("question.changes_nothing", words.Args{"command": "collaboration"}), nil
			}
			return verb.run(strings.TrimSpace(after))
		}
	}
	if rest == "" {
		return r.listCollaborations("")
	}
	return ShowCollaboration(r.Turn, rest)
}

// AddCollaboration is as `collaboration add …`, where not only admins may;
// alone it is a form.
func AddCollaboration(said *turn.Turn, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
	if err := r.MayAdd(); err != nil {
		return nil, err
	}
	if rest == "" {
		return r.Form("collaboration")
	}
	return r.newCollaboration(rest)
}

// listCollaborations shows every collaboration, a line each, for instrument or
// all.
func (r *request) listCollaborations(rest string) (*turn.Reply, error) {
	all, err := r.Tx.Collaborations()
	if err != nil {
		return nil, err
	}
	wanted := planner.Instrument(strings.ToUpper(strings.TrimSuffix(words.Fold(rest), "s")))
	if rest != "" && !wanted.Valid() {
		return nil, &planner.Refusal{Why: "collaboration.instrument", Words: rest}
	}
	var rows [][]chat.Text
	for _, c := range all {
		if c.Closed || (rest != "" && c.Instrument != wanted) {
			continue
		}
		row := []chat.Text{telling.Plain(c.Code), telling.Plain(string(c.Instrument)), telling.Plain(c.Title)}
		if until := r.SayPeriod(c); until != "" {
			row = append(row, telling.Plain(until))
		}
		rows = append(rows, row)
	}
	switch {
	case len(rows) == 0 && rest != "":
		return r.Tell("collaboration.none_of", words.Args{"instrument": string(wanted)}), nil
	case len(rows) == 0:
		return r.Tell("collaboration.none", nil), nil
	}
	p := r.Tell("collaboration.list", words.Args{"n": len(rows)})
	return r.AddRows(p, rows, "collaboration list"), nil
}

// ShowCollaboration says everything about one: CODE, or the room's.
func ShowCollaboration(said *turn.Turn, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
	c, err := CollaborationNamed(r.Turn, rest)
	if err != nil {
		return nil, err
	}
	return &turn.Reply{Blocks: r.describe(c)}, nil
}

// closeCollaboration ends a collaboration: nothing is deleted, it is no longer
// listed and its rooms are free.
func (r *request) closeCollaboration(rest string) (*turn.Reply, error) {
	return r.setClosed(rest, true, "collaboration.closed")
}

func (r *request) reopenCollaboration(rest string) (*turn.Reply, error) {
	return r.setClosed(rest, false, "collaboration.reopened")
}

func (r *request) setClosed(rest string, closed bool, said string) (*turn.Reply, error) {
	c, err := CollaborationNamed(r.Turn, rest)
	if err != nil {
		return nil, err
	}
	if err := r.MayOrganise(c); err != nil {
		return nil, err
	}
	c.Closed = closed
	if err := SaveCollaboration(r.Turn, c); err != nil {
		return nil, err
	}
	p := r.Tell(said, words.Args{"code": telling.Strong(c.Code), "number": telling.ChangeID(r.Change)})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// SaveCollaboration writes one inside the change of this request.
func SaveCollaboration(r *turn.Turn, c planner.Collaboration) error {
	if err := c.Validate(); err != nil {
		return err
	}
	if err := r.Begin(); err != nil {
		return err
	}
	if _, err := r.Tx.SaveCollaboration(c); err != nil {
		return fmt.Errorf("save collaboration: %w", err)
	}
	return nil
}

// CollaborationNamed is the collaboration with a code, or the room's where none is
// given.
func CollaborationNamed(r *turn.Turn, text string) (planner.Collaboration, error) {
	text = strings.Trim(text, " .,:")
	if text == "" {
		if r.Collaboration != nil {
			return *r.Collaboration, nil
		}
		return planner.Collaboration{}, &planner.Refusal{Why: "collaboration.which"}
	}
	c, err := r.Tx.CollaborationByCode(strings.TrimPrefix(text, "#"))
	if errors.Is(err, store.ErrNotFound) {
		return c, &planner.Refusal{Why: "collaboration.unknown", Words: text}
	}
	return c, err
}

// describe is the card of a collaboration. Who coordinates it is public, as the
// CNRS publishes it; who else works for it, and where, is for its members.
func (r *request) describe(c planner.Collaboration) []chat.Block {
	head := []chat.Span{telling.Strong(c.Code), {Text: " · " + string(c.Instrument) + " · " + c.Title}}
	blocks := []chat.Block{{Text: head}}
	var list [][]chat.Span
	item := func(key, value string) {
		if value != "" {
			list = append(list, r.Words.Spans(r.Lang, key, words.Args{"value": value}))
		}
	}
	item("collaboration.period", r.SayPeriod(c))
	item("collaboration.theme", c.Theme)
	item("collaboration.countries", strings.Join(c.Countries, ", "))
	item("collaboration.institutions", strings.Join(c.Institutions, ", "))
	item("collaboration.place", c.Place)
	item("collaboration.zone", c.Zone)
	item("collaboration.coordinators", r.RoleNames(c.ID, planner.Coordinator))
	if reads, err := r.ReadsCollaboration(c.ID); err == nil && reads {
		item("collaboration.organisers", r.RoleNames(c.ID, planner.Organiser))
		item("collaboration.secretaries", r.RoleNames(c.ID, planner.Secretary))
		item("collaboration.rooms", r.roomNames(c.ID))
	}
	if c.Closed {
		list = append(list, r.Words.Spans(r.Lang, "collaboration.is_closed", nil))
	}
	if len(list) > 0 {
		blocks = append(blocks, chat.Block{List: list})
	}
	return blocks
}

// roomNames are the rooms of a collaboration.
func (r *request) roomNames(c planner.CollaborationID) string {
	rooms, err := r.Tx.RoomsOf(c)
	if err != nil {
		return ""
	}
	var names []string
	for _, room := range rooms {
		names = append(names, "#"+room.Name+" ("+planner.Network(room.ID)+")")
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
