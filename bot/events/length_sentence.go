package events

import (
	"strings"

	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/planner"
	"entente/planner/when"
)

// lasting is what a sentence says of how long an event lasts, or until when.
type lasting struct {
	head string     // names the event, and which dates of it
	by   when.Shift // its length; zero: until is said
	way  int        // by is how much longer (1) or shorter (-1) it becomes
	till string     // until when
	on   bool       // till is said as what comes after its end: "extend until June"
}

// Words that stand between an event and how long it lasts, in a command.
var (
	byMarks    = []string{"by", "for", "de", "d'", "pour", "pendant"}
	untilMarks = []string{"until", "till", "til", "to", "through", "up to", "at", "on", "in", "jusqu'au", "jusqu'a", "jusqu'en", "jusque", "au", "a", "le", "en"}
)

// Verbs that say how long an event lasts: in a sentence without a command.
var (
	lastVerbs = []string{"lasts", "last", "will last", "takes", "will take", "dure", "dureront", "durent", "durera", "doit durer"}
	endVerbs  = []string{"ends", "end", "will end", "finishes", "will finish", "stops", "will stop", "is over", "finit", "finira", "se termine", "se terminera", "se finit", "s'arrete", "s'arretera", "termine", "prend fin", "prendra fin"}
	goVerbs   = []string{"continues", "continue", "will continue", "goes on", "will go on", "runs", "will run", "is extended", "is prolonged", "lasts", "will last", "continuera", "se poursuit", "se poursuivra", "se prolonge", "est prolonge", "est prolongee", "va", "ira", "dure", "durera", "court"}
	// endCommands begin a sentence: "end E3 on 15 June", « arrêter E3 le 15 juin ».
	endCommands = []string{"end", "finish", "stop", "terminer", "terminez", "arreter", "arretez", "arrete"}
	tillWords   = []string{"until", "till", "jusqu'au", "jusqu'a", "jusqu'en"}
)

// longestLength is how many bytes of a sentence are looked through for a length,
// from each of its words on.
const longestLength = 200

// extend is `extend E2 by 30 minutes`, « prolonger E3 jusqu'au 29 juin ».
func (r *request) extend(rest string) (*turn.Reply, error) { return r.lengthen(rest, 1) }

// shorten is `shorten E2 by 15 minutes`, « raccourcir E2 à 45 minutes ».
func (r *request) shorten(rest string) (*turn.Reply, error) { return r.lengthen(rest, -1) }

// lengthen does what a command says of how long an event lasts.
func (r *request) lengthen(rest string, way int) (*turn.Reply, error) {
	rest = idFirst(strings.TrimSpace(rest))
	var l *lasting
	var err error
	if len(rest) <= longestLength {
		l, err = r.cutLength(rest, way)
	}
	if err != nil {
		return nil, err
	}
	if l == nil {
		return nil, &planner.Refusal{Why: "length.usage", Words: eventWord(rest)}
	}
	return r.lastsThen(*l)
}

// cutLength cuts "E2 by 30 minutes", « la séance du 16 mars jusqu'à 16 h 30 »:
// nil when it says neither how long nor until when.
func (r *request) cutLength(text string, way int) (*lasting, error) {
	for i, t := range grammar.Tokens(text) {
		behind := text[t.From:]
		for _, mark := range byMarks {
			if tail, ok := grammar.CutPhrase(behind, mark); ok {
				if by, dates, ok := r.length(tail); ok {
					return &lasting{head: text[:t.From] + " " + dates, by: by, way: way}, nil
				}
			}
		}
		for _, mark := range untilMarks {
			if tail, ok := grammar.CutPhrase(behind, mark); ok {
				l, err := r.cutUntil(text[:t.From], tail, way)
				if l != nil || err != nil {
					return l, err
				}
			}
		}
		if by, dates, ok := r.length(behind); ok && i > 0 { // "extend E2 30 minutes"
			return &lasting{head: text[:t.From] + " " + dates, by: by, way: way}, nil
		}
	}
	return nil, nil
}

// cutUntil reads what stands behind "until" or "to": a time, else a length. What
// is made shorter « à 2 h » lasts so long, and what is made longer ends then.
func (r *request) cutUntil(head, tail string, way int) (*lasting, error) {
	by, dates, isLength := r.length(tail)
	till, from, isTime, err := r.till(tail)
	switch {
	case isLength && (way < 0 || !isTime):
		return &lasting{head: head + " " + dates, by: by}, nil
	case isTime:
		return &lasting{head: head + " " + from, till: till, on: way > 0}, err
	}
	return nil, nil
}

// length reads how long something lasts, and the dates behind it of which that
// is said: "90 minutes from 16 March".
func (r *request) length(text string) (by when.Shift, dates string, ok bool) {
	text = strings.TrimSpace(text)
	if by, err := when.ParseLength(text, r.Lang); err == nil {
		return by, "", true
	}
	for _, t := range grammar.Tokens(text) {
		by, err := when.ParseLength(strings.TrimSpace(text[:t.From]), r.Lang)
		if err == nil && r.onlyDates(text[t.From:]) {
			return by, text[t.From:], true
		}
	}
	return by, "", false
}

// till reads until when something lasts, and from which date on that holds.
func (r *request) till(text string) (till, dates string, ok bool, err error) {
	text = strings.TrimSpace(text)
	for _, t := range grammar.Tokens(text) {
		if head := strings.TrimSpace(text[:t.From]); turn.FromOn.MatchString(text[t.From:]) && r.onlyDates(text[t.From:]) {
			if _, err := when.Parse(head, r.TimeContext()); err == nil {
				return head, text[t.From:], true, nil
			}
		}
	}
	reading, err := when.Parse(text, r.TimeContext())
	switch {
	case turn.IsQuestion(err):
		return text, "", true, err
	case err != nil || reading.Rule != nil || reading.Length > 0 && !reading.HasEnd:
		return "", "", false, nil
	}
	return text, "", true, nil
}

// onlyDates says whether text names dates, and nothing else.
func (r *request) onlyDates(text string) bool {
	d, err := r.ReadDropped(text)
	return err == nil && len(d.Days) > 0 && d.Reason == "" && len(grammar.TellingWords(d.Left)) == 0
}

// lengthSentence is "E2 lasts 90 minutes", "from 16 March the seminar ends at
// 16:30", « E3 se termine le 15 juin »; nil when text says nothing of the kind.
func (r *request) lengthSentence(text string) (*turn.Reply, error) {
	if len(text) > longestLength {
		return nil, nil
	}
	for _, verb := range endCommands {
		if rest, ok := grammar.CutPhrase(text, verb); ok && r.NamesEvent(rest) {
			r.Command = "extend"
			return r.lengthen(rest, 0)
		}
	}
	for _, t := range grammar.Tokens(text) {
		head, behind := text[:t.From], text[t.From:]
		if !r.NamesEvent(head) {
			continue
		}
		l, err := r.verbOfLength(head, behind)
		if err != nil {
			return nil, err
		}
		if l != nil {
			r.Command = "extend"
			return r.lastsThen(*l)
		}
	}
	return nil, nil
}

// verbOfLength reads a sentence from its verb on.
func (r *request) verbOfLength(head, behind string) (*lasting, error) {
	for _, verb := range lastVerbs {
		if tail, ok := grammar.CutPhrase(behind, verb); ok {
			if by, dates, ok := r.length(tail); ok {
				return &lasting{head: head + " " + dates, by: by}, nil
			}
		}
	}
	for _, verb := range endVerbs {
		if tail, ok := grammar.CutPhrase(behind, verb); ok {
			return r.cutUntil(head, r.withoutMark(tail), 0)
		}
	}
	for _, verb := range append([]string{""}, goVerbs...) {
		tail, ok := behind, grammar.EventForm.MatchString(" "+head) // "E2 until 16:00"
		if verb != "" {
			tail, ok = grammar.CutPhrase(behind, verb)
		}
		for _, mark := range tillWords {
			if after, until := grammar.CutPhrase(strings.TrimSpace(tail), mark); ok && until {
				way := 0
				if verb != "" {
					way = 1
				}
				return r.cutUntil(head, after, way)
			}
		}
	}
	return nil, nil
}

// withoutMark is what stands behind "on", "at", « le », « à ».
func (r *request) withoutMark(text string) string {
	for _, mark := range untilMarks {
		if rest, ok := grammar.CutPhrase(text, mark); ok {
			return rest
		}
	}
	return text
}
