package bot

import (
	"entente/bot/access"
	"entente/bot/telling"
	"entente/planner"
	"entente/store"
)

// viewer is whoever reads the answer.
func (r *request) viewer() *access.Viewer {
	if r.sight == nil {
		r.sight = &access.Viewer{Tx: r.tx, Person: r.person.ID, Room: r.room, Admin: r.admin(), Observes: r.observes()}
	}
	return r.sight
}

// canSee says whether the person may see an event where they ask.
func (r *request) canSee(e planner.Event) (bool, error) { return r.viewer().CanSee(e) }

// seenInPrivate refuses a private event in a room to who may see it in private:
// to others it is unknown.
func (r *request) seenInPrivate(e planner.Event) error {
	if e.Visibility != planner.Private || r.room.Direct {
		return nil
	}
	sees, err := r.viewer().Alone().Near(e)
	if err != nil || !sees {
		return err
	}
	return &planner.Refusal{Why: "event.private", Words: telling.EventID(e)}
}

// readsCollaboration says whether the person reads what is for the members of a
// collaboration, in private or in one of its rooms.
func (r *request) readsCollaboration(c planner.CollaborationID) (bool, error) {
	if r.collaboration != nil && r.collaboration.ID == c || r.observes() {
		return true, nil
	}
	return r.may(c, access.Read)
}

// mayList: the events of a collaboration are listed for who reads what is for its
// members, and those that are public for everybody.
func (r *request) mayList(c planner.Collaboration) error {
	reads, err := r.readsCollaboration(c.ID)
	if err != nil || reads {
		return err
	}
	public, err := r.tx.Events(store.EventFilter{Collaboration: &c.ID, Public: true})
	if err != nil || len(public) > 0 {
		return err
	}
	return &planner.Refusal{Why: "may.members_only", Words: c.Code}
}
