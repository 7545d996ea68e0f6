package people

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"entente/bot/access"
	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// handOver is a collaboration offered to somebody: a dialog of theirs, until
// they take it over or not.
type handOver struct{ From planner.PersonID }

// handOverKind is the kind of the dialogs that keep hand-overs.
const handOverKind = "hand_over"

func handOverPlace(c planner.CollaborationID) string { return "hand over " + string(c) }

// offerHandOver is `hand over GANDA to @bob`: Bob is asked in private, and nothing
// passes before he accepts.
func (r *request) offerHandOver(rest string) (*turn.Reply, error) {
	c, err := r.collaborationIn(rest)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, &planner.Refusal{Why: "collaboration.which"}
	}
	if err := r.MayOrganise(*c); err != nil {
		return nil, err
	}
	people, err := r.Mentioned(rest)
	if err != nil {
		return nil, err
	}
	if len(people) != 1 || people[0].ID == r.Person.ID {
		return nil, &planner.Refusal{Why: "hand_over.whom", Words: c.Code}
	}
	if decides, err := access.Holds(r.Tx, r.Person.ID, c.ID, access.Decide); err != nil || !decides {
		return nil, cmp.Or(err, error(&planner.Refusal{Why: "hand_over.not_yours", Words: c.Code}))
	}
	data, err := json.Marshal(handOver{From: r.Person.ID})
	if err != nil {
		return nil, fmt.Errorf("keep hand-over: %w", err)
	}
	to := people[0]
	err = r.Tx.SaveDialog(store.Dialog{Person: to.ID, Place: handOverPlace(c.ID), Kind: handOverKind, Data: data, Expires: r.Now.Add(planner.HandOverWithin)})
	if err != nil {
		return nil, fmt.Errorf("keep hand-over: %w", err)
	}
	if err := r.tellOfHandOver(to.ID, delivery.NoticeHandOver, *c); err != nil {
		return nil, err
	}
	owned, err := r.ownedIn(*c, r.Person.ID)
	if err != nil {
		return nil, err
	}
	return r.Tell("hand_over.asked", words.Args{
		"name": to.Name, "code": telling.Strong(c.Code), "n": len(owned), "days": int(planner.HandOverWithin.Hours() / 24),
	}), nil
}

// tellOfHandOver tells somebody in private what becomes of a collaboration, by
// or for whoever speaks.
func (r *request) tellOfHandOver(to planner.PersonID, about string, c planner.Collaboration) error {
	n := delivery.Notice{About: about, Collaboration: c.ID, From: r.Person.ID}
	return delivery.TellPerson(r.Tx, to, n, fmt.Sprintf("%s/%s/%s/%d", about, c.ID, to, r.Now.UnixMilli()), r.Now)
}

// ownedIn are the events of a collaboration that somebody planned.
func (r *request) ownedIn(c planner.Collaboration, person planner.PersonID) ([]planner.Event, error) {
	return r.Tx.Events(store.EventFilter{Collaboration: &c.ID, Owner: &person})
}

// takeOver is `take over GANDA`, by whoever was asked: the roles of who hands it
// over pass, their events of it and the reminders to its rooms. Their own
// reminders stay, and they stay a member.
func (r *request) takeOver(rest string) (*turn.Reply, error) {
	c, offer, err := r.offered(rest)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if err := r.passRoles(c, offer.From); err != nil {
		return nil, err
	}
	owned, err := r.ownedIn(c, offer.From)
	if err != nil {
		return nil, err
	}
	for _, e := range owned {
		e.Owner = r.Person.ID
		if _, err := r.Tx.SaveEvent(e); err != nil {
			return nil, fmt.Errorf("pass event: %w", err)
		}
	}
	if err := r.passReminders(c, owned, offer.From); err != nil {
		return nil, err
	}
	if err := r.tellOfHandOver(offer.From, delivery.NoticeTakenOver, c); err != nil {
		return nil, err
	}
	p := r.Tell("hand_over.done", words.Args{"code": telling.Strong(c.Code), "n": len(owned), "name": r.NameOf(offer.From), "number": telling.ChangeID(r.Change)})
	return r.WithUndo(p), nil
}

// turnDown is `do not take over GANDA`.
func (r *request) turnDown(rest string) (*turn.Reply, error) {
	c, offer, err := r.offered(rest)
	if err != nil {
		return nil, err
	}
	if err := r.tellOfHandOver(offer.From, delivery.NoticeTurnedDown, c); err != nil {
		return nil, err
	}
	return r.Tell("hand_over.turned_down", words.Args{"code": telling.Strong(c.Code), "name": r.NameOf(offer.From)}), nil
}

// offered is the collaboration that was offered to the person, and takes the
// offer: it serves once. Whoever offered it must still decide about it.
func (r *request) offered(rest string) (c planner.Collaboration, offer handOver, err error) {
	if c, err = CollaborationNamed(r.Turn, grammar.StripConnectives(rest)); err != nil {
		return c, offer, err
	}
	none := &planner.Refusal{Why: "hand_over.none", Words: c.Code}
	d, err := r.Tx.Dialog(r.Person.ID, handOverPlace(c.ID))
	if errors.Is(err, store.ErrNotFound) || err == nil && !d.Expires.After(r.Now) {
		return c, offer, none
	}
	if err != nil {
		return c, offer, err
	}
	if err := json.Unmarshal(d.Data, &offer); err != nil {
		return c, offer, fmt.Errorf("read hand-over: %w", err)
	}
	if decides, err := access.Holds(r.Tx, offer.From, c.ID, access.Decide); err != nil || !decides {
		return c, offer, cmp.Or(err, error(none))
	}
	return c, offer, r.Tx.TakeDialog(d)
}

// passRoles gives the person what somebody does for a collaboration; they stay a
// member.
func (r *request) passRoles(c planner.Collaboration, from planner.PersonID) error {
	roles, err := r.Tx.Roles(c.ID)
	if err != nil {
		return err
	}
	for _, role := range roles {
		if role.Person != from || !access.Gives(role.Name, access.Work) {
			continue
		}
		ended := role
		ended.Withdrawn, role.Person = true, r.Person.ID
		for _, change := range []planner.Role{role, ended} {
			if err := r.Tx.SaveRole(change); err != nil {
				return fmt.Errorf("pass role: %w", err)
			}
		}
	}
	return r.Tx.SaveRole(planner.Role{Collaboration: c.ID, Person: from, Name: planner.Member})
}

// passReminders passes the reminders to rooms that somebody set for the events
// and in the rooms of a collaboration.
func (r *request) passReminders(c planner.Collaboration, events []planner.Event, from planner.PersonID) error {
	rules, err := r.Tx.RemindersOwned(from)
	if err != nil {
		return err
	}
	rooms, err := r.Tx.RoomsOf(c.ID)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		of := slices.ContainsFunc(events, func(e planner.Event) bool { return e.ID == rule.Event })
		there := slices.ContainsFunc(rooms, func(room planner.Room) bool { return room.ID == rule.ToRoom })
		if rule.ToPerson != "" || !of && !there {
			continue
		}
		rule.Owner = r.Person.ID
		if _, err := r.Tx.SaveReminder(rule); err != nil {
			return fmt.Errorf("pass reminder: %w", err)
		}
	}
	return nil
}
