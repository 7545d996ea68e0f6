package planner

import "slices"

// Speaker is somebody who speaks, is asked to, or may be asked one day. Most are
// not in chat: they are named as typed.
type Speaker struct {
	ID          SpeakerID
	Number      int // shown as S3; also the order of speakers and candidates
	Event       EventID
	Occurrence  OccurrenceID // empty: of a candidate
	Person      PersonID     // empty: not in chat; then Name says who
	Name        string       // as typed; empty with Person, whose name stands in their own row
	Affiliation string
	Language    string // of the invitation, as far as known: "en" or "fr"
	Email       string
	By          PersonID // the organiser who invites, and in whose name Entente writes
	State       SpeakerState
	Proposed    Date // with OtherDate: the date proposed
}

// Nobody says whether s names no one.
func (s Speaker) Nobody() bool { return s.Person == "" && s.Name == "" }

// SpeakerState is how far an invitation is.
type SpeakerState string

// The states of an invitation. What a talk makes of them, see [Talk.Stage].
const (
	Candidate SpeakerState = "candidate" // of a series, for no date yet
	ToBeSent  SpeakerState = "to_send"   // written; nothing is sent before an organiser presses Send
	Invited   SpeakerState = "invited"
	Accepted  SpeakerState = "accepted"
	Declined  SpeakerState = "declined"
	OtherDate SpeakerState = "other_date"
	Dropped   SpeakerState = "dropped" // an organiser took it back, or its making was undone
)

// counts says whether somebody in that state takes up their date.
func (s SpeakerState) counts() bool {
	return slices.Contains([]SpeakerState{ToBeSent, Invited, Accepted, OtherDate}, s)
}

// InvitationStep is what happens to an invitation.
type InvitationStep string

// The steps. All but the first are taken by the speaker, or entered for them by
// an organiser: an answer may come by e-mail before Send was pressed.
const (
	StepSend    InvitationStep = "send"
	StepAccept  InvitationStep = "accept"
	StepDecline InvitationStep = "decline"
	StepPropose InvitationStep = "propose"
	StepDrop    InvitationStep = "drop"
)

// invitationSteps are to where each step leads, by the states from which it is
// possible.
var invitationSteps = map[InvitationStep]struct {
	from []SpeakerState
	to   SpeakerState
}{
	StepSend:    {[]SpeakerState{ToBeSent}, Invited},
	StepAccept:  {[]SpeakerState{ToBeSent, Invited, OtherDate, Declined}, Accepted},
	StepDecline: {[]SpeakerState{ToBeSent, Invited, OtherDate, Accepted}, Declined},
	StepPropose: {[]SpeakerState{ToBeSent, Invited, OtherDate, Accepted}, OtherDate},
	StepDrop:    {[]SpeakerState{Candidate, ToBeSent, Invited, OtherDate, Accepted}, Dropped},
}

// After is the speaker after a step of their invitation; a [Refusal] under
// "talk.is_" and their state when that step is not possible.
func (s Speaker) After(step InvitationStep) (Speaker, error) {
	way := invitationSteps[step]
	if !slices.Contains(way.from, s.State) {
		return s, &Refusal{Why: "talk.is_" + string(s.State), Words: s.Name}
	}
	s.State, s.Proposed = way.to, Date{}
	return s, nil
}

// Invite is somebody who may be asked as invited by an organiser to speak on o;
// nothing is sent yet.
func (s Speaker) Invite(o Occurrence, by PersonID) Speaker {
	s.Event, s.Occurrence, s.By = o.Event, o.ID, by
	s.State, s.Proposed = ToBeSent, Date{}
	return s
}
