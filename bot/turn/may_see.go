package turn

import (
	"entente/bot/access"
	"entente/bot/telling"
	"entente/planner"
	"entente/store"
)

// Viewer is whoever reads the answer.
func (r *Turn) Viewer() *access.Viewer {
	if r.sight == nil {
		r.sight = &access.Viewer{Tx: r.Tx, Person: r.Person.ID, Room: r.Room, Admin: r.Admin(), Observes: r.observes()}
	}
	return r.sight
}

// CanSee says whether the person may see an event where they ask.
func (r *Turn) CanSee(e planner.Event) (bool, error) { return r.Viewer().CanSee(e) }

// seenInPrivate refuses a private event in a room to who may see it in private:
// to others it is unknown.
func (r *Turn) seenInPrivate(e planner.Event) error {
	if e.Visibility != planner.Private || r.Room.Direct {
		return nil
	}
	sees, err := r.Viewer().Alone().Near(e)
	if err != nil || !sees {
		return err
	}
	return &planner.Refusal{Why: "event.private", Words: telling.EventID(e)}
}

// ReadsCollaboration says whether the person reads what is for the members of a
// collaboration, in private or in one of its rooms.
func (r *Turn) ReadsCollaboration(c planner.CollaborationID) (bool, error) {
	if r.Collaboration != nil && r.Collaboration.ID == c || r.observes() {
		return true, nil
	}
	return r.may(c, access.Read)
}

// MayList: the events of a collaboration are listed for who reads what is for its
// members, and those that are public for everybody.
func (r *Turn) MayList(c planner.Collaboration) error {
	reads, err := r.ReadsCollaboration(c.ID)
	if err != nil || reads {
		return err
	}
	public, err := r.Tx.Events(store.EventFilter{Collaboration: &c.ID, Public: true})
	if err != nil || len(public) > 0 {
		return err
	}
	return &planner.Refusal{Why: "may.members_only", Words: c.Code}
}
