package bot

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// versionForm finds the version of an event that a button was drawn from ("@7").
var versionForm = regexp.MustCompile(`\s*@(\d{1,9})\s*$`)

// sinceDrawn takes the version off a sentence of a button. Where others have
// changed the event since the button was drawn, it refuses: what they did is
// not to be overwritten by somebody who did not know of it.
func (r *request) sinceDrawn(rest string) (string, error) {
	if !strings.Contains(rest, "@") {
		return rest, nil // as most often
	}
	m, id := versionForm.FindStringSubmatch(rest), grammar.EventForm.FindStringSubmatch(" "+rest)
	if m == nil || id == nil {
		return rest, nil
	}
	rest = versionForm.ReplaceAllString(rest, "")
	number, err := strconv.Atoi(id[1])
	if err != nil {
		return rest, nil // the command says that there is no such event
	}
	version, err := strconv.Atoi(m[1])
	if err != nil {
		return rest, err
	}
	t, err := r.EventNumbered(number)
	if err != nil || version == t.Event.Version {
		return rest, err
	}
	since, err := r.Tx.ChangedSince(t.Event.ID, version)
	if err != nil || len(since) == 0 && version < t.Event.Version { // what was done is undone
		return rest, err
	}
	return rest, &stale{Refusal: planner.Refusal{Why: "event.changed_since", Words: telling.EventID(t.Event)}, event: t.Event, since: since}
}

// drawnNow puts behind a sentence that changes an event the version that it is
// about, where it says which event that is.
func (r *request) drawnNow(sentence string) string {
	id := grammar.EventForm.FindStringSubmatch(" " + sentence)
	c, _ := r.bot.find(grammar.TrimStop(grammar.Polite(sentence)))
	if id == nil || c == nil || !c.Changes || c.Verbatim || versionForm.MatchString(sentence) {
		return sentence
	}
	number, err := strconv.Atoi(id[1])
	if err != nil {
		return sentence
	}
	e, err := r.Tx.EventByNumber(number)
	if err != nil {
		return sentence
	}
	return sentence + " " + telling.Version(e)
}

// stale refuses a button that was drawn before others changed what it is about.
type stale struct {
	planner.Refusal
	event planner.Event
	since []store.Past
}

func (s *stale) Unwrap() error { return &s.Refusal }

// sayStale says what has changed since a button was drawn, and offers to do what
// it says now.
func (r *request) sayStale(s *stale, text string) (*turn.Reply, error) {
	p := &turn.Reply{Blocks: r.refusal(&s.Refusal), Asker: true}
	if err := r.addSince(p, s.since); err != nil {
		return nil, err
	}
	if s.event.State == planner.Planned {
		sentence := versionForm.ReplaceAllString(text, "") + " " + telling.Version(s.event)
		p.Button(r.Label("button.all_the_same"), sentence)
	}
	return p, nil
}

// maxSince is how many changes are said one by one.
const maxSince = 3

// addSince says who changed what, the last change last.
func (r *request) addSince(p *turn.Reply, since []store.Past) error {
	if len(since) == 0 {
		return nil
	}
	var items [][]chat.Span
	if before := len(since) - maxSince; before > 0 {
		items = append(items, r.Words.Spans(r.Lang, "since.before", words.Args{"n": before}))
		since = since[before:]
	}
	for _, past := range since {
		done, err := r.pastDone(past, everything)
		if err != nil {
			return err
		}
		items = append(items, r.Words.Spans(r.Lang, "since.item", r.pastArgs(past.Change, done)))
	}
	p.Add(chat.Block{List: items})
	return nil
}

// pastArgs say of a change who made it, when, and what it did; where people
// would see no difference, by which command.
func (r *request) pastArgs(change store.Change, done []string) words.Args {
	args := words.Args{"name": r.changedBy(change), "ago": r.ago(change.At), "number": telling.ChangeID(&change), "what": strings.Join(done, " · ")}
	if len(done) == 0 {
		args["what"] = commandSaid(change)
	}
	return args
}

// addLately says, of a button that was refused, what others have changed since
// it was drawn of the event that it names: perhaps just what it asks for.
func (r *request) addLately(p *turn.Reply, text string) error {
	id := grammar.EventForm.FindStringSubmatch(" " + text)
	if !r.In.Pressed || r.In.ReplyTo == "" || id == nil {
		return nil
	}
	number, err := strconv.Atoi(id[1])
	if err != nil {
		return nil
	}
	t, err := r.EventNumbered(number)
	if isTheirs(err) {
		return nil
	}
	if err != nil {
		return err
	}
	drawn, err := r.Tx.Post(r.In.Room, r.In.ReplyTo)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	since, err := r.Tx.ChangedAfter(t.Event.ID, drawn.At)
	since = slices.DeleteFunc(since, func(past store.Past) bool { return past.Change.Person == r.Person.ID })
	if err != nil || len(since) == 0 {
		return err
	}
	p.Add(r.Say("since.head", nil)...)
	return r.addSince(p, since)
}

// addLatelyOf says, where a form is refused because of a collaboration, what
// others have changed of that while the form was being filled in. When a window
// was opened is not known: within the hour.
func (r *request) addLatelyOf(p *turn.Reply, refusal *planner.Refusal) error {
	from := r.Now.Add(-planner.FormWithin)
	switch {
	case r.Pending != nil && r.Pending.Form != nil:
		from = r.Pending.Form.Began
	case formOf(r.In) == nil:
		return nil
	}
	c, err := r.Tx.CollaborationByCode(refusal.Words)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	lately, err := r.Tx.Lately(from)
	if err != nil {
		return err
	}
	var since []store.Past
	for _, change := range lately {
		if !r.others(change) {
			continue
		}
		rows, err := r.Tx.AuditOf(change)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(rows, func(a store.Audit) bool { return r.concernsMe(a, c.ID) }) {
			since = append(since, store.Past{Change: change, Rows: rows})
		}
	}
	slices.Reverse(since)
	return r.addSince(p, since)
}

// concernsMe says whether a row is of a collaboration, or of the person's role in
// it.
func (r *request) concernsMe(a store.Audit, id planner.CollaborationID) bool {
	return a.OfCollaboration() && a.EntityID == string(id) ||
		a.OfRole() && strings.Contains(a.After, string(id)) && strings.Contains(a.After, string(r.Person.ID))
}
