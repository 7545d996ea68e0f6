package planner

import "time"

// Limits that keep a mistake from becoming a burden. Each is named in the
// refusal that it causes.
const (
	MaxTitle       = 200                 // characters of a title, place or name
	MaxText        = 4000                // characters of any other text
	MaxOccurrences = 400                 // dates that a rule writes
	MaxAhead       = 3 * 366             // days ahead that a rule without an end writes
	MaxReminders   = 100                 // own reminders of one person
	MaxStays       = 50                  // stays elsewhere of one person, to come
	MaxStay        = 366                 // days of a stay elsewhere
	UndoWithin     = time.Hour           // a change may be undone
	AnswerWithin   = 15 * time.Minute    // a question may be answered
	HandOverWithin = 14 * 24 * time.Hour // a hand-over may be accepted
	FormWithin     = time.Hour           // the question of a form may be answered
	FormAsked      = 7 * 24 * time.Hour  // after its last answer, who left a form half filled is asked about it
	FormKept       = 7 * 24 * time.Hour  // after that it is dropped
	MaxQuiet       = 16 * time.Hour      // quiet hours of a day
	MaxLink        = 1000                // characters of a web address
	MaxLinkBefore  = 48 * time.Hour      // how long before the start a timed link is shown
	MaxRules       = 10                  // reminders that an event gets by itself
	MaxCapacity    = 100_000             // places of an event
	OfferWithin    = 48 * time.Hour      // a freed place may be taken by the next
	OfferAtLeast   = 15 * time.Minute    // however near the event is
	ReplacedWithin = 10 * time.Minute    // who replaces what somebody else changed is told so
	NoticeAfter    = 5 * time.Minute     // of quiet, before those concerned are told what changed
	NoticeNear     = 24 * time.Hour      // what is held so soon is told at once
)
