package delivery

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// Why something about a talk is not told.
const (
	arrived  = "arrived"  // what was missing is there
	promised = "promised" // they said until when it comes
	open     = "open"     // nobody is to speak
	unasked  = "unasked"  // the series asks on other days, or never
)

// talkNow is a due row about a talk, and what it points to as it is now.
type talkNow struct {
	Talk
	date    planner.Occurrence
	talk    planner.Talk
	speaker planner.Speaker // zero where none is named
}

// readTalkNow reads what a due row points to.
func readTalkNow(tx *store.Tx, due planner.Due) (n talkNow, err error) {
	if n.Talk, err = ReadTalk(due); err != nil {
		return n, err
	}
	if n.date, err = tx.Occurrence(due.Occurrence); err != nil {
		return n, err
	}
	talks, err := tx.TalksOf(due.Event)
	if err != nil {
		return n, err
	}
	n.talk = talks[due.Occurrence].In(talks[""])
	if n.Speaker > 0 {
		n.speaker, err = tx.SpeakerByNumber(n.Speaker)
	}
	return n, err
}

// checkTalk says why a row about a talk no longer holds.
func checkTalk(tx *store.Tx, due planner.Due, now time.Time) (reason string, err error) {
	n, err := readTalkNow(tx, due)
	if err != nil {
		return "", err
	}
	if n.About == TalkAnswer || n.About == TalkDetails {
		return "", nil // it was said, whatever came of it
	}
	e, err := tx.Event(due.Event)
	switch {
	case err != nil:
		return "", err
	case e.State != planner.Planned || n.date.State != planner.Planned:
		return "cancelled", nil
	case n.About == TalkAgreed && (n.speaker.State != planner.Accepted || n.speaker.Occurrence != n.date.ID):
		return answered, nil
	case n.About == TalkInvite && (n.speaker.State != planner.Invited || n.speaker.Occurrence != n.date.ID):
		return answered, nil
	case !n.date.StartAt.After(now):
		return "over", nil
	case n.Speaker == 0 && talkKey(n.date, n.Talk) != due.Key:
		return "moved", nil
	}
	return n.moot(due), nil
}

// moot says why there is nothing to be asked or told before a talk.
func (n talkNow) moot(due planner.Due) string {
	missing := n.talk.Missing(n.AskDays(n.date, due))
	asked, err := planner.DateOf(due.At, n.date.Span.Zone)
	switch {
	case (n.About == TalkAsk || n.About == TalkCheckIn) && len(n.talk.Confirmed()) == 0:
		return open
	case n.About == TalkAsk && (len(n.talk.Asks) == 0 || n.Days > 0 && !slices.Contains(n.talk.Asks, n.Days)):
		return unasked
	case n.About == TalkAsk && len(missing) == 0:
		return arrived
	case n.About == TalkAsk && err == nil && !n.talk.Promised.Before(asked):
		return promised
	case n.About == TalkMissing && len(n.talk.Confirmed()) == len(n.talk.Speaking()) && len(n.talk.Confirmed()) > 0 && len(missing) == 0:
		return arrived
	}
	return ""
}

// toTalk is to whom a row about a talk goes, and when: requests in the working
// hours of whoever is asked, the rest when they are awake.
func (r *Runner) toTalk(tx *store.Tx, due planner.Due, now time.Time) (to []planner.Delivery, err error) {
	n, err := readTalkNow(tx, due)
	if err != nil {
		return nil, err
	}
	var people []planner.PersonID
	switch n.About {
	case TalkInvite, TalkAgreed:
		people = append(people, n.speaker.Person)
	case TalkAnswer:
		people = append(people, n.speaker.By)
	case TalkAsk:
		people = n.asked()
	case TalkCheckIn:
		people, err = speakersOf(tx, due.Event, due.Occurrence)
	case TalkMissing, TalkDetails:
		people, err = audienceOf(tx, planner.Reminder{Event: due.Event, Audience: planner.ForOrganisers}, "")
		people = slices.DeleteFunc(people, func(p planner.PersonID) bool { return p == n.By })
	}
	for _, person := range people {
		list, errList := r.privately(tx, person)
		at, errAt := n.whenFor(tx, person, later(due.At, now))
		if err = errors.Join(err, errList, errAt); err != nil {
			return nil, err
		}
		for _, d := range list {
			d.At = at
			to = append(to, d)
		}
	}
	return to, err
}

// asked are who is asked for details: the speakers and, for those who are not in
// chat, who invited them.
func (n talkNow) asked() (people []planner.PersonID) {
	for _, s := range n.talk.Confirmed() {
		person := cmp.Or(s.Person, s.By)
		if person != "" && !slices.Contains(people, person) {
			people = append(people, person)
		}
	}
	return people
}

// whenFor is when a person is told: what is urgent, at once.
func (n talkNow) whenFor(tx *store.Tx, person planner.PersonID, at time.Time) (time.Time, error) {
	zone, err := zoneAt(tx, person, at, n.date.Span.Zone)
	if err != nil {
		return at, err
	}
	if n.About == TalkInvite || n.About == TalkAgreed || n.About == TalkAsk {
		next, err := planner.WorkingHour(at, zone)
		if err != nil || !next.Before(n.date.StartAt) {
			next = at
		}
		return next, err
	}
	wishes, err := tx.WishesOf(person)
	if err != nil {
		return at, err
	}
	_, end, inside, err := wishes.Quiet.Around(at, zone)
	if err != nil || !inside || !end.Before(n.date.StartAt) {
		return at, err
	}
	return end, nil
}

// tellTalkLost tells who invited that an invitation reaches nobody.
func (r *Runner) tellTalkLost(tx *store.Tx, due planner.Due, now time.Time) error {
	n, err := readTalkNow(tx, due)
	if err != nil || n.About != TalkInvite || n.speaker.By == "" {
		return err
	}
	return TellPerson(tx, n.speaker.By, Notice{About: NoticeUninvited, Speaker: n.Speaker}, "lost/"+due.Key, now)
}
