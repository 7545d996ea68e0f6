package reminders

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// remind is `remind me|here|#room 3 days before E5` and `remind me|here|#room
// tomorrow at 9 to send the abstracts`.
func (r *request) remind(rest string) (*turn.Reply, error) {
	rule := planner.Reminder{Owner: r.Person.ID, ByHand: true, Audience: planner.ForRoom, State: planner.Planned, Created: r.Now}
	rest, err := r.takeRecipient(rest, &rule)
	if err != nil {
		return nil, err
	}
	if err := r.mayHaveMore(); err != nil {
		return nil, err
	}
	if tooOften.MatchString(words.Fold(grammar.BlankQuoted(rest))) {
		return nil, &planner.Refusal{Why: "remind.too_often", Words: rest}
	}
	if rule.Audience == planner.ForRoom {
		rest, rule.InThread = takeThread(rest)
	}
	head, note := cutNote(rest)
	head, anchor := takeAnchor(head)
	lead, pieces, err := when.FindLead(r.withoutDate(head), r.Lang)
	if err == nil {
		if who := r.notKnown(head[:pieces[0][0]], rule); who != "" {
			return nil, &planner.Refusal{Why: "remind.whom", Words: who}
		}
		lead.Anchor = anchor
		rule.Lead, rule.Text = lead, note
		return r.remindOfEvent(rule, grammar.BlankPieces(head, pieces))
	}
	if !errors.Is(err, when.ErrNone) {
		return nil, err
	}
	if rule.Audience.Group() {
		return nil, &planner.Refusal{Why: "remind.group", Words: rest}
	}
	return r.remindAt(rule, rest)
}

// tooOften is a repetition within a day: there are none.
var tooOften = regexp.MustCompile(`\b(every|each|chaque|tou(te)?s les)( \d+| one| an?)? ?(s|sec|seconds?|secondes?|m|min|mins|minutes?|h|hours?|heures?)\b`)

// endOf stands between a lead and what it comes before the end of.
var endOf = regexp.MustCompile(`(?i)\b(before|avant)\s+(the\s+end\s+(of\b)?|la\s+fin\s+(du\b|de\b|d['’])?)`)

// takeAnchor takes "the end of" out of "1 hour before the end of E2".
func takeAnchor(text string) (string, planner.Anchor) {
	if m := endOf.FindStringSubmatchIndex(text); m != nil {
		return text[:m[3]] + grammar.Blank(text[m[3]:], 0, m[1]-m[3]), planner.AnchorEnd
	}
	return text, planner.AnchorStart
}

// remindOfEvent sets a reminder before an event, or before one date of it.
func (r *request) remindOfEvent(rule planner.Reminder, text string) (*turn.Reply, error) {
	if len([]rune(rule.Text)) > planner.MaxText {
		return nil, &planner.Refusal{Why: "text.long", Args: words.Args{"n": planner.MaxText}}
	}
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, err
	}
	if rule.Audience.Group() || rule.ToRoom != "" && t.Event.Collaboration != "" {
		if err := r.MayChange(t.Event); err != nil {
			return nil, err
		}
	}
	tail := strings.TrimSpace(grammar.EventForm.ReplaceAllString(" "+text, ""))
	if err := t.On(r.Turn, tail); err != nil {
		return nil, err
	}
	rule.Event = t.Event.ID
	if t.One != nil && t.Event.Rule != nil {
		rule.Occurrence = t.One.ID
	}
	if err := r.isNew(rule); err != nil {
		return nil, err
	}
	return r.writeEventReminder(rule, t)
}

// writeEventReminder keeps a reminder of an event with its due rows.
func (r *request) writeEventReminder(rule planner.Reminder, t *turn.Target) (*turn.Reply, error) {
	if err := r.Begin(); err != nil {
		return nil, err
	}
	rule, err := r.Tx.SaveReminder(rule)
	if err != nil {
		return nil, fmt.Errorf("save reminder: %w", err)
	}
	if _, err := r.Reschedule(t.Event, t.Occurrences, ""); err != nil {
		return nil, err
	}
	due, _, err := planner.Dues(t.Event, t.Occurrences, []planner.Reminder{rule}, r.Now)
	if err != nil {
		return nil, err
	}
	if len(due) == 0 {
		return nil, &planner.Refusal{Why: "remind.past", Words: when.SayLead(rule.Lead, r.Lang), Args: words.Args{"id": telling.EventID(t.Event)}}
	}
	return r.tellReminder(rule, t, due)
}

// tellReminder says what a reminder of an event does, and when it comes first.
func (r *request) tellReminder(rule planner.Reminder, t *turn.Target, due []planner.Due) (*turn.Reply, error) {
	said := "remind.event"
	if len(due) > 1 {
		said = "remind.series"
	}
	p := r.Tell(said, words.Args{
		"id": telling.Code(telling.ReminderID(rule)), "event": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "lead": when.SayLead(rule.Lead, r.Lang),
		"when": r.instant(due[0].At), "n": len(due), "whom": r.recipient(rule),
	})
	p.About = memory.Subject{Event: t.Event.ID}
	if rule.ToPerson != "" {
		silent, err := r.Tx.Muted(rule.ToPerson, t.Event.ID)
		if err != nil {
			return nil, err
		}
		if silent {
			p.Add(r.Say("remind.muted", words.Args{"id": telling.Code(telling.EventID(t.Event)), "sentence": telling.Code(r.unmuteSentence(t.Event))})...)
		}
	}
	if rule.Text != "" {
		p.Add(chat.Block{Text: telling.Plain(rule.Text)})
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// isNew refuses a reminder that is set already: one message a date and lead time.
func (r *request) isNew(rule planner.Reminder) error {
	there, err := r.Tx.RemindersOf(rule.Event)
	if err != nil {
		return err
	}
	for _, other := range there {
		same := other.Rule() == rule.Rule() && other.Occurrence == rule.Occurrence && other.Text == rule.Text
		if same && other.ByHand && other.ToRoom == rule.ToRoom && other.ToPerson == rule.ToPerson {
			return &planner.Refusal{Why: "remind.there", Words: telling.ReminderID(other)}
		}
	}
	return nil
}

// withoutDate blanks the date of the event that a reminder comes before, which
// is no part of its lead: "2 hours before the seminar of 26 January".
func (r *request) withoutDate(text string) string {
	at := beforeWord.FindStringIndex(text)
	if at == nil {
		return text
	}
	found, err := when.Find(text[at[1]:], r.TimeContext())
	if err != nil || !found.HasDate || found.HasClock {
		return text
	}
	return text[:at[1]] + grammar.BlankPieces(text[at[1]:], found.Pieces)
}

var beforeWord = regexp.MustCompile(`(?i)\b(before|avant)\b`)

// cutNote cuts what a reminder says besides its event: "E5 | to book the room".
func cutNote(text string) (head, note string) {
	at := grammar.EventForm.FindStringIndex(" " + text)
	if at == nil {
		return text, ""
	}
	head, tail := text[:at[1]-1], grammar.Squeeze(text[at[1]-1:])
	if note = reminderText(tail); note == tail {
		return text, ""
	}
	return head, note
}

// textMarks stand between the time of a reminder and what it says.
var textMarks = []string{"to ", "that ", "about ", "de ", "d'", "d’", "que ", "qu'", "qu’", ": ", ":"}

// remindAt sets a reminder of its own.
func (r *request) remindAt(rule planner.Reminder, text string) (*turn.Reply, error) {
	bare := text
	if content, from, to, ok := grammar.Quoted(text); ok {
		rule.Text, bare = content, grammar.Blank(text, from, to)
	}
	found, err := when.Find(bare, r.TimeContext())
	if errors.Is(err, when.ErrNone) {
		return nil, &planner.Refusal{Why: "remind.usage", Words: text}
	}
	if err != nil {
		return nil, err
	}
	switch {
	case found.Period:
		return nil, &planner.Refusal{Why: "remind.period", Words: text}
	}
	if rule.Text == "" {
		rule.Text = reminderText(grammar.BlankPieces(bare, found.Pieces))
	}
	if rule.Text == "" && r.In.ReplyTo == "" {
		return nil, &planner.Refusal{Why: "remind.what"}
	}
	if len([]rune(rule.Text)) > planner.MaxText {
		return nil, &planner.Refusal{Why: "text.long", Args: words.Args{"n": planner.MaxText}}
	}
	if rule.Zone = found.Zone; rule.Zone == "" {
		if rule.Zone, err = r.Zone(); err != nil {
			return nil, err
		}
	}
	if p := WhichZone(r.Turn, found, bare); p != nil {
		return p, nil
	}
	rule.Wall = found.Start
	if !found.HasClock && found.Instant.IsZero() {
		rule.Wall.Clock = planner.Morning()
	}
	if rule.Text == "" {
		if p, err := r.remindOfMessage(&rule, found.Rule != nil); p != nil || err != nil {
			return p, err
		}
	}
	if found.Rule != nil {
		return r.remindAgain(rule, *found.Rule)
	}
	return r.writeReminder(rule)
}

// reminderText is what is left of a sentence once its time is taken out.
func reminderText(text string) string {
	text = grammar.Squeeze(text)
	for _, mark := range textMarks {
		if len(text) > len(mark) && words.Fold(text[:len(mark)]) == words.Fold(mark) {
			return strings.TrimSpace(text[len(mark):])
		}
	}
	return text
}

// writeReminder keeps a reminder of its own with its due row.
func (r *request) writeReminder(rule planner.Reminder) (*turn.Reply, error) {
	due, how, err := rule.Due()
	if err != nil {
		return nil, err
	}
	if !due.At.After(r.Now) {
		return nil, &planner.Refusal{Why: "remind.is_past", Words: when.SayInstant(due.At, r.Reader())}
	}
	if rule, err = r.keepOwn(rule, ""); err != nil {
		return nil, err
	}
	p := r.Tell("remind.done", words.Args{
		"id": telling.Code(telling.ReminderID(rule)), "when": r.instant(due.At), "text": rule.Text, "whom": r.recipient(rule),
	})
	if how != planner.Exact {
		p.Add(r.Say("note."+string(how), words.Args{"when": when.SayInstant(due.At, r.Reader()), "hour": when.SayClock(rule.Wall.Clock, r.Lang)})...)
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// keepOwn keeps a reminder of its own with its due row; one that is no longer
// wanted is skipped for reason.
func (r *request) keepOwn(rule planner.Reminder, reason string) (planner.Reminder, error) {
	if err := r.Begin(); err != nil {
		return rule, err
	}
	rule, err := r.Tx.SaveReminder(rule)
	if err != nil {
		return rule, fmt.Errorf("save reminder: %w", err)
	}
	return rule, r.RescheduleOwn(rule, reason)
}
