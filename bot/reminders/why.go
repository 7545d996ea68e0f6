package reminders

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// aboutReminders are words, folded, of a question why something was said or not.
var aboutReminders = []string{"reminder", "reminders", "reminded", "remind", "told", "rappel", "rappels", "rappele", "rappelee", "prevenu", "prevenue"}

// why is `why E12`: what became of its reminders, to whom, when, and what comes
// next; in a room in counts. `why did I not get …` is about the person alone.
func (r *request) why(rest string) (*turn.Reply, error) {
	ours := grammar.EventForm.MatchString(" "+rest) || slices.ContainsFunc(grammar.Tokens(rest), func(t grammar.Token) bool { return slices.Contains(aboutReminders, t.Fold) })
	if !ours {
		r.Command = ""
		return r.Elsewhere(grammar.TrimStop(grammar.Polite(r.Text)))
	}
	t, err := r.SubjectOf(withoutReminderWords(rest))
	if err != nil {
		return nil, err
	}
	h, err := r.outcomesOf(t)
	if err != nil {
		return nil, err
	}
	mine := asksOfSelf(rest)
	if !r.Room.Direct && !mine {
		return r.whyCounts(t, h), nil
	}
	p := r.Tell("why.head", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title)})
	p.About, p.Private = memory.Subject{Event: t.Event.ID}, true
	notes, err := r.whyMe(t)
	if err != nil {
		return nil, err
	}
	p.Add(notes...)
	p.Add(r.whyNext(h)...)
	var rows [][]chat.Text
	for _, line := range h.lines {
		if line.hidden || mine && line.Delivery.Person != r.Person.ID && line.Delivery.Person != "" {
			continue
		}
		rows = append(rows, r.whyRow(line))
	}
	if len(rows) == 0 {
		return p.Add(r.Say("why.nothing", nil)...), nil
	}
	return r.AddRows(p, rows, "why "+telling.EventID(t.Event)), nil
}

// asksOfSelf says whether somebody asks why they themselves were not told.
func asksOfSelf(text string) bool {
	for _, t := range grammar.Tokens(text) {
		switch t.Fold {
		case "i", "me", "je", "j'ai", "m'a", "m'as", "moi":
			return true
		}
		if strings.HasSuffix(t.Fold, "-je") { // n'ai-je pas
			return true
		}
	}
	return false
}

// withoutReminderWords leaves of "did I not get the reminder of the seminar"
// what names the event.
func withoutReminderWords(text string) string {
	for _, t := range grammar.Tokens(text) {
		switch t.Fold {
		case "did", "didn't", "didn’t", "do", "i", "me", "not", "no", "get", "got", "was", "wasn't", "have", "been", "receive", "received", "any", "je", "n'ai", "ai", "j'ai", "pas", "recu", "eu", "ne", "m'a", "t-on", "on", "aucun", "n'a-t-on", "ai-je", "n'ai-je":
			text = grammar.Blank(text, t.From, t.To)
		default:
			if slices.Contains(aboutReminders, t.Fold) {
				text = grammar.Blank(text, t.From, t.To)
			}
		}
	}
	return text
}

// outcomes are what became of the reminders of an event: what waits, the earliest
// first, and what is past, the latest first.
type outcomes struct {
	waiting []planner.Due
	lines   []outcome
	rules   map[planner.ReminderID]planner.Reminder
}

// outcome is what became of a due row for one recipient.
type outcome struct {
	planner.Due
	planner.Delivery // zero where the due row itself was skipped
	hidden           bool
}

// outcomesOf reads what became of the reminders of an event. Whom of others they
// reached is hidden from those who do not organise it.
func (r *request) outcomesOf(t *turn.Target) (h outcomes, err error) {
	h.rules = map[planner.ReminderID]planner.Reminder{}
	dues, err := r.Tx.DuesIn(store.DueScope{Event: t.Event.ID})
	if err != nil {
		return h, err
	}
	deliveries, err := r.Tx.DeliveriesOf(t.Event.ID)
	if err != nil {
		return h, err
	}
	organises := r.MayChange(t.Event) == nil
	for _, due := range dues {
		if due.Kind == planner.DueEarly {
			continue
		}
		rule, err := r.Tx.Reminder(due.Reminder)
		if err != nil {
			return h, err
		}
		others := rule.ToPerson != "" && rule.ToPerson != r.Person.ID
		h.rules[rule.ID] = rule
		said := false
		for _, d := range deliveries {
			if slices.Contains(d.Dues, due.Key) {
				hidden := d.Person != "" && d.Person != r.Person.ID && (others || !organises)
				h.lines, said = append(h.lines, outcome{due, d, hidden}), true
			}
		}
		switch {
		case due.State == planner.DueWaiting && !others:
			h.waiting = append(h.waiting, due)
		case due.At.After(r.Now) && (due.Reason == "removed" || due.Reason == "undone"):
			// no longer a reminder at all
		case due.State == planner.DueSkipped && !said:
			h.lines = append(h.lines, outcome{Due: due, hidden: others})
		}
	}
	slices.SortStableFunc(h.lines, func(a, b outcome) int { return b.Due.At.Compare(a.Due.At) })
	return h, nil
}

// whyCounts says in a room how many were sent, late, failed and skipped.
func (r *request) whyCounts(t *turn.Target, h outcomes) *turn.Reply {
	sent, late, failed, skipped, open := 0, 0, 0, 0, 0
	for _, line := range h.lines {
		switch line.Delivery.State {
		case planner.DeliverySent:
			sent++
			if line.isLate() {
				late++
			}
		case planner.DeliveryFailed:
			failed++
		case planner.DeliverySkipped, "":
			skipped++
		default:
			open++
		}
	}
	p := r.Tell("why.counts", words.Args{
		"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "sent": sent, "late": late, "failed": failed,
		"skipped": skipped, "coming": len(h.waiting) + open,
	})
	p.About = memory.Subject{Event: t.Event.ID}
	return p.Add(r.whyNext(h)...).Add(r.Say("why.names", words.Args{"sentence": telling.Code(r.Label("usage.why"))})...)
}

// whyNext says what comes next.
func (r *request) whyNext(h outcomes) []chat.Block {
	open := slices.ContainsFunc(h.lines, func(o outcome) bool { return o.Delivery.State == planner.DeliveryDue })
	switch {
	case len(h.waiting) == 0 && open:
		return nil // it is among the lines
	case len(h.waiting) == 0:
		return r.Say("why.no_next", nil)
	}
	due := h.waiting[0]
	rule := h.rules[due.Reminder]
	return r.Say("why.next", words.Args{"when": r.instant(due.At), "lead": when.SayLead(rule.Lead, r.Lang), "whom": r.recipient(rule), "n": len(h.waiting)})
}

// whyMe says why reminders of an event do not come to the person.
func (r *request) whyMe(t *turn.Target) (blocks []chat.Block, err error) {
	silent, err := r.Tx.Muted(r.Person.ID, t.Event.ID)
	if err != nil {
		return nil, err
	}
	if silent {
		blocks = append(blocks, r.Say("why.muted", words.Args{"sentence": telling.Code(r.unmuteSentence(t.Event))})...)
	}
	wishes, err := r.Tx.WishesOf(r.Person.ID)
	if err != nil {
		return nil, err
	}
	if wishes.Level != planner.AllReminders {
		blocks = append(blocks, r.Say("why.fewer", words.Args{"sentence": telling.Code("all reminders")})...)
	}
	private, err := delivery.IsFor(r.Tx, t.Event, r.Person.ID)
	if err != nil {
		return nil, err
	}
	if !private {
		blocks = append(blocks, r.Say("why.not_you", words.Args{"sentence": telling.Code(r.Words.Text(r.Lang, "remind.one_sentence", words.Args{"id": telling.EventID(t.Event)}))})...)
	}
	return blocks, nil
}

// whyRow is one outcome: when it was due, which reminder, to whom, what became
// of it.
func (r *request) whyRow(line outcome) []chat.Text {
	rule, err := r.Tx.Reminder(line.Due.Reminder)
	if err != nil {
		return nil
	}
	return []chat.Text{{r.instant(line.Due.At)}, telling.Plain(when.SayLead(rule.Lead, r.Lang)), telling.Plain(r.whomOf(line, rule)), telling.Plain(r.became(line))}
}

// whomOf is to whom an outcome went.
func (r *request) whomOf(line outcome, rule planner.Reminder) string {
	switch d := line.Delivery; {
	case d.Person == r.Person.ID:
		return r.Label("remind.to_you")
	case d.Person != "":
		return r.NameOf(d.Person)
	case d.Room != "":
		if room, err := r.Tx.Room(d.Room); err == nil && room.Name != "" {
			return "#" + room.Name
		}
	}
	return r.recipient(rule)
}

// isLate says whether something was sent well after it should have been.
func (o outcome) isLate() bool { return o.SentAt.Sub(o.Delivery.At) > 5*time.Minute }

// became says what became of an outcome.
func (r *request) became(line outcome) string {
	d := line.Delivery
	args := words.Args{"at": when.SayInstant(cmp.Or(d.SentAt, d.At), r.Reader()), "reason": r.reason(cmp.Or(d.Reason, line.Due.Reason))}
	key := "why.open"
	switch {
	case d.State == planner.DeliverySent && line.isLate():
		key = "why.late"
	case d.State == planner.DeliverySent && !d.At.Equal(line.Due.At):
		key = "why.held"
	case d.State == planner.DeliverySent:
		key = "why.sent"
	case d.State == planner.DeliveryFailed:
		key = "why.failed"
	case d.State == planner.DeliverySkipped, d.State == "":
		key = "why.skipped"
	case d.State == planner.DeliveryDue && !d.At.Equal(line.Due.At):
		key = "why.waits"
	}
	return r.Words.Text(r.Lang, key, args)
}

// reasons are those for which there are words.
var reasons = []string{"cancelled", "moved", "past", "removed", "undone", "room closed", "nobody", "muted", "fewer", "left", "linked", "zone"}

// reason says why something was not sent; what a network says is repeated.
func (r *request) reason(reason string) string {
	if slices.Contains(reasons, reason) {
		return r.Label(fmt.Sprintf("why.because_%s", strings.ReplaceAll(reason, " ", "_")))
	}
	return reason
}
