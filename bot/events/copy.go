package events

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"entente/bot/grammar"
	"entente/bot/reminders"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// copied is what an event was copied from.
type copied struct {
	event     planner.Event
	reminders []planner.Reminder
	own       *planner.RuleSet // its own reminders; nil: the usual ones
}

// copyEvent is `copy E12 to 2028`: a next edition, whole weeks later; `copy E12
// to 9-13 October 2028`, and of a series `copy E2 from 11 January to 27 June
// 2028`. Talks and answers are not copied.
func (r *request) copyEvent(rest string) (*turn.Reply, error) {
	r.Command = "copy"
	d := &draft{}
	tentative, text := takeTentative(rest)
	title, text := takeTitle(text)
	text, err := d.takeCollaboration(r, text)
	if err != nil {
		return nil, err
	}
	t, text, err := r.copiedEvent(text)
	if err != nil {
		return nil, err
	}
	d.tentative, d.kind, d.time = tentative, t.Event.Kind, text
	c := r.TimeContext()
	c.Zone = t.Event.Span.Zone
	if d.when, err = when.Parse(text, c); err != nil || !d.when.HasDate || d.when.Rule != nil {
		return nil, r.copyUsage(t, err)
	}
	e, err := r.edition(t, d)
	if err != nil {
		return nil, err
	}
	if e.Span == t.Event.Span && title == "" {
		return nil, &planner.Refusal{Why: "copy.same", Words: telling.EventID(t.Event), Args: words.Args{"year": strconv.Itoa(e.Span.Start.Date.Year + 1)}}
	}
	e = e.Anew(r.Person.ID, r.Now)
	e.Certainty, e.Lang = d.certaintyOf(), r.Lang
	if e.Room = r.In.Room; title != "" {
		e.Title = title
	} else {
		e.Title = inYear(e.Title, t.Event.Span.Start.Date.Year, e.Span.Start.Date.Year)
	}
	if d.collaboration != nil {
		e.Collaboration = d.collaboration.ID
	}
	if err := r.MayCopyTo(e); err != nil {
		return nil, err
	}
	return r.writeCopy(t, e)
}

// copiedEvent is the event that is copied, and the words that say to when.
func (r *request) copiedEvent(text string) (*turn.Target, string, error) {
	id := grammar.EventForm.FindStringIndex(" " + text)
	if id == nil {
		head, tail := cutMove(text)
		t, err := r.SubjectOf(head)
		return t, tail, err
	}
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, "", err
	}
	tail := strings.TrimSpace(text[max(0, id[1]-1):])
	for _, mark := range []string{"to", "for", "into", "en", "pour", "a", "au", "vers", "in"} {
		if after, ok := grammar.CutPhrase(tail, mark); ok && strings.TrimSpace(after) != "" {
			return t, strings.TrimSpace(after), nil
		}
	}
	return t, tail, nil
}

// copyUsage says how a copy is written; what the time phrase itself asks comes
// first.
func (r *request) copyUsage(t *turn.Target, err error) error {
	if turn.IsQuestion(err) {
		return err
	}
	why := "copy.when"
	if t.Event.Rule != nil {
		why = "copy.when_series"
	}
	return &planner.Refusal{Why: why, Words: telling.EventID(t.Event), Args: words.Args{"year": strconv.Itoa(t.Event.Span.Start.Date.Year + 1)}}
}

// edition is the event on its new dates.
func (r *request) edition(t *turn.Target, d *draft) (planner.Event, error) {
	e, w := t.Event, d.when
	first := w.Start.Date
	if w.Period {
		if d.tentative && e.Rule == nil && !wholeYear(w) {
			e.Span = planner.AllDay(w.Start.Date, w.End.Date, e.Span.Zone)
			return e, nil
		}
		var ok bool
		if first, ok = inPeriod(t, w); !ok {
			return e, r.copyUsage(t, nil)
		}
	}
	d.when.Period = false
	if e.Rule != nil {
		var last planner.Date
		if w.HasEnd && !w.Period {
			last = w.End.Date
		}
		e, err := e.Edition(t.Occurrences, first, last)
		return e, refusalAbout(err, telling.EventID(t.Event))
	}
	was := t.Event.Span
	if len(t.Occurrences) == 1 {
		was = t.Occurrences[0].Span
	}
	if w.Period {
		e.Span = was.StartingAt(planner.Wall{Date: first, Clock: was.Start.Clock})
		return e, nil
	}
	var err error
	e.Span, err = r.NewSpan(d.time, was)
	return e, err
}

// wholeYear says whether a period is a year.
func wholeYear(w when.Reading) bool {
	return w.Start.Date.AddMonths(12).AddDays(-1) == w.End.Date && w.Start.Date.Day == 1
}

// inPeriod is where an event begins that is copied into a year, a month or a
// week: on the same weekday, as near to the same day as can be.
func inPeriod(t *turn.Target, w when.Reading) (planner.Date, bool) {
	was, _ := t.Event.Held(t.Occurrences)
	first, last := w.Start.Date, w.End.Date
	switch {
	case wholeYear(w):
		return t.Event.EditionStart(t.Occurrences, first.Year), true
	case first.Day == 1 && first.AddMonths(1).AddDays(-1) == last:
		return was.OnWeekdayNear(was.AddMonths(12*(first.Year-was.Year) + int(first.Month-was.Month))), true
	case first.AddDays(6) == last:
		return was.OnWeekdayNear(first.AddDays(3)), true
	}
	return was, false
}

// takeTitle takes a new title in quotes, with the word before it, out of text.
func takeTitle(text string) (title, rest string) {
	title, from, to, ok := grammar.Quoted(text)
	if !ok {
		return "", text
	}
	head := strings.TrimSpace(text[:from])
	for _, word := range []string{" as", " called", " comme", " sous le titre", " intitule", " intitulé"} {
		head = strings.TrimSuffix(head, word)
	}
	return title, head + " " + strings.TrimSpace(text[to:])
}

var yearWord = regexp.MustCompile(`\b20\d\d\b`)

// inYear is a title with the year of the former edition replaced.
func inYear(title string, was, now int) string {
	return yearWord.ReplaceAllStringFunc(title, func(year string) string {
		if year == strconv.Itoa(was) {
			return strconv.Itoa(now)
		}
		return year
	})
}

// writeCopy writes a next edition with the people and reminders of the former.
func (r *request) writeCopy(t *turn.Target, e planner.Event) (*turn.Reply, error) {
	if err := e.Validate(); err != nil {
		return nil, err
	}
	occs, err := heldOnce(e)
	if err != nil {
		return nil, err
	}
	if !occs[len(occs)-1].EndAt.After(r.Now) {
		return nil, &planner.Refusal{Why: "plan.past", Words: when.SayStart(occs[0].Shown(), r.Reader())}
	}
	people, err := r.Tx.PeopleOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	c, err := r.copiedReminders(t.Event)
	if err != nil {
		return nil, err
	}
	return r.writeNew(&newEvent{event: e, occurrences: occs, people: people, reminds: true, copied: c, said: "copy.done", args: words.Args{"from": telling.Code(telling.EventID(t.Event))}})
}

// copiedReminders are those of an event that a copy of it has too: not those
// that other people set for themselves, or for one date.
func (r *request) copiedReminders(e planner.Event) (*copied, error) {
	c := &copied{event: e}
	list, err := r.Tx.RemindersOf(e.ID)
	if err != nil {
		return nil, fmt.Errorf("find reminders: %w", err)
	}
	for _, m := range list {
		if m.ByHand && m.State == planner.Planned && m.Occurrence == "" && m.Snoozes == "" && (m.ToPerson == "" || m.ToPerson == r.Person.ID) {
			c.reminders = append(c.reminders, m)
		}
	}
	own, err := r.Tx.RuleSetOf(e.ID)
	switch {
	case err == nil:
		c.own = &own
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	return c, nil
}

// copyReminders writes the reminders of a copy.
func (r *request) copyReminders(e planner.Event, c *copied) ([]planner.Reminder, error) {
	var kept []planner.Reminder
	if c.own == nil {
		rules, err := reminders.UsualRules(r.Turn, e)
		if err != nil {
			return nil, err
		}
		kept = reminders.FromRules(e, rules, r.Now)
	} else {
		c.own.Event = e.ID
		if err := r.Tx.SaveRuleSet(*c.own); err != nil {
			return nil, err
		}
		kept = reminders.FromRules(e, e.Rules(c.own.Rules), r.Now)
	}
	for _, m := range c.reminders {
		m.ID, m.Number, m.Event, m.Owner, m.Created = "", 0, e.ID, r.Person.ID, r.Now
		kept = append(kept, m)
	}
	return r.Tx.AddReminders(kept)
}

// refusalAbout is a refusal of package planner, which does not know what the
// event is called here.
func refusalAbout(err error, id string) error {
	var refusal *planner.Refusal
	if errors.As(err, &refusal) && refusal.Words == "" {
		return &planner.Refusal{Why: refusal.Why, Words: id, Args: refusal.Args}
	}
	return err
}
