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
	m, id := versionForm.FindStringSubmatch(rest), idForm.FindStringSubmatch(" "+rest)
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
	t, err := r.eventNumbered(number)
	if err != nil || version == t.event.Version {
		return rest, err
	}
	since, err := r.tx.ChangedSince(t.event.ID, version)
	if err != nil || len(since) == 0 && version < t.event.Version { // what was done is undone
		return rest, err
	}
	return rest, &stale{Refusal: planner.Refusal{Why: "event.changed_since", Words: telling.EventID(t.event)}, event: t.event, since: since}
}

// drawnNow puts behind a sentence that changes an event the version that it is
// about, where it says which event that is.
func (r *request) drawnNow(sentence string) string {
	id := idForm.FindStringSubmatch(" " + sentence)
	c, _ := r.bot.find(grammar.TrimStop(grammar.Polite(sentence)))
	if id == nil || c == nil || !c.changes || c.verbatim || versionForm.MatchString(sentence) {
		return sentence
	}
	number, err := strconv.Atoi(id[1])
	if err != nil {
		return sentence
	}
	e, err := r.tx.EventByNumber(number)
	if err != nil {
		return sentence
	}
	return sentence + " " + version(e)
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
func (r *request) sayStale(s *stale, text string) (*reply, error) {
	p := &reply{blocks: r.refusal(&s.Refusal), asker: true}
	if err := r.addSince(p, s.since); err != nil {
		return nil, err
	}
	if s.event.State == planner.Planned {
		sentence := versionForm.ReplaceAllString(text, "") + " " + version(s.event)
		p.button(r.label("button.all_the_same"), sentence)
	}
	return p, nil
}

// maxSince is how many changes are said one by one.
const maxSince = 3

// addSince says who changed what, the last change last.
func (r *request) addSince(p *reply, since []store.Past) error {
	if len(since) == 0 {
		return nil
	}
	var items [][]chat.Span
	if before := len(since) - maxSince; before > 0 {
		items = append(items, r.Words.Spans(r.lang, "since.before", words.Args{"n": before}))
		since = since[before:]
	}
	for _, past := range since {
		done, err := r.pastDone(past, everything)
		if err != nil {
			return err
		}
		items = append(items, r.Words.Spans(r.lang, "since.item", r.pastArgs(past.Change, done)))
	}
	p.add(chat.Block{List: items})
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
func (r *request) addLately(p *reply, text string) error {
	id := idForm.FindStringSubmatch(" " + text)
	if !r.in.Pressed || r.in.ReplyTo == "" || id == nil {
		return nil
	}
	number, err := strconv.Atoi(id[1])
	if err != nil {
		return nil
	}
	t, err := r.eventNumbered(number)
	if isTheirs(err) {
		return nil
	}
	if err != nil {
		return err
	}
	drawn, err := r.tx.Post(r.in.Room, r.in.ReplyTo)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	since, err := r.tx.ChangedAfter(t.event.ID, drawn.At)
	since = slices.DeleteFunc(since, func(past store.Past) bool { return past.Change.Person == r.person.ID })
	if err != nil || len(since) == 0 {
		return err
	}
	p.add(r.say("since.head", nil)...)
	return r.addSince(p, since)
}

// addLatelyOf says, where a form is refused because of a collaboration, what
// others have changed of that while the form was being filled in. When a window
// was opened is not known: within the hour.
func (r *request) addLatelyOf(p *reply, refusal *planner.Refusal) error {
	from := r.now.Add(-planner.FormWithin)
	switch {
	case r.pending != nil && r.pending.Form != nil:
		from = r.pending.Form.Began
	case formOf(r.in) == nil:
		return nil
	}
	c, err := r.tx.CollaborationByCode(refusal.Words)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	lately, err := r.tx.Lately(from)
	if err != nil {
		return err
	}
	var since []store.Past
	for _, change := range lately {
		if !r.others(change) {
			continue
		}
		rows, err := r.tx.AuditOf(change)
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
		a.OfRole() && strings.Contains(a.After, string(id)) && strings.Contains(a.After, string(r.person.ID))
}
