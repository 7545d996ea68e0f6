package delivery

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/planner"
	"entente/store"
)

// TalkAbout says what a due row of kind [planner.DueTalk] is about.
type TalkAbout string

// What is told and asked of a talk.
const (
	TalkInvite  TalkAbout = "invite"  // to the speaker: may they be counted on?
	TalkAgreed  TalkAbout = "agreed"  // to the speaker: the date that they proposed is theirs
	TalkAnswer  TalkAbout = "answer"  // to who invited: what the speaker said
	TalkDetails TalkAbout = "details" // to who invited: what the speaker sent
	TalkAsk     TalkAbout = "ask"     // to the speakers: what is missing
	TalkMissing TalkAbout = "missing" // to the organisers: what is missing
	TalkCheckIn TalkAbout = "checkin" // to the speakers and the chair, shortly before
)

// Talk is what such a row carries as JSON.
type Talk struct {
	About   TalkAbout
	Speaker int              `json:",omitempty"` // number of the one who is invited, or has answered
	Days    int              `json:",omitempty"` // with TalkAsk: so many days before; 0: on the day after the promised one
	Fields  []planner.Field  `json:",omitempty"` // with TalkDetails
	By      planner.PersonID `json:",omitempty"` // with TalkDetails: who sent them
	Once    string           `json:",omitempty"` // the change that asked for it: the same may be said again after an undo
}

const (
	worryDays   = 2                // before a talk, its organisers hear what is missing
	checkBefore = 45 * time.Minute // the check-in
)

// PlanTalks writes the rows by which speakers are asked for what is missing, the
// organisers hear of it, and the check-in comes, for the dates of an event to
// come that somebody is asked to speak on. What no longer holds when its turn
// comes is skipped.
func PlanTalks(tx *store.Tx, e planner.Event, occs []planner.Occurrence, now time.Time) error {
	talks, err := tx.TalksOf(e.ID)
	if err != nil || len(talks) == 0 || e.State != planner.Planned {
		return err
	}
	var rows []planner.Due
	for _, o := range occs {
		talk, known := talks[o.ID]
		if !known || len(talk.Speakers) == 0 || o.State != planner.Planned || !o.StartAt.After(now) {
			continue
		}
		turns, err := talkTurns(o, talk.In(talks[""]))
		if err != nil {
			return err
		}
		for _, due := range turns {
			if due.At.After(now) {
				rows = append(rows, due)
			}
		}
	}
	return tx.AddDues(rows)
}

// talkTurns are the rows of one talk, past or not.
func talkTurns(o planner.Occurrence, talk planner.Talk) (rows []planner.Due, err error) {
	add := func(at time.Time, t Talk) error {
		due, err := talkDue(o, t, at)
		rows = append(rows, due)
		return err
	}
	day := o.Span.Start.Date
	for i, days := range talk.Asks {
		at, err := askedOn(day.AddDays(-days), o)
		if err != nil {
			return nil, err
		}
		if i+1 < len(talk.Asks) { // both before the same weekend: once
			next, err := askedOn(day.AddDays(-talk.Asks[i+1]), o)
			if err != nil {
				return nil, err
			}
			if next.Equal(at) {
				continue
			}
		}
		if err := add(at, Talk{About: TalkAsk, Days: days}); err != nil {
			return nil, err
		}
	}
	if !talk.Promised.IsZero() && len(talk.Asks) > 0 {
		at, _, err := planner.ResolveLocal(planner.Wall{Date: talk.Promised.AddDays(1), Clock: planner.Morning()}, o.Span.Zone)
		if err := errors.Join(err, add(at, Talk{About: TalkAsk, Once: talk.Promised.String()})); err != nil {
			return nil, err
		}
	}
	at, err := planner.WorkingMorning(day.AddDays(-worryDays), o.Span.Zone)
	if err != nil {
		return nil, err
	}
	return rows, errors.Join(add(at, Talk{About: TalkMissing}), add(o.StartAt.Add(-checkBefore), Talk{About: TalkCheckIn}))
}

// askedOn is when speakers are asked on a day, or before its weekend: in the
// morning, by the clock of the event; each is then sent it in their own working hours.
func askedOn(day planner.Date, o planner.Occurrence) (time.Time, error) {
	at, _, err := planner.ResolveLocal(planner.Wall{Date: planner.Workday(day), Clock: planner.Morning()}, o.Span.Zone)
	return at, err
}

// talkDue is a row about the talk on o. Its key is made of the date and where it
// stands, so that a moved one has others.
func talkDue(o planner.Occurrence, t Talk, at time.Time) (planner.Due, error) {
	data, err := json.Marshal(t)
	if err != nil {
		return planner.Due{}, fmt.Errorf("talk: %w", err)
	}
	return planner.Due{
		Key: talkKey(o, t), Kind: planner.DueTalk, At: at, Event: o.Event, Occurrence: o.ID, Data: string(data), State: planner.DueWaiting,
	}, nil
}

func talkKey(o planner.Occurrence, t Talk) string {
	return fmt.Sprintf("talk/%s/%s/%s[%s]/%d/%d/%s", t.About, o.ID, o.Span.Start, o.Span.Zone, t.Speaker, t.Days, t.Once)
}

// TellTalk writes a row that tells something of the talk on o now.
func TellTalk(tx *store.Tx, o planner.Occurrence, t Talk, now time.Time) error {
	due, err := talkDue(o, t, now)
	if err != nil {
		return err
	}
	return tx.AddDue(due)
}

// ReadTalk is what a row of kind [planner.DueTalk] carries.
func ReadTalk(due planner.Due) (t Talk, err error) {
	if err := json.Unmarshal([]byte(due.Data), &t); err != nil {
		return t, fmt.Errorf("read talk: %w", err)
	}
	return t, nil
}

// AskDays is how many days before the talk on o a question to its speakers comes.
func (t Talk) AskDays(o planner.Occurrence, due planner.Due) int {
	if t.Days > 0 {
		return t.Days
	}
	asked, err := planner.DateOf(due.At, o.Span.Zone)
	if err != nil {
		return 0
	}
	return asked.DaysUntil(o.Span.Start.Date)
}
