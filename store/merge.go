package store

import (
	"cmp"
	"errors"
	"fmt"

	"entente/planner"
)

// personReferences are the columns that point to people: those of two that
// become one. A test compares them with the schema.
var personReferences = []string{
	"identities.person", "roles.person", "events.owner", "reminders.owner", "reminders.to_person",
	"dues.to_person", "deliveries.person", "changes.person", "dialogs.person", "feedback.person",
	"wishes.person", "mutes.person", "event_people.person", "talks.chair", "speakers.person", "speakers.invited_by",
	"replies.person", "cards.person",
}

// personTexts are the columns that name people inside JSON.
var personTexts = []string{"audit.before_row", "audit.after_row", "posts.data", "inbox.answer"}

// MergePeople makes two people one: whatever points to from points to into,
// which keeps its name and settings and takes those that it lacks; from is no
// more. A role that both have is kept once, and what waits to be told to both
// is told once. That cannot be undone; see [Tx.PartIdentity].
func (tx *Tx) MergePeople(into, from planner.PersonID) error {
	if err := tx.mergePeople(into, from); err != nil {
		return fmt.Errorf("merge people: %w", err)
	}
	return nil
}

func (tx *Tx) mergePeople(into, from planner.PersonID) error {
	// Locks them on PostgreSQL: whoever of them speaks meanwhile is found anew
	// afterwards, by EnsurePerson.
	if _, err := tx.exec(`UPDATE identities SET last_used = last_used WHERE person IN ($1, $2)`, into, from); err != nil {
		return err
	}
	if err := tx.mergeSettings(into, from); err != nil {
		return err
	}
	if err := tx.dropDoubles(into, from); err != nil {
		return err
	}
	if err := tx.mergeReplies(into, from); err != nil {
		return err
	}
	for _, reference := range personReferences {
		if err := tx.repoint(reference, string(into), string(from)); err != nil {
			return err
		}
	}
	for _, text := range personTexts {
		if err := tx.rename(text, string(into), string(from)); err != nil {
			return err
		}
	}
	err := tx.execOne(`DELETE FROM people WHERE id = $1`, from)
	if errors.Is(err, ErrNotFound) {
		return errAgain // somebody has pointed to them at this moment
	}
	return err
}

// mergeSettings fills in what is not known of into; stays are kept of both.
func (tx *Tx) mergeSettings(into, from planner.PersonID) error {
	kept, err := tx.Person(into)
	if err != nil {
		return err
	}
	other, err := tx.Person(from)
	if err != nil {
		return err
	}
	kept.Stays = append(kept.Stays, other.Stays...)
	kept.Name, kept.Zone, kept.Lang = cmp.Or(kept.Name, other.Name), cmp.Or(kept.Zone, other.Zone), cmp.Or(kept.Lang, other.Lang)
	kept.Observes = kept.Observes || other.Observes
	return tx.SavePerson(kept)
}

// dropDoubles removes of from what into has too, where both cannot stand.
func (tx *Tx) dropDoubles(into, from planner.PersonID) error {
	for _, query := range []string{`
		UPDATE roles SET withdrawn = FALSE WHERE person = $1 AND EXISTS (
			SELECT 1 FROM roles other WHERE other.person = $2 AND NOT other.withdrawn
				AND other.collaboration = roles.collaboration AND other.name = roles.name)`, `
		DELETE FROM roles WHERE person = $2 AND EXISTS (
			SELECT 1 FROM roles kept WHERE kept.person = $1
				AND kept.collaboration = roles.collaboration AND kept.name = roles.name)`, `
		DELETE FROM dialogs WHERE person = $2 AND EXISTS (
			SELECT 1 FROM dialogs kept WHERE kept.person = $1 AND kept.place = dialogs.place)`, `
		UPDATE mutes SET withdrawn = FALSE WHERE person = $1 AND EXISTS (
			SELECT 1 FROM mutes other WHERE other.person = $2 AND NOT other.withdrawn AND other.event = mutes.event)`, `
		DELETE FROM mutes WHERE person = $2 AND EXISTS (
			SELECT 1 FROM mutes kept WHERE kept.person = $1 AND kept.event = mutes.event)`, `
		UPDATE event_people SET withdrawn = FALSE WHERE person = $1 AND EXISTS (
			SELECT 1 FROM event_people other WHERE other.person = $2 AND NOT other.withdrawn AND other.event = event_people.event)`, `
		DELETE FROM event_people WHERE person = $2 AND EXISTS (
			SELECT 1 FROM event_people kept WHERE kept.person = $1 AND kept.event = event_people.event)`, `
		DELETE FROM wishes WHERE person = $2 AND EXISTS (SELECT 1 FROM wishes kept WHERE kept.person = $1)`,
	} {
		if _, err := tx.exec(query, into, from); err != nil {
			return err
		}
	}
	// The other way too: what is on its way to from is not said to into again.
	return errors.Join(tx.tellOnce(into, from), tx.tellOnce(from, into))
}

// tellOnce takes from what waits to be told to waiting whatever was told, is
// being told or waits to be told to told.
func (tx *Tx) tellOnce(told, waiting planner.PersonID) error {
	_, err := tx.exec(`
		DELETE FROM delivery_dues
		WHERE delivery IN (SELECT key FROM deliveries WHERE person = $2 AND state IN ('due', 'retry'))
			AND EXISTS (
				SELECT 1 FROM delivery_dues said JOIN deliveries ON deliveries.key = said.delivery
				WHERE said.due = delivery_dues.due AND deliveries.person = $1
					AND deliveries.state IN ('due', 'retry', 'sending', 'sent'))`, told, waiting)
	if err != nil {
		return err
	}
	_, err = tx.exec(`
		UPDATE deliveries SET state = 'skipped', wake = 0, reason = 'linked'
		WHERE person = $1 AND state IN ('due', 'retry')
			AND NOT EXISTS (SELECT 1 FROM delivery_dues WHERE delivery = deliveries.key)`, waiting)
	return err
}

// PartIdentity makes an identity that of a person of its own, who is known by
// the same name and settings and has nothing else. What waits to be told to it
// goes to another identity of whom it was; [ErrConflict] when there is none.
func (tx *Tx) PartIdentity(identity planner.Identity, p planner.Person) (planner.Person, error) {
	if err := tx.partIdentity(identity, &p); err != nil {
		return p, fmt.Errorf("part identity: %w", err)
	}
	return p, nil
}

func (tx *Tx) partIdentity(identity planner.Identity, p *planner.Person) error {
	if _, err := tx.exec(`UPDATE identities SET last_used = last_used WHERE person = $1`, identity.Person); err != nil {
		return err
	}
	list, err := tx.Identities(identity.Person)
	if err != nil {
		return err
	}
	other := planner.IdentityID("")
	for _, i := range list {
		if i.ID != identity.ID {
			other = i.ID
			break
		}
	}
	if other == "" {
		return ErrConflict
	}
	p.ID = planner.NewID[planner.PersonID]()
	if err := tx.SavePerson(*p); err != nil {
		return err
	}
	if err := tx.execOne(`UPDATE identities SET person = $2 WHERE id = $1 AND person = $3`, identity.ID, p.ID, identity.Person); err != nil {
		return err
	}
	_, err = tx.exec(`
		UPDATE deliveries SET identity = $2, network = $3 WHERE identity = $1 AND state IN ('due', 'retry')`,
		identity.ID, other, planner.Network(other))
	return err
}
