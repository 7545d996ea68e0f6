package events

import (
	"cmp"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// addressForm finds a web address in a sentence.
var addressForm = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"«»]+`)

// link is `link E5 https://…`: the live link of all its dates that have none
// of their own, or of the one date that it names; `link E5 none` takes it away,
// `link E5` says it.
func (r *request) link(rest string) (*turn.Reply, error) {
	r.Command = "event_link"
	address, left := CutAddress(rest)
	none := false
	if address == "" {
		none, left = grammar.TakeInside(rest, talks.NoLinkWords)
	}
	left = strings.Trim(left, " :=,")
	for _, verb := range []string{"is", "est"} {
		_, left = grammar.TakeInside(left, []string{verb})
	}
	if address == "" && !none {
		return r.sayLink(left)
	}
	if grammar.Asks(left) {
		return r.Tell("question.changes_nothing", words.Args{"command": r.Command}), nil
	}
	if t, err := talks.DateFor(r.Turn, left); err == nil && t.Event.Rule != nil {
		live := talks.Detail{Field: planner.FieldLinks, Link: planner.LiveLink, Organiser: true}
		return talks.EnterDetail(r.Turn, live, left+": "+cmp.Or(address, talks.NoLinkWords[0]))
	}
	t, err := r.Changeable(left)
	if err != nil {
		return nil, err
	}
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	if err := r.alter(t, func(e *planner.Event) { e.Link = address }); err != nil {
		return nil, err
	}
	if none {
		return r.WithUndo(r.TellChanged("link.removed", t, words.Args{})), nil
	}
	p := r.TellChanged("link.set", t, words.Args{"access": r.AccessSaid(t.Event)})
	known, err := r.Tx.TalksOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	if t.Event.Rule != nil {
		p.Add(talks.Following(r.Turn, t, known, planner.FieldLinks)...)
	}
	return r.WithUndo(p), nil
}

// sayLink says the live link of an event's next date, or why it is hidden.
func (r *request) sayLink(text string) (*turn.Reply, error) {
	if text != "" && !grammar.EventForm.MatchString(" "+text) {
		return r.Elsewhere("link of " + text) // a question as any about what comes next
	}
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, err
	}
	o := t.One
	if coming := planner.Ahead(t.Occurrences, r.Now); o == nil && len(coming) > 0 {
		o = &coming[0]
	}
	p := &turn.Reply{About: memory.Subject{Event: t.Event.ID}}
	if o != nil {
		said, err := r.liveLink(t.Event, *o)
		if err != nil {
			return nil, err
		}
		p.Add(said...)
	}
	if len(p.Blocks) == 0 {
		p.Add(r.Say("link.none", words.Args{"id": telling.Code(telling.EventID(t.Event))})...)
	}
	return p, nil
}

// CutAddress cuts the first web address out of text.
func CutAddress(text string) (address, rest string) {
	at := addressForm.FindStringIndex(text)
	if at == nil {
		return "", text
	}
	address = strings.TrimRight(text[at[0]:at[1]], ".,;:!)»")
	return address, text[:at[0]] + text[at[0]+len(address):]
}

// checkAddress refuses what is no address of a page.
func checkAddress(address string) error {
	if len(address) > planner.MaxLink {
		return &planner.Refusal{Why: "link.long", Args: words.Args{"limit": planner.MaxLink}}
	}
	if u, err := url.Parse(address); address != "" && (err != nil || u.Host == "") {
		return &planner.Refusal{Why: "link.address", Words: address}
	}
	return nil
}

// minutesForm is how long before the start a link is shown.
var minutesForm = regexp.MustCompile(`(?i)\b(\d{1,4})\s*(min|minutes?|mn|h|hours?|heures?)\b`)

// readAccess reads who sees a link: "members", "15 minutes before", "who replied
// yes", "external https://…", "open"; the rest names the event.
func readAccess(text string) (a planner.LinkAccess, rest string, err error) {
	a.Address, rest = CutAddress(text)
	if m := minutesForm.FindStringSubmatchIndex(rest); m != nil && a.Address == "" {
		n, err := strconv.Atoi(rest[m[2]:m[3]])
		if strings.HasPrefix(strings.ToLower(rest[m[4]:m[5]]), "h") {
			n *= 60
		}
		if err != nil || n > int(planner.MaxLinkBefore.Minutes()) {
			return a, rest, &planner.Refusal{Why: "link.early", Args: words.Args{"n": int(planner.MaxLinkBefore.Hours())}}
		}
		_, rest = grammar.TakeInside(grammar.Blank(rest, m[0], m[1]), []string{"before the start", "before", "avant le debut", "avant"})
		return planner.LinkAccess{Rule: planner.LinkTimed, Minutes: n}, rest, nil
	}
	for _, known := range []struct {
		rule    planner.LinkRule
		phrases []string
	}{
		{planner.LinkExternal, []string{"external", "externe", "elsewhere", "ailleurs"}},
		{planner.LinkMembers, []string{"members only", "for members", "members", "membres seulement", "reserve aux membres", "aux membres", "membres"}},
		{planner.LinkReplied, []string{"replied yes", "who replied yes", "who said yes", "who comes", "participants", "replied", "reponse oui", "qui vient", "qui a repondu oui", "aux participants"}},
		{planner.LinkOpen, []string{"open to all", "open", "all", "ouvert a tous", "ouvert", "tous"}},
	} {
		if found, left := grammar.TakeInside(rest, known.phrases); found {
			a.Rule = known.rule
			if a.Rule == planner.LinkExternal && a.Address == "" {
				break
			}
			return a, left, checkAddress(a.Address)
		}
	}
	return a, rest, &planner.Refusal{Why: "link.access_usage", Words: eventWord(rest)}
}

// eventWord is how a usage names the event: as it was said, or as an example.
func eventWord(text string) string {
	if id := strings.TrimSpace(grammar.EventForm.FindString(" " + text)); id != "" {
		return strings.ToUpper(id)
	}
	return "E5"
}

// linkAccess is `link access E5 members`.
func (r *request) linkAccess(rest string) (*turn.Reply, error) {
	access, left, err := readAccess(rest)
	if err != nil {
		return nil, err
	}
	t, err := r.Changeable(strings.Trim(left, " :=,"))
	if err != nil {
		return nil, err
	}
	if err := r.alter(t, func(e *planner.Event) { e.LinkAccess = access }); err != nil {
		return nil, err
	}
	return r.WithUndo(r.TellChanged("link.access", t, words.Args{"access": r.AccessSaid(t.Event)})), nil
}

// liveLink is the line with the live link of a date of an event, or why it is
// hidden; nothing where there is none.
func (r *request) liveLink(e planner.Event, o planner.Occurrence) ([]chat.Block, error) {
	return r.Voice().LiveLink(r.Viewer(), r.Reader(), e, o)
}
