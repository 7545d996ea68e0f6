package bot

import (
	"regexp"
	"strings"

	"entente/bot/events"
	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/reminders"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// This file says which family of commands a sentence is for where its verb alone
// does not tell.

// addAnything is « ajouter collaboration GANDA … » or `add @sam as organiser of
// GANDA`.
func (r *request) addAnything(rest string) (*turn.Reply, error) {
	for _, word := range []string{"collaboration", "une collaboration", "la collaboration", "a collaboration", "the collaboration"} {
		if after, ok := grammar.CutPhrase(rest, word); ok {
			return people.AddCollaboration(r.Turn, strings.TrimSpace(after))
		}
	}
	if p, err := events.Share(r.Turn, rest, true); p != nil || err != nil {
		return p, err
	}
	if p, err := events.PlanWith(r.Turn, rest, true); p != nil || err != nil {
		return p, err
	}
	if id := strings.TrimSpace(grammar.EventForm.FindString(" " + rest)); id != "" && events.MentionsTime(r.Turn, rest) {
		return nil, &planner.Refusal{Why: "add.date", Words: strings.ToUpper(id)}
	}
	if kind, _, _ := grammar.CutKind(rest); kind != "" && events.MentionsTime(r.Turn, rest) {
		r.Command = "plan"
		return r.as("plan", rest)
	}
	if people.RoleIn(rest) == "" && !people.MentionsPeople(r.Turn) {
		return people.AddCollaboration(r.Turn, rest)
	}
	return people.AddToRole(r.Turn, rest)
}

// linkAnything is `link E5 https://…`, "link of the seminar", or about the accounts
// of the person.
func (r *request) linkAnything(rest string) (*turn.Reply, error) {
	if address, _ := events.CutAddress(rest); address != "" || grammar.EventForm.MatchString(" "+rest) {
		return r.as("event_link", rest)
	}
	if events.AsksWhere.MatchString(words.Fold("link " + rest)) {
		return r.noCommand("link " + rest)
	}
	return people.Link(r.Turn, rest)
}

// titleOf, placeOf and linkOf are the words before the event whose title, place
// or link is to be changed; placeTo has its new place before it.
var (
	titleOf = regexp.MustCompile(`(?i)^(?:the\s+|le\s+)?(?:title|name|titre|nom)\s+(?:of\s+|de\s+|du\s+|d')`)
	placeOf = regexp.MustCompile(`(?i)^(?:the\s+|l[ea]\s+)?(?:place|venue|location|room|lieu|salle)\s+(?:of\s+|for\s+|de\s+|du\s+|pour\s+|d')`)
	linkOf  = regexp.MustCompile(`(?i)^(?:the\s+|le\s+)?(?:(?:zoom|video|live)\s+)?(?:link|lien)(?:\s+zoom|\s+de\s+visio)?\s+(?:of\s+|for\s+|de\s+|du\s+|pour\s+|d')`)
	placeTo = regexp.MustCompile(`(?i)^(?:the\s+|le\s+|la\s+)?(?:place|venue|location|room|lieu|salle)\s+(?:to|en|pour|par)\s+(.+?)\s+(?:of|for|de|pour)\s+(e\d{1,9}(?:\.\d{1,4})?)$`)
)

// setAnything is `set GANDA theme …`, `change the title of E5 to …`, `change the
// place of E5 to …`, `change E5 to 14 May`.
func (r *request) setAnything(rest string) (*turn.Reply, error) {
	if of := events.ZoneOf.ReplaceAllString(rest, ""); of != rest && r.NamesEvent(of) {
		return events.ChangeZone(r.Turn, of)
	}
	if of := titleOf.ReplaceAllString(rest, ""); of != rest && r.NamesEvent(of) {
		return r.as("rename", of)
	}
	if of := placeOf.ReplaceAllString(rest, ""); of != rest && r.NamesEvent(of) {
		return r.as("place", of)
	}
	if of := linkOf.ReplaceAllString(rest, ""); of != rest {
		return r.as("event_link", of)
	}
	if m := placeTo.FindStringSubmatch(rest); m != nil {
		return events.Relocated(r.Turn, m[2], m[1])
	}
	if grammar.EventForm.MatchString(" " + rest) {
		return r.as("move", rest)
	}
	if p, err := reminders.Moved(r.Turn, rest); p != nil || err != nil {
		return p, err
	}
	for _, word := range []string{"collaboration", "the collaboration", "la collaboration"} {
		if after, ok := grammar.CutPhrase(rest, word); ok {
			return people.SetCollaboration(r.Turn, strings.TrimSpace(after))
		}
	}
	return people.SetCollaboration(r.Turn, rest)
}

// forget is `forget R7`: a reminder comes no more. `forget my stay in Tokyo` is
// about a stay.
func (r *request) forget(rest string) (*turn.Reply, error) {
	m := grammar.ReminderForm.FindStringSubmatch(rest)
	if p, err := events.Share(r.Turn, rest, false); m == nil && (p != nil || err != nil) {
		return p, err
	}
	if m == nil { // "remove the speaker of 2 March"
		if p, err := talks.RemoveSpeaker(r.Turn, rest); p != nil || err != nil {
			return p, err
		}
		if p, err := events.PlanWith(r.Turn, rest, false); p != nil || err != nil {
			return p, err
		}
	}
	if m == nil && grammar.EventForm.MatchString(" "+rest) { // "delete E5"
		return r.as("cancel", rest)
	}
	if m == nil && people.MentionsPeople(r.Turn) { // "remove @sam from GANDA"
		return people.RemovePeople(r.Turn, rest)
	}
	if m == nil {
		if p, err := people.ForgetsStay(r.Turn, rest); p != nil || err != nil {
			return p, err
		}
		return nil, &planner.Refusal{Why: "reminder.usage", Words: rest}
	}
	rule, err := reminders.Numbered(r.Turn, m)
	if err != nil {
		return nil, err
	}
	if rule.Event == "" {
		err = reminders.DropOwn(r.Turn, rule)
	} else {
		err = reminders.DropOfEvent(r.Turn, rule)
	}
	if err != nil {
		return nil, err
	}
	p := r.Tell("reminder.forgotten", words.Args{"id": telling.Code(telling.ReminderID(rule))})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// makeAnything is `make E5 public` or `make @sam organiser of GANDA`.
func (r *request) makeAnything(rest string) (*turn.Reply, error) {
	if people.MentionsPeople(r.Turn) {
		return people.AddToRole(r.Turn, rest)
	}
	if _, _, ok := events.TakeVisibility(rest); ok {
		r.Command = "visibility"
		return r.as("visibility", rest)
	}
	return r.withoutCommand("make " + rest)
}

// stayAfterDays is "from 3 to 12 May I am in Kyoto"; nil when text is not that.
func (r *request) stayAfterDays(text string) (*turn.Reply, error) {
	if grammar.Asks(text) {
		return nil, nil
	}
	for _, t := range grammar.Tokens(text) {
		c, place := r.bot.find(text[t.From:])
		if c == nil || c.Name != "stay" {
			continue
		}
		rest := place + " " + text[:t.From]
		if _, err := when.FindStay(rest, r.TimeContext()); err != nil {
			return nil, nil
		}
		r.Command = c.Name
		return c.Run(r, rest)
	}
	return nil, nil
}
