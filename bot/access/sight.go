package access

import (
	"slices"

	"entente/planner"
	"entente/store"
)

// Viewer is who reads what is said: a person in private, or everybody in a room.
// It serves one transaction: what it has read once it does not read again.
type Viewer struct {
	Tx       *store.Tx
	Person   planner.PersonID // empty: nobody in particular
	Room     planner.Room
	Admin    bool
	Observes bool
	apart    *apart // read once, when first needed
}

// apart are the events that a viewer sees for another reason than a role in
// their first collaboration.
type apart struct{ parts, shared, announced []planner.EventID }

// CanSee says whether the viewer may see an event: what is public is seen by
// everybody everywhere, all else by those near it.
func (v *Viewer) CanSee(e planner.Event) (bool, error) {
	if e.State != planner.Withdrawn && e.Visibility == planner.Public {
		return true, nil
	}
	return v.Near(e)
}

// Near says whether an event is the viewer's. What is announced in a room is that
// room's. One for members is of those in a room of its collaborations, or in the
// one where it was planned, and in private of members and observers. A private one
// is seen in no room, and in private by those who work on it or have a part in it.
func (v *Viewer) Near(e planner.Event) (bool, error) {
	near, err := v.nearByRole(e)
	if near || err != nil {
		return near, err
	}
	return v.nearApart(e)
}

// nearApart is Near, of an event that the viewer sees for no role in its first
// collaboration: they have a part in it, or it belongs to another of theirs.
func (v *Viewer) nearApart(e planner.Event) (bool, error) {
	if e.State == planner.Withdrawn {
		return false, nil
	}
	a, err := v.readApart()
	if err != nil {
		return false, err
	}
	shared := e.Visibility != planner.Private && slices.Contains(a.shared, e.ID)
	return shared || slices.Contains(a.announced, e.ID) || v.Room.Direct && slices.Contains(a.parts, e.ID), nil
}

// nearByRole is Near, of an event of which the viewer has no part.
func (v *Viewer) nearByRole(e planner.Event) (bool, error) {
	inRoom := e.Room != "" && e.Room == v.Room.ID || e.Collaboration != "" && e.Collaboration == v.Room.Collaboration
	private := e.Visibility == planner.Private
	switch {
	case e.State == planner.Withdrawn, private && !v.Room.Direct:
		return false, nil
	case !private && inRoom:
		return true, nil
	case !v.Room.Direct:
		return false, nil
	case !private && v.Observes && e.Collaboration != "":
		return true, nil
	case private:
		return v.may(e, Work)
	}
	return v.may(e, Read)
}

// may says whether the viewer has a right in the collaboration of an event, or
// planned it.
func (v *Viewer) may(e planner.Event, to Right) (bool, error) {
	if v.Admin || v.Person != "" && e.Owner == v.Person {
		return true, nil
	}
	return Holds(v.Tx, v.Person, e.Collaboration, to)
}

// readApart reads what the viewer sees apart from roles.
func (v *Viewer) readApart() (*apart, error) {
	if v.apart != nil {
		return v.apart, nil
	}
	a := &apart{}
	reader := v.Person
	if !v.Room.Direct {
		reader = ""
	}
	var err error
	if a.parts, err = v.Tx.PartsOf(reader); err != nil {
		return nil, err
	}
	if a.shared, err = v.Tx.SharedWith(v.Room.Collaboration, reader); err != nil {
		return nil, err
	}
	if a.announced, err = v.Tx.AnnouncedIn(v.Room.ID); err != nil {
		return nil, err
	}
	v.apart = a
	return a, nil
}

// NearOnce is Near, which looks only once at events that are alike in all that
// it looks at.
func (v *Viewer) NearOnce() func(planner.Event) (bool, error) {
	type sight struct {
		room          planner.RoomID
		owner         planner.PersonID
		collaboration planner.CollaborationID
		visibility    planner.Visibility
	}
	known := map[sight]bool{}
	return func(e planner.Event) (bool, error) {
		alike := sight{e.Room, e.Owner, e.Collaboration, e.Visibility}
		near, found := known[alike]
		if !found {
			var err error
			if near, err = v.nearByRole(e); err != nil {
				return false, err
			}
			known[alike] = near
		}
		if near {
			return true, nil
		}
		return v.nearApart(e)
	}
}

// Around is what the store may leave all else out by: the viewer's person and
// room, and what they see apart from roles; nil for who sees everything.
func (v *Viewer) Around() (*store.Near, error) {
	if v.Room.Direct && (v.Admin || v.Observes) {
		return nil, nil
	}
	a, err := v.readApart()
	if err != nil {
		return nil, err
	}
	return &store.Near{Person: v.Person, Room: v.Room.ID, Events: slices.Concat(a.parts, a.shared)}, nil
}

// Alone is the same person in private.
func (v *Viewer) Alone() *Viewer {
	private := *v
	private.Room, private.apart = planner.Room{Direct: true}, nil
	return &private
}
