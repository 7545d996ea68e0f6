package planner

import "time"

// Lead says how long before its anchor a reminder comes. Either Months and Days
// before, on the calendar of the event's zone, at the clock At; or exactly Exact
// before. A month keeps the day number or takes the month's last day.
type Lead struct {
	Months int
	Days   int
	At     Clock         // with Months or Days
	Exact  time.Duration // instead of them; whole minutes
	Anchor Anchor
}

// Anchor is what a lead is counted from.
type Anchor string

// The anchors of a date. The end of whole days is their last day.
const (
	AnchorStart Anchor = ""
	AnchorEnd   Anchor = "end"
)

// Audience says for whom a reminder is. Who belongs to it is decided when the
// reminder falls due.
type Audience string

// The audiences that exist so far. All but the room are reminded privately.
const (
	ForRoom       Audience = "room"       // ToRoom, else the rooms of the event
	ForPerson     Audience = "person"     // ToPerson
	ForOrganisers Audience = "organisers" // of the event's collaboration, else whoever planned the event
	ForMembers    Audience = "members"    // everybody with a role in the collaboration, else as ForOrganisers
	ForSpeakers   Audience = "speakers"   // who accepted to speak on the date, and who chairs it
	ForChair      Audience = "chair"      // who chairs the date
	ForYes        Audience = "yes"        // who comes to the date, on site with a place or remotely
	ForMaybe      Audience = "maybe"      // who may come
	ForWaiting    Audience = "waiting"    // who waits for a place, or is offered one
	ForUnanswered Audience = "unanswered" // members who have said nothing of the date
)

// Group says whether people join and leave the audience without the reminder
// being changed.
func (a Audience) Group() bool {
	switch a {
	case ForOrganisers, ForMembers, ForSpeakers, ForChair, ForUnanswered:
		return true
	}
	return a.Replied()
}

// Replied says whether the audience is made of those who answered something.
func (a Audience) Replied() bool { return a == ForYes || a == ForMaybe || a == ForWaiting }

// Has says whether who gave a reply belongs to the audience.
func (a Audience) Has(r Reply) bool {
	switch a {
	case ForYes:
		return r.Comes()
	case ForMaybe:
		return r.Answer == Maybe
	case ForWaiting:
		return r.Waits()
	}
	return false
}

// Reminder is a rule ("a week before, to the room") or a single reminder of
// its own ("tomorrow at nine, to me: send the abstracts").
type Reminder struct {
	ID         ReminderID
	Number     int          // shown as R7
	Event      EventID      // empty for a reminder of its own
	Occurrence OccurrenceID // only this date of the event; empty: all dates
	Owner      PersonID     // who set it; of a default rule, who planned the event
	ByHand     bool         // somebody set it; else a default of the kind
	Lead       Lead         // with Event
	Wall       Wall         // without Event: when
	Zone       string       // without Event: zone of Wall
	Text       string       // without Event: what to say
	Again      *Rule        // without Event: it comes again, Wall being its first date; nil: once
	Schedule   Schedule     // without Event: a digest; Zone is that of a room, of a person their own
	Snoozes    string       // key of the due row that its owner put off, or has done with; empty: it is no snooze
	Audience   Audience
	ToRoom     RoomID   // with ForRoom: only there; empty: the event's rooms
	ToPerson   PersonID // with ForPerson
	InThread   bool     // with ForRoom: under the earlier reminder of the same date, if there was one
	State      State
	Created    time.Time
}

// DueKind says what a due row stands for.
type DueKind string

// The kinds of due rows.
const (
	DueReminder DueKind = "reminder" // a Reminder's turn has come
	DueEarly    DueKind = "early"    // a Reminder will fall into somebody's quiet hours, and its event too
	DueInstead  DueKind = "instead"  // in the rooms of a Reminder's event, for ToPerson who cannot be reached privately
	DueNotice   DueKind = "notice"   // something to tell a person, as a reminder given up
	DueTalk     DueKind = "talk"     // something about a talk is to be told or asked: its invitation, what is missing
	DueChange   DueKind = "change"   // what became of an Event, to all whom it concerns
	DueCard     DueKind = "card"     // an Event's announcement is to be posted, or drawn anew
	DueExtend   DueKind = "extend"   // a series without an end needs more dates
	DueOffer    DueKind = "offer"    // the offer of a freed place lapses
	DueTidy     DueKind = "tidy"     // what is settled and old is forgotten
)

// DueState is the state of a due row.
type DueState string

// A due row waits, has been handed over to its deliveries, or does not hold
// any longer. What no longer holds is skipped, not deleted: when its date
// comes back the same key becomes due again, unless it was handed over.
const (
	DueWaiting DueState = "due"
	DueDone    DueState = "done"
	DueSkipped DueState = "skipped"
)

// Due is one thing to be done by itself at one instant.
type Due struct {
	Key        string // unique; made of what it is for: see [DueKey]
	Kind       DueKind
	At         time.Time
	Reminder   ReminderID   // with DueReminder
	Event      EventID      // empty for a reminder of its own
	Occurrence OccurrenceID // empty for a reminder of its own
	ToPerson   PersonID     // with DueNotice: whom to tell; with DueInstead: who is meant; with DueCard: who announced it
	Data       string       // with DueNotice, DueTalk and DueChange: JSON; with DueCard: the room; with DueInstead: key of the due row that did not arrive
	State      DueState
	Reason     string // why it was skipped: cancelled, moved, undone, past, removed
}

// DeliveryState is the state of a delivery.
type DeliveryState string

// The states of a delivery: due → sending → sent | retry | failed | skipped.
const (
	DeliveryDue     DeliveryState = "due"
	DeliverySending DeliveryState = "sending" // claimed, under a lease
	DeliveryRetry   DeliveryState = "retry"   // not sent; again at Next
	DeliverySent    DeliveryState = "sent"
	DeliveryFailed  DeliveryState = "failed" // given up; the owner is told
	DeliverySkipped DeliveryState = "skipped"
)

// Delivery is one message to one recipient, made of one or more due rows.
type Delivery struct {
	Key      string   // unique: made of the due rows and the recipient
	Dues     []string // keys of the due rows that it says
	Network  string
	Room     RoomID     // recipient; or
	Person   PersonID   // recipient, privately, on
	Identity IdentityID // this identity
	Thread   string     // with Room: the message that it goes under; empty: none
	At       time.Time  // when it is to be sent: when it fell due, or at the end of quiet hours
	State    DeliveryState
	Attempts int
	FirstTry time.Time // zero until sending; a look-up pages back to it
	Next     time.Time // earliest next try
	Lease    time.Time // with DeliverySending: until when the outcome is awaited
	Message  string    // the network's message id, once sent
	SentAt   time.Time // zero until it is sent
	Reason   string    // why it was skipped, or failed last
}
