package bot

import (
	"fmt"
	"slices"

	"entente/planner"
	"entente/store"
)

// viewer is who reads what is said: a person in private, or everybody in a room.
type viewer struct {
	tx       *store.Tx
	person   planner.PersonID // empty: nobody in particular
	room     planner.Room
	admin    bool
	observes bool
	apart    *apart // read once, when first needed
}

// apart are the events that a viewer sees for another reason than a role in
// their first collaboration.
type apart struct{ parts, shared, announced []planner.EventID }

// viewer is whoever reads the answer.
func (r *request) viewer() *viewer {
	if r.sight == nil {
		r.sight = &viewer{tx: r.tx, person: r.person.ID, room: r.room, admin: r.admin(), observes: r.observes()}
	}
	return r.sight
}

// viewer is whoever receives the delivery.
func (c *composer) viewer() (*viewer, error) {
	v := &viewer{tx: c.tx, person: c.to.ID, observes: c.to.Observes, room: planner.Room{Direct: true}}
	if c.m.Delivery.Person != "" {
		return v, nil
	}
	var err error
	if v.room, err = c.tx.Room(c.m.Delivery.Room); err != nil {
		return nil, fmt.Errorf("find room: %w", err)
	}
	return v, nil
}

// canSee says whether the person may see an event where they ask.
func (r *request) canSee(e planner.Event) (bool, error) { return r.viewer().canSee(e) }

// canSee: what is public is seen by everybody everywhere, all else by those
// near it.
func (v *viewer) canSee(e planner.Event) (bool, error) {
	if e.State != planner.Withdrawn && e.Visibility == planner.Public {
		return true, nil
	}
	return v.near(e)
}

// near says whether an event is the viewer's. What is announced in a room is that room's. One for members is of those in a
// room of its collaborations, or in the one where it was planned, and in private
// of members and observers. A private one is seen in no room, and in private by
// those who work on it or have a part in it.
func (v *viewer) near(e planner.Event) (bool, error) {
	near, err := v.nearByRole(e)
	if near || err != nil {
		return near, err
	}
	return v.nearApart(e)
}

// nearApart is near, of an event that the viewer sees for no role in its first
// collaboration: they have a part in it, or it belongs to another of theirs.
func (v *viewer) nearApart(e planner.Event) (bool, error) {
	if e.State == planner.Withdrawn {
		return false, nil
	}
	a, err := v.readApart()
	if err != nil {
		return false, err
	}
	shared := e.Visibility != planner.Private && slices.Contains(a.shared, e.ID)
	return shared || slices.Contains(a.announced, e.ID) || v.room.Direct && slices.Contains(a.parts, e.ID), nil
}

// nearByRole is near, of an event of which the viewer has no part.
func (v *viewer) nearByRole(e planner.Event) (bool, error) {
	inRoom := e.Room != "" && e.Room == v.room.ID || e.Collaboration != "" && e.Collaboration == v.room.Collaboration
	private := e.Visibility == planner.Private
	switch {
	case e.State == planner.Withdrawn, private && !v.room.Direct:
		return false, nil
	case !private && inRoom:
		return true, nil
	case !v.room.Direct:
		return false, nil
	case !private && v.observes && e.Collaboration != "":
		return true, nil
	case private:
		return v.may(e, mayWork)
	}
	return v.may(e, mayRead)
}

// may says whether the viewer has a right in the collaboration of an event, or
// planned it.
func (v *viewer) may(e planner.Event, to right) (bool, error) {
	if v.admin || v.person != "" && e.Owner == v.person {
		return true, nil
	}
	return holds(v.tx, v.person, e.Collaboration, to)
}

// readApart reads what the viewer sees apart from roles.
func (v *viewer) readApart() (*apart, error) {
	if v.apart != nil {
		return v.apart, nil
	}
	a := &apart{}
	reader := v.person
	if !v.room.Direct {
		reader = ""
	}
	var err error
	if a.parts, err = v.tx.PartsOf(reader); err != nil {
		return nil, err
	}
	if a.shared, err = v.tx.SharedWith(v.room.Collaboration, reader); err != nil {
		return nil, err
	}
	if a.announced, err = v.tx.AnnouncedIn(v.room.ID); err != nil {
		return nil, err
	}
	v.apart = a
	return a, nil
}

// seenInPrivate refuses a private event in a room to who may see it in private:
// to others it is unknown.
func (r *request) seenInPrivate(e planner.Event) error {
	if e.Visibility != planner.Private || r.room.Direct {
		return nil
	}
	alone := *r.viewer()
	alone.room, alone.apart = planner.Room{Direct: true}, nil
	sees, err := alone.near(e)
	if err != nil || !sees {
		return err
	}
	return &planner.Refusal{Why: "event.private", Words: eventID(e)}
}

// readsCollaboration says whether the person reads what is for the members of a
// collaboration, in private or in one of its rooms.
func (r *request) readsCollaboration(c planner.CollaborationID) (bool, error) {
	if r.collaboration != nil && r.collaboration.ID == c || r.observes() {
		return true, nil
	}
	return r.may(c, mayRead)
}

// mayList: the events of a collaboration are listed for who reads what is for its
// members, and those that are public for everybody.
func (r *request) mayList(c planner.Collaboration) error {
	reads, err := r.readsCollaboration(c.ID)
	if err != nil || reads {
		return err
	}
	public, err := r.tx.Events(store.EventFilter{Collaboration: &c.ID, Visibility: planner.Public})
	if err != nil || len(public) > 0 {
		return err
	}
	return &planner.Refusal{Why: "may.members_only", Words: c.Code}
}
