package planner

import (
	"maps"
	"slices"
	"time"
)

// Talk is what is said on one date of an event, and by whom. Hour and place are
// those of the date ([Occurrence]). What it does not say itself it has of its
// series: see [Talk.In].
type Talk struct {
	ID         TalkID
	Event      EventID
	Occurrence OccurrenceID // empty: what all talks of the event have that do not say otherwise
	Title      string       // as typed, LaTeX byte for byte; empty: to be announced
	Abstract   string       // as Title
	Chair      Speaker      // Person, or Name; neither: nobody is named
	Language   string       // as typed; empty: that of the series
	Links      map[LinkKind]string
	Promised   Date // its speakers said that the details come by then; zero: they said nothing
	// Asks are how many days before their talk the speakers of a series are asked
	// for what is missing, in falling order; nil: [DefaultAsks]; empty: never.
	Asks      []int
	Speakers  []Speaker // in the order in which they were entered; also those who declined
	Withdrawn bool      // its making was undone
}

// LinkKind says what a link leads to.
type LinkKind string

// The links of a talk.
const (
	LiveLink  LinkKind = "live" // where it is followed; who may see it is decided elsewhere
	Slides    LinkKind = "slides"
	Recording LinkKind = "recording"
	Paper     LinkKind = "paper"
)

// LinkKinds are all kinds of links, in the order in which they are shown.
func LinkKinds() []LinkKind { return []LinkKind{LiveLink, Slides, Recording, Paper} }

// DefaultAsks are how many days before their talk speakers are asked for what is
// missing, unless their series says otherwise.
func DefaultAsks() []int { return []int{21, 10, 3} }

// lastAsk: from so many days before on, or when they are asked for the last time,
// speakers are asked for the slides too.
const lastAsk = 3

// Limits of [Talk.Asks].
const (
	MaxAsks    = 6
	MaxAskDays = 365
)

// In is t with what it does not say itself filled in from its series.
func (t Talk) In(series Talk) Talk {
	if t.Language == "" {
		t.Language = series.Language
	}
	if t.Chair.Nobody() {
		t.Chair = series.Chair
	}
	if t.Asks = series.Asks; t.Asks == nil {
		t.Asks = DefaultAsks()
	}
	links := maps.Clone(series.Links)
	if links == nil {
		links = map[LinkKind]string{}
	}
	maps.Copy(links, t.Links)
	t.Links = links
	return t
}

// Field names a part of a talk.
type Field string

// The parts of a talk that people name.
const (
	FieldTitle    Field = "title"
	FieldAbstract Field = "abstract"
	FieldSlides   Field = "slides"
	FieldHour     Field = "hour"
	FieldPlace    Field = "place"
	FieldLanguage Field = "language"
	FieldChair    Field = "chair"
	FieldLinks    Field = "links"
)

// OwnFields are what the talk on o says itself where others of its series e
// follow that: a change of the series leaves them alone.
func (t Talk) OwnFields(e Event, o Occurrence) (own []Field) {
	for _, f := range []struct {
		field Field
		own   bool
	}{
		{FieldHour, e.OwnTime(o)}, {FieldPlace, o.Place != ""}, {FieldLanguage, t.Language != ""},
		{FieldChair, !t.Chair.Nobody()}, {FieldLinks, t.Links[LiveLink] != ""},
	} {
		if f.own {
			own = append(own, f.field)
		}
	}
	return own
}

// Vacated is what is left of t when nobody speaks any more, and what goes with
// whoever has spoken for it: title, abstract, slides and paper are theirs.
func (t Talk) Vacated() (left, theirs Talk) {
	left, theirs = t, Talk{Title: t.Title, Abstract: t.Abstract, Links: map[LinkKind]string{}}
	left.Title, left.Abstract, left.Promised, left.Links = "", "", Date{}, map[LinkKind]string{}
	for kind, address := range t.Links {
		if kind == Slides || kind == Paper {
			theirs.Links[kind] = address
		} else {
			left.Links[kind] = address
		}
	}
	return left, theirs
}

// Speaking are the speakers who are asked or have accepted: all but those who
// declined or were dropped.
func (t Talk) Speaking() []Speaker {
	return slices.DeleteFunc(slices.Clone(t.Speakers), func(s Speaker) bool { return !s.State.counts() })
}

// Confirmed are the speakers who accepted.
func (t Talk) Confirmed() []Speaker {
	return slices.DeleteFunc(slices.Clone(t.Speakers), func(s Speaker) bool { return s.State != Accepted })
}

// Missing are the details that are to be asked for so many days before the talk.
func (t Talk) Missing(days int) []Field {
	last := lastAsk
	if len(t.Asks) > 0 {
		last = max(last, slices.Min(t.Asks))
	}
	missing := t.Unsaid()
	if t.Links[Slides] == "" && days <= last {
		missing = append(missing, FieldSlides)
	}
	return missing
}

// Unsaid are those of title and abstract that are not there yet.
func (t Talk) Unsaid() (missing []Field) {
	if t.Title == "" {
		missing = append(missing, FieldTitle)
	}
	if t.Abstract == "" {
		missing = append(missing, FieldAbstract)
	}
	return missing
}

// TalkStage says how far a talk is.
type TalkStage string

// The stages of a talk. Of several speakers the one who is least far counts.
const (
	StageOpen     TalkStage = "open"       // nobody is asked
	StageToSend   TalkStage = "to_send"    // the invitation is written and not sent
	StageInvited  TalkStage = "invited"    // no answer yet
	StageOther    TalkStage = "other_date" // another date was proposed
	StageDeclined TalkStage = "declined"   // everybody asked so far declined
	StageAccepted TalkStage = "accepted"   // details are missing
	StageComplete TalkStage = "complete"   // title and abstract are there
	StageHeld     TalkStage = "held"
	StageNotHeld  TalkStage = "not_held" // its date is cancelled
)

// Stage is how far the talk on o is at now.
func (t Talk) Stage(o Occurrence, now time.Time) TalkStage {
	speaking, confirmed := t.Speaking(), t.Confirmed()
	switch {
	case o.State == Cancelled:
		return StageNotHeld
	case len(confirmed) > 0 && !o.EndAt.After(now):
		return StageHeld
	case len(speaking) == 0 && slices.ContainsFunc(t.Speakers, func(s Speaker) bool { return s.State == Declined }):
		return StageDeclined
	case len(speaking) == 0:
		return StageOpen
	case len(confirmed) < len(speaking):
		return leastFar(speaking)
	case len(t.Unsaid()) > 0:
		return StageAccepted
	}
	return StageComplete
}

// leastFar is the stage of the speaker who is least far.
func leastFar(speaking []Speaker) TalkStage {
	for _, s := range []struct {
		state SpeakerState
		stage TalkStage
	}{{ToBeSent, StageToSend}, {Invited, StageInvited}, {OtherDate, StageOther}} {
		if slices.ContainsFunc(speaking, func(one Speaker) bool { return one.State == s.state }) {
			return s.stage
		}
	}
	return StageAccepted
}

// Standing is t, or, of one whose making was undone, what is left: its speakers.
func (t Talk) Standing() Talk {
	if !t.Withdrawn {
		return t
	}
	return Talk{ID: t.ID, Event: t.Event, Occurrence: t.Occurrence, Speakers: t.Speakers}
}
