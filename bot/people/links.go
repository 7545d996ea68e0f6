package people

import (
	"errors"
	"fmt"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// links is `links` / « mes comptes »: the person's identities, the one used last
// first.
func (r *request) links(string) (*turn.Reply, error) {
	list, err := r.Tx.Identities(r.Person.ID)
	if err != nil {
		return nil, err
	}
	p := r.Tell("links.head", words.Args{"n": len(list)})
	p.Private = true
	var items [][]chat.Span
	for _, i := range list {
		items = append(items, []chat.Span{telling.Code(string(i.ID))})
		if len(list) > 1 {
			p.Button(r.Words.Text(r.Lang, "button.unlink", words.Args{"identity": string(i.ID)}), "unlink "+string(i.ID))
		}
	}
	p.Add(chat.Block{List: items})
	if len(list) == 1 {
		p.Add(r.Say("links.how", nil)...)
	}
	return p, nil
}

// unlink is `unlink matrix:@alice:example.org`: that identity is another
// person's from now on, who has nothing. It is asked about first.
func (r *request) unlink(rest string) (*turn.Reply, error) {
	if !r.Room.Direct {
		return nil, &planner.Refusal{Why: "link.private"}
	}
	named, sure := grammar.CutPhrase(rest, "for sure")
	named = strings.TrimSpace(named)
	identity, err := r.ownIdentity(named)
	if err != nil {
		return nil, err
	}
	args := words.Args{"identity": telling.Code(string(identity.ID))}
	if !sure {
		p := r.Tell("unlink.sure", args)
		p.Choices = true
		return p.Button(r.Label("button.yes"), "unlink for sure "+string(identity.ID)), nil
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	alone := planner.Person{Name: r.Person.Name, Zone: r.Person.Zone, Stays: r.Person.Stays, Lang: r.Person.Lang, Created: r.Now}
	alone, err = r.Tx.PartIdentity(identity, alone)
	if errors.Is(err, store.ErrConflict) {
		return nil, &planner.Refusal{Why: "unlink.only"}
	}
	if err != nil {
		return nil, err
	}
	if identity.ID == r.In.From {
		r.Person = alone
	}
	return r.Tell("unlink.done", args), nil
}

// ownIdentity is the person's identity of that name.
func (r *request) ownIdentity(name string) (planner.Identity, error) {
	list, err := r.Tx.Identities(r.Person.ID)
	if err != nil {
		return planner.Identity{}, fmt.Errorf("find identities: %w", err)
	}
	if len(list) == 1 {
		return list[0], &planner.Refusal{Why: "unlink.only"}
	}
	for _, i := range list {
		if strings.EqualFold(string(i.ID), name) {
			return i, nil
		}
	}
	return planner.Identity{}, &planner.Refusal{Why: "unlink.unknown", Words: name}
}
