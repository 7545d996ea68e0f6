package reminders

import (
	"errors"
	"regexp"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

var (
	cronForm   = regexp.MustCompile(`^((?:[\d*/,?-]+\s+){2}(?:[\w*/,?-]+\s+){2}[\w*/,?-]+|@\w+)(?:\s|$)`)
	forRoomEnd = regexp.MustCompile(`(?i)\s+(?:here|ici|in this room|dans ce salon)\s*$`)
	forMeEnd   = regexp.MustCompile(`(?i)\s+(?:for me|to me|pour moi|à moi|a moi)\s*$`)
	inRoomEnd  = regexp.MustCompile(`(?i)\s+(?:in|to|for|dans|sur|pour)\s+(#\S+)\s*$`)
)

// digest is `digest every Monday 8:30 here` / « résumé ici tous les lundis à
// 8h30 », also with a cron schedule, for the room or oneself; alone it lists.
func (r *request) digest(rest string) (*turn.Reply, error) {
	if rest == "" {
		return r.digests("")
	}
	rule := planner.Reminder{Owner: r.Person.ID, ByHand: true, State: planner.Planned, Created: r.Now}
	rest, err := r.digestFor(rest, &rule)
	if err != nil {
		return nil, err
	}
	if rule.Zone, err = r.Zone(); err != nil {
		return nil, err
	}
	if rule.Schedule, err = r.scheduleOf(rest, &rule); err != nil {
		return nil, err
	}
	before, err := r.Tx.Digests(rule.ToRoom, rule.ToPerson)
	if err != nil {
		return nil, err
	}
	if err := DropOwn(r.Turn, before...); err != nil {
		return nil, err
	}
	if rule, err = r.keepOwn(rule, ""); err != nil {
		return nil, err
	}
	p, err := r.tellDigest(rule)
	if err != nil {
		return nil, err
	}
	for _, old := range before {
		p.Add(r.Say("digest.instead", words.Args{"id": telling.Code(telling.ReminderID(old)), "schedule": telling.Code(string(old.Schedule))})...)
	}
	return r.WithUndo(p), nil
}

// tellDigest says a digest as understood, with its next three dates.
func (r *request) tellDigest(rule planner.Reminder) (*turn.Reply, error) {
	var dates []string
	at := r.Now
	for range 3 {
		due, ok, err := delivery.NextOwn(r.Tx, rule, at)
		if err != nil {
			return nil, err
		}
		if !ok { // the next 29 February may be too far off
			break
		}
		at = due.At
		dates = append(dates, when.SayInstant(at, r.Reader()))
	}
	return r.Tell("digest.done", words.Args{
		"id": telling.Code(telling.ReminderID(rule)), "whom": r.digestRecipient(rule), "schedule": telling.Code(string(rule.Schedule)), "next": strings.Join(dates, " · "),
	}), nil
}

// digestRecipient says for whom a digest is.
func (r *request) digestRecipient(rule planner.Reminder) string {
	switch {
	case rule.ToPerson != "":
		return r.Label("digest.for_you")
	case rule.ToRoom == r.In.Room:
		return r.Label("digest.for_here")
	}
	return r.recipient(rule)
}

// digestFor takes out of text for whom the digest is: without a word about that,
// for the room, and in a direct conversation for the person.
func (r *request) digestFor(text string, rule *planner.Reminder) (rest string, err error) {
	if m := inRoomEnd.FindStringSubmatchIndex(text); m != nil {
		text = text[m[2]:m[3]] + " " + text[:m[0]]
	}
	toMe, toHere := forMeEnd.FindStringIndex(text), forRoomEnd.FindStringIndex(text)
	switch {
	case toMe != nil:
		text = "me " + text[:toMe[0]]
	case toHere != nil:
		text = "here " + text[:toHere[0]]
	}
	for _, word := range []string{"for", "pour", "in", "dans", "to"} {
		if after, ok := grammar.CutPhrase(text, word); ok {
			text = grammar.TrimLeft(after)
			break
		}
	}
	if rest, err = r.takeRecipient(text, rule); err != nil {
		return rest, err
	}
	if rest == text && !r.Room.Direct || rule.ToRoom == r.In.Room && !r.Room.Direct {
		rule.ToPerson, rule.ToRoom, rule.Audience = "", r.In.Room, planner.ForRoom
		return rest, r.mayDigestHere()
	}
	if rule.ToRoom == r.In.Room {
		rule.ToPerson, rule.ToRoom, rule.Audience = r.Person.ID, "", planner.ForPerson
	}
	return rest, nil
}

// mayDigestHere: a room's digest is of its collaboration, and set by those who
// organise it.
func (r *request) mayDigestHere() error {
	if r.Collaboration == nil {
		return &planner.Refusal{Why: "room.not_tied", Words: "#" + r.Room.Name}
	}
	return r.MayPlan(*r.Collaboration)
}

// scheduleOf reads a cron schedule, or a phrase that cron can say.
func (r *request) scheduleOf(text string, rule *planner.Reminder) (planner.Schedule, error) {
	text = strings.TrimSpace(text)
	if m := cronForm.FindStringSubmatch(text); m != nil {
		if rest := strings.TrimSpace(text[len(m[1]):]); rest != "" {
			return "", &planner.Refusal{Why: "left_over", Words: rest}
		}
		return planner.ParseSchedule(m[1])
	}
	found, err := when.Find(text, r.TimeContext())
	if errors.Is(err, when.ErrNone) || err == nil && found.Rule == nil {
		return "", &planner.Refusal{Why: "digest.usage", Words: text}
	}
	if err != nil {
		return "", err
	}
	if left := grammar.StripConnectives(grammar.Squeeze(grammar.BlankPieces(text, found.Pieces))); left != "" {
		return "", &planner.Refusal{Why: "left_over", Words: left}
	}
	if found.Zone != "" {
		rule.Zone = found.Zone
	}
	if !found.HasClock {
		found.Start.Clock = planner.Morning()
	}
	schedule, ok := found.Rule.Cron(found.Start)
	if !ok {
		return "", &planner.Refusal{Why: "digest.rule", Words: text}
	}
	return planner.ParseSchedule(string(schedule))
}

// digests lists those of the room and of the person.
func (r *request) digests(string) (*turn.Reply, error) {
	list, err := r.digestsHere()
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return r.Tell("digest.none", nil), nil
	}
	var rows [][]chat.Text
	for _, rule := range list {
		due, ok, err := delivery.NextOwn(r.Tx, rule, r.Now)
		if err != nil {
			return nil, err
		}
		if ok {
			rows = append(rows, []chat.Text{{r.instant(due.At)}, {telling.Code(string(rule.Schedule))}, telling.Plain(r.digestRecipient(rule)), {telling.Code(telling.ReminderID(rule))}})
		}
	}
	return r.AddRows(r.Tell("digest.head", nil), rows, "digests"), nil
}

// digestsHere are the room's digests; in a direct conversation the person's.
func (r *request) digestsHere() ([]planner.Reminder, error) {
	if r.Room.Direct {
		return r.Tx.Digests("", r.Person.ID)
	}
	return r.Tx.Digests(r.In.Room, "")
}

// noDigest is `no digest here` / « pas de résumé ici »: none comes any more.
func (r *request) noDigest(rest string) (*turn.Reply, error) {
	list, err := r.digestsHere()
	if toMe := forMeEnd.MatchString(" " + rest); toMe {
		list, err = r.Tx.Digests("", r.Person.ID)
	}
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return r.Tell("digest.none", nil), nil
	}
	if list[0].ToRoom != "" {
		if err := r.mayDigestHere(); err != nil {
			return nil, err
		}
	}
	if err := DropOwn(r.Turn, list...); err != nil {
		return nil, err
	}
	p := &turn.Reply{}
	for _, rule := range list {
		p.Add(r.Say("reminder.forgotten", words.Args{"id": telling.Code(telling.ReminderID(rule))})...)
	}
	return r.WithUndo(p), nil
}

// DropOwn ends reminders of their own.
func DropOwn(said *turn.Turn, list ...planner.Reminder) error {
	r := &request{Turn: said}
	for _, rule := range list {
		rule.State = planner.Cancelled
		if _, err := r.keepOwn(rule, "removed"); err != nil {
			return err
		}
	}
	return nil
}
