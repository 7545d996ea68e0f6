package events

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// visibilityNames are what people call for whom an event is, folded.
var visibilityNames = []struct {
	visibility planner.Visibility
	phrases    []string
}{
	{planner.Public, []string{"public", "publique", "open to all", "open to everybody", "ouvert a tous", "ouverte a tous", "ouvert a toutes et tous"}},
	{planner.Private, []string{"private", "prive", "privee"}},
	{planner.Members, []string{"members only", "for members", "for its members", "members", "member", "reserve aux membres", "reservee aux membres", "pour les membres", "aux membres", "membres"}},
}

// TakeVisibility takes for whom an event is to be out of text; ok is false when
// it says nothing of it.
func TakeVisibility(text string) (v planner.Visibility, rest string, ok bool) {
	for _, known := range visibilityNames {
		if found, rest := grammar.TakeInside(text, known.phrases); found {
			return known.visibility, rest, true
		}
	}
	return "", text, false
}

// visibility is `visibility E5 public`, and without a word for it says for whom
// an event is.
func (r *request) visibility(rest string) (*turn.Reply, error) {
	v, left, ok := TakeVisibility(rest)
	if !ok {
		t, err := r.SubjectOf(rest)
		if err != nil {
			return nil, err
		}
		p := r.Tell("visibility.is_"+string(t.Event.Visibility), words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title)})
		p.About = memory.Subject{Event: t.Event.ID}
		return p, nil
	}
	t, err := r.Changeable(left)
	if err != nil {
		return nil, err
	}
	if err := r.alter(t, func(e *planner.Event) { e.Visibility = v }); err != nil {
		return nil, err
	}
	p := r.TellChanged("visibility.set_"+string(v), t, words.Args{})
	e := t.Event
	if v == planner.Public && e.Link != "" && e.LinkAccess.Rule == planner.LinkOpen {
		p.Add(r.Say("visibility.link_open", nil)...)
		p.Button(r.Label("button.link_members"), "link access "+telling.EventID(e)+" members")
	}
	return r.WithUndo(p), nil
}

// alter writes what an event is called, or for whom it or its link is. When it is
// held stays, and so do its reminders: what they say and where they go is decided
// when they are due.
func (r *request) alter(t *turn.Target, set func(*planner.Event)) error {
	if err := r.Begin(); err != nil {
		return err
	}
	set(&t.Event)
	t.Event.Updated = r.Now
	var err error
	if t.Event, err = r.Tx.SaveEvent(t.Event); err != nil {
		return fmt.Errorf("save event: %w", err)
	}
	return nil
}

// saysVisible is "E5 is public", « l'atelier est réservé aux membres », on folded
// text without quotes.
var saysVisible = regexp.MustCompile(`^.{1,80}\b(is|are|be|becomes|stays|remains|est|soit|devient|reste|sera) (now |desormais |maintenant )?(public|publique|private|prive|privee|members only|for (its )?members|reservee? aux membres|pour les membres|open to all|ouverte? a tous)$`)

// VisibilitySentence is what a sentence without a command says of for whom an
// event is; nil for any other.
func VisibilitySentence(r *turn.Turn, text string) (*turn.Reply, error) {
	folded := words.Fold(strings.TrimSpace(text))
	if grammar.Asks(text) || !saysVisible.MatchString(folded) {
		return nil, nil
	}
	have := grammar.Tokens(text)
	verb := slices.IndexFunc(have, func(t grammar.Token) bool {
		return slices.Contains([]string{"is", "are", "be", "becomes", "stays", "remains", "est", "soit", "devient", "reste", "sera"}, t.Fold)
	})
	if verb < 1 {
		return nil, nil
	}
	r.Command = "visibility"
	return r.As("visibility", text[:have[verb].From]+" "+text[have[verb].To:])
}
