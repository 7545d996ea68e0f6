package bot

import (
	"errors"
	"fmt"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// links is `links` / « mes comptes »: the person's identities, the one used last
// first.
func (r *request) links(string) (*reply, error) {
	list, err := r.tx.Identities(r.person.ID)
	if err != nil {
		return nil, err
	}
	p := r.tell("links.head", words.Args{"n": len(list)})
	p.private = true
	var items [][]chat.Span
	for _, i := range list {
		items = append(items, []chat.Span{telling.Code(string(i.ID))})
		if len(list) > 1 {
			p.button(r.Words.Text(r.lang, "button.unlink", words.Args{"identity": string(i.ID)}), "unlink "+string(i.ID))
		}
	}
	p.add(chat.Block{List: items})
	if len(list) == 1 {
		p.add(r.say("links.how", nil)...)
	}
	return p, nil
}

// unlink is `unlink matrix:@alice:example.org`: that identity is another
// person's from now on, who has nothing. It is asked about first.
func (r *request) unlink(rest string) (*reply, error) {
	if !r.room.Direct {
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
		p := r.tell("unlink.sure", args)
		p.choices = true
		return p.button(r.label("button.yes"), "unlink for sure "+string(identity.ID)), nil
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	alone := planner.Person{Name: r.person.Name, Zone: r.person.Zone, Stays: r.person.Stays, Lang: r.person.Lang, Created: r.now}
	alone, err = r.tx.PartIdentity(identity, alone)
	if errors.Is(err, store.ErrConflict) {
		return nil, &planner.Refusal{Why: "unlink.only"}
	}
	if err != nil {
		return nil, err
	}
	if identity.ID == r.in.From {
		r.person = alone
	}
	return r.tell("unlink.done", args), nil
}

// ownIdentity is the person's identity of that name.
func (r *request) ownIdentity(name string) (planner.Identity, error) {
	list, err := r.tx.Identities(r.person.ID)
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
