package planner

import (
	"cmp"
	"time"
)

// Instrument is one of the five cooperation instruments of the CNRS.
type Instrument string

// The five instruments.
const (
	IRL Instrument = "IRL"
	IRN Instrument = "IRN"
	IRP Instrument = "IRP"
	IRC Instrument = "IRC"
	IEA Instrument = "IEA"
)

// Collaboration is one concrete IRL, IRN, IRP, IRC or IEA.
type Collaboration struct {
	ID           CollaborationID
	Version      int
	Code         string // short and unique without regard to case, as "GANDA"
	Instrument   Instrument
	Title        string
	Theme        string
	Countries    []string                  // as typed
	Institutions []string                  // as typed; with "with Lyon, Hanoi" these are the places
	Place        string                    // default place of its events
	Zone         string                    // IANA; empty: the organiser's
	Starts, Ends Date                      // zero when not known
	Conflicts    map[ConflictKind]Severity // those that are not as usual
	Closed       bool
	Created      time.Time
}

// Role is what a person may do in a collaboration.
type Role struct {
	Collaboration CollaborationID
	Person        PersonID
	Name          RoleName
	Withdrawn     bool // rows are kept; a withdrawn role gives no right
}

// RoleName names a role.
type RoleName string

// The roles in a collaboration. Organisers and coordinators may do everything;
// a secretary works on its events and decides nothing about the collaboration
// itself; a member takes part; an observer reads, and is none of them.
const (
	Organiser   RoleName = "organiser"
	Coordinator RoleName = "coordinator"
	Secretary   RoleName = "secretary"
	Member      RoleName = "member"
	Observer    RoleName = "observer"
)

// Kind is what sort of event it is.
type Kind string

// The seven kinds.
const (
	Workshop    Kind = "workshop"
	Seminar     Kind = "seminar"
	School      Kind = "school"
	Meeting     Kind = "meeting"
	Visit       Kind = "visit"
	Committee   Kind = "committee"
	Supervision Kind = "supervision"
)

// State is the state of an event or of an occurrence.
type State string

// An event or occurrence is planned until it is cancelled; one whose planning
// was taken back is withdrawn and shown nowhere.
const (
	Planned   State = "planned"
	Cancelled State = "cancelled"
	Withdrawn State = "withdrawn"
)

// Event is something that a collaboration or a person organises: one date, or
// a series of dates given by a rule.
type Event struct {
	ID            EventID
	Number        int // shown as E12
	Version       int // raised by every write
	Sequence      int // RFC 5545 SEQUENCE: raised when time, zone, rule, place or state changes
	Kind          Kind
	Title         string
	Collaboration CollaborationID // empty: it belongs to Owner
	Owner         PersonID
	Room          RoomID // where it was planned; reminds there when it has no collaboration with rooms
	Place         string
	Visibility    Visibility
	Link          string // live link of all its dates that have none of their own; empty: none
	LinkAccess    LinkAccess
	Span          Span  // of the first occurrence that the rule gives
	Rule          *Rule // nil for a one-off
	Passed        int   // dates before Span that a change of all later ones left as they were: see [Shift]
	State         State
	Certainty     Certainty // how sure it is that it is held, and when
	Lang          Lang      // language that it was planned in
	Capacity      int       // places on site, on each date; 0: no limit
	Cutoff        Cutoff    // until when people may say that they come
	Created       time.Time
	Updated       time.Time
}

// Endless says whether the event is a series whose rule has no end.
func (e Event) Endless() bool {
	return e.Rule != nil && e.Rule.Endless()
}

// Occurrence is one date of an event. Others point to its ID, never to its time.
type Occurrence struct {
	ID         OccurrenceID
	Event      EventID
	Number     int  // from 1, in order of the rule; never changes
	Original   Wall // start as the rule gave it: RFC 5545 RECURRENCE-ID
	Span       Span
	StartAt    time.Time // derived, UTC
	EndAt      time.Time // derived, UTC; of an all-day span the end of its last day
	Resolution Resolution
	State      State
	Reason     string // why it is not held; empty where nobody said
	Place      string // where this date alone is held; empty: where the event is
	Silent     bool   // the reminders that come by themselves leave it out
}

// PlaceOn is where e is held on the date o.
func (e Event) PlaceOn(o Occurrence) string { return cmp.Or(o.Place, e.Place) }

// OwnTime says whether o is held otherwise than the rule of e has it: somebody
// moved this date alone, or it was left as it was when the others changed.
func (e Event) OwnTime(o Occurrence) bool {
	return o.Number <= e.Passed || o.Span != e.Span.StartingAt(o.Original)
}

// Shown is the span as a clock on the wall shows it: where the start does not
// exist, it is the hour to which it moved.
func (o Occurrence) Shown() Span {
	if o.Resolution != Gap {
		return o.Span
	}
	start, err := WallAt(o.StartAt, o.Span.Zone)
	if err != nil {
		return o.Span
	}
	return o.Span.StartingAt(start)
}

// Moved says whether the occurrence no longer starts where its rule put it.
func (o Occurrence) Moved() bool { return o.Original != o.Span.Start }

// Rule says on which dates a series is held: every Interval weeks on Weekdays,
// every Interval months on the Nth of Weekdays, every Interval years in the
// month of the start, or on the Dates listed. It ends at Until or after Count
// dates, whichever is set; a rule without an end is written ahead for three
// years or [MaxOccurrences], whichever comes first.
type Rule struct {
	Freq     Freq
	Interval int            // at least 1
	Weekdays []time.Weekday // empty: that of the start
	Nth      int            // monthly, yearly: 1 to 5, or -1 for the last; 0: the day number of the start
	AlsoNth  []int          // with Nth: these too, "the first and third Tuesday"
	Dates    []Date         // listed: all of them, in order; those before the start are not held
	Until    Date           // inclusive; zero: none
	Count    int            // counted before exceptions are left out; 0: none
	Except   []Date         // dates left out
}

// Freq is the unit of a rule.
type Freq string

// The units of a rule.
const (
	Daily   Freq = "daily"
	Weekly  Freq = "weekly"
	Monthly Freq = "monthly"
	Yearly  Freq = "yearly"
	Listed  Freq = "listed" // separate dates: Interval is 1, and there is no Count
)
