package planner

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// TestInvitation goes through every state and step of an invitation.
func TestInvitation(t *testing.T) {
	none := SpeakerState("")
	want := map[SpeakerState]map[InvitationStep]SpeakerState{
		Candidate: {StepSend: none, StepAccept: none, StepDecline: none, StepPropose: none, StepDrop: Dropped},
		ToBeSent:  {StepSend: Invited, StepAccept: Accepted, StepDecline: Declined, StepPropose: OtherDate, StepDrop: Dropped},
		Invited:   {StepSend: none, StepAccept: Accepted, StepDecline: Declined, StepPropose: OtherDate, StepDrop: Dropped},
		Accepted:  {StepSend: none, StepAccept: none, StepDecline: Declined, StepPropose: OtherDate, StepDrop: Dropped},
		OtherDate: {StepSend: none, StepAccept: Accepted, StepDecline: Declined, StepPropose: OtherDate, StepDrop: Dropped},
		Declined:  {StepSend: none, StepAccept: Accepted, StepDecline: none, StepPropose: none, StepDrop: none},
		Dropped:   {StepSend: none, StepAccept: none, StepDecline: none, StepPropose: none, StepDrop: none},
	}
	for state, steps := range want {
		for step, to := range steps {
			got, err := Speaker{Name: "Jane Doe", State: state}.After(step)
			var refusal *Refusal
			switch {
			case to == none && (!errors.As(err, &refusal) || refusal.Why != "talk.is_"+string(state) || got.State != state):
				t.Errorf("%s, %s: %s, %v, want a refusal", state, step, got.State, err)
			case to != none && (err != nil || got.State != to):
				t.Errorf("%s, %s: %s, %v, want %s", state, step, got.State, err, to)
			}
		}
	}
}

// TestStage: how far a talk is, from its speakers, its details and its date.
func TestStage(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	ahead := Occurrence{State: Planned, StartAt: now.Add(time.Hour), EndAt: now.Add(2 * time.Hour)}
	past := Occurrence{State: Planned, StartAt: now.Add(-2 * time.Hour), EndAt: now}
	off := Occurrence{State: Cancelled, EndAt: now.Add(time.Hour)}
	by := func(states ...SpeakerState) (t Talk) {
		for _, state := range states {
			t.Speakers = append(t.Speakers, Speaker{Name: "Jane Doe", State: state})
		}
		return t
	}
	titled, whole := by(Accepted), by(Accepted)
	titled.Title = "Heights"
	whole.Title, whole.Abstract = "Heights", "Of points."
	for name, c := range map[string]struct {
		talk Talk
		date Occurrence
		want TalkStage
	}{
		"nobody":                   {Talk{}, ahead, StageOpen},
		"written":                  {by(ToBeSent), ahead, StageToSend},
		"sent":                     {by(Invited), ahead, StageInvited},
		"another date":             {by(OtherDate), ahead, StageOther},
		"declined":                 {by(Declined), ahead, StageDeclined},
		"declined, next written":   {by(Declined, ToBeSent), ahead, StageToSend},
		"one of two answered":      {by(Accepted, Invited), ahead, StageInvited},
		"accepted":                 {by(Accepted), ahead, StageAccepted},
		"title without abstract":   {titled, ahead, StageAccepted},
		"all details":              {whole, ahead, StageComplete},
		"over":                     {whole, past, StageHeld},
		"over, nobody had agreed":  {by(Invited), past, StageInvited},
		"its date is cancelled":    {whole, off, StageNotHeld},
		"nobody on cancelled date": {Talk{}, off, StageNotHeld},
	} {
		if got := c.talk.Stage(c.date, now); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestTalkInSeries: what a talk does not say itself follows its series, and it
// says what does not.
func TestTalkInSeries(t *testing.T) {
	series := Talk{Language: "English", Chair: Speaker{Name: "Sam"}, Links: map[LinkKind]string{LiveLink: "https://live"}, Asks: []int{14, 7}}
	got := Talk{Links: map[LinkKind]string{Slides: "https://slides"}}.In(series)
	if got.Language != "English" || got.Chair.Name != "Sam" || got.Links[LiveLink] != "https://live" || got.Links[Slides] != "https://slides" || !slices.Equal(got.Asks, []int{14, 7}) {
		t.Errorf("of the series: %+v", got)
	}
	own := Talk{Language: "French", Chair: Speaker{Name: "Minh"}}
	if got := own.In(series); got.Language != "French" || got.Chair.Name != "Minh" {
		t.Errorf("its own: %+v", got)
	}
	if asks := own.In(Talk{Asks: []int{}}).Asks; len(asks) > 0 {
		t.Errorf("a series that never asks: %v", asks)
	}
	if asks := own.In(Talk{}).Asks; !slices.Equal(asks, DefaultAsks()) {
		t.Errorf("asked %v days before", asks)
	}
	e := Event{Place: "room 1"}
	if fields := own.OwnFields(e, Occurrence{Number: 1, Place: "room 2", Span: e.Span.StartingAt(Wall{})}); !slices.Equal(fields, []Field{FieldPlace, FieldLanguage, FieldChair}) {
		t.Errorf("its own: %v", fields)
	}
}

// TestMissing: the slides are asked for last, and nothing that is there.
func TestMissing(t *testing.T) {
	bare, titled := Talk{}, Talk{Title: "Heights", Abstract: "Of points."}
	for _, c := range []struct {
		talk Talk
		days int
		want []Field
	}{
		{bare, 21, []Field{FieldTitle, FieldAbstract}},
		{bare, 3, []Field{FieldTitle, FieldAbstract, FieldSlides}},
		{titled, 10, nil},
		{titled, 3, []Field{FieldSlides}},
		{Talk{Title: "a", Abstract: "b", Links: map[LinkKind]string{Slides: "c"}}, 3, nil},
	} {
		if got := c.talk.Missing(c.days); !slices.Equal(got, c.want) {
			t.Errorf("%d days before: %v, want %v", c.days, got, c.want)
		}
	}
}
