package access

import (
	"errors"
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// CanSeeLink says why a live link of a date of an event, that the viewer sees,
// is hidden; planner.LinkShown when it is not. A room sees what each in it may
// see: what is for those who organise, or who answered yes, is said in private.
func (v *Viewer) CanSeeLink(e planner.Event, o planner.Occurrence, now time.Time) (planner.LinkHidden, error) {
	as := planner.Viewer{Member: e.Collaboration != "" && e.Collaboration == v.Room.Collaboration || e.Room != "" && e.Room == v.Room.ID}
	if v.Room.Direct {
		var err error
		if as, err = v.inPrivate(e, o); err != nil {
			return "", err
		}
	}
	return e.LinkAccess.Hides(as, o.StartAt, o.EndAt, now), nil
}

// inPrivate is what a person is to a date of an event. Who speaks or chairs there
// sees its link as who organises it.
func (v *Viewer) inPrivate(e planner.Event, o planner.Occurrence) (as planner.Viewer, err error) {
	if as.Organises, err = v.may(e, Work); err != nil || as.Organises {
		return as, err
	}
	talk, err := v.Tx.TalkOf(o)
	if err != nil {
		return as, err
	}
	as.Organises = talk.Chair.Person == v.Person || slices.ContainsFunc(talk.Speakers, func(s planner.Speaker) bool {
		return s.Person == v.Person && s.State == planner.Accepted
	})
	a, err := v.readApart()
	if err != nil {
		return as, err
	}
	if as.Member, err = v.may(e, Read); err != nil {
		return as, err
	}
	as.Member = as.Member || slices.Contains(a.shared, e.ID)
	reply, err := v.Tx.ReplyOf(o.ID, v.Person)
	if errors.Is(err, store.ErrNotFound) {
		return as, nil
	}
	as.Replied = reply.Comes()
	return as, err
}
