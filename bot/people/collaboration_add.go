package people

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
	"entente/store"
)

// codeForm and longestCode (in letters) are what a collaboration may be called:
// with its length in the form it would take 0.7 MB.
var codeForm = regexp.MustCompile(`^\pL[\pL\pN-]+$`)

const longestCode = 32

// IsCode says whether a collaboration may be called so.
func IsCode(word string) bool {
	return codeForm.MatchString(word) && utf8.RuneCountInString(word) <= longestCode
}

// newCollaboration is `collaboration add CODE INSTRUMENT "title" with places,
// from-to theme "…"`; the person becomes its first organiser.
func (r *request) newCollaboration(rest string) (*turn.Reply, error) {
	c, err := r.readCollaboration(rest)
	if err != nil {
		return nil, err
	}
	if err := c.Validate(); err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	c, err = r.Tx.SaveCollaboration(c)
	if errors.Is(err, store.ErrConflict) {
		return nil, &planner.Refusal{Why: "collaboration.taken", Words: c.Code}
	}
	if err != nil {
		return nil, err
	}
	role := planner.Role{Collaboration: c.ID, Person: r.Person.ID, Name: planner.Organiser}
	if err := r.Tx.SaveRole(role); err != nil {
		return nil, err
	}
	p := r.Tell("collaboration.added", words.Args{"code": telling.Strong(c.Code), "number": telling.ChangeID(r.Change)})
	p.Add(r.describe(c)...)
	p.Add(UnknownHolidays(r.Turn, holidays.OfCollaboration(c))...)
	if r.Collaboration == nil && !r.Room.Direct {
		p.Button(r.Label("button.use_here"), "use "+c.Code+" here")
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// readCollaboration reads code, instrument, title, places and dates, in any
// order after the code.
func (r *request) readCollaboration(rest string) (planner.Collaboration, error) {
	c := planner.Collaboration{Created: r.Now}
	usage := &planner.Refusal{Why: "collaboration.usage", Words: rest}
	rest, err := r.takeQuotedFields(&c, rest)
	if err != nil {
		return c, err
	}
	found, err := when.Find(rest, r.TimeContext())
	if err == nil {
		c.Starts, c.Ends = found.Start.Date, found.End.Date
		rest = grammar.BlankPieces(rest, found.Pieces)
	} else if !errors.Is(err, when.ErrNone) {
		return c, err
	}
	head, list := cutList(rest)
	c.Institutions = append(c.Institutions, list...)
	var left []string
	for i, t := range grammar.Tokens(head) {
		word := head[t.From:t.To]
		switch instrument := planner.Instrument(strings.ToUpper(t.Fold)); {
		case i == 0:
			c.Code = strings.ToUpper(word)
		case instrument.Valid():
			c.Instrument = instrument
		case grammar.Connective(t.Fold):
		default:
			left = append(left, word)
		}
	}
	switch {
	case !IsCode(c.Code):
		return c, usage
	case c.Instrument == "":
		return c, &planner.Refusal{Why: "collaboration.instrument", Words: c.Code}
	case len(left) > 0 && c.Title == "":
		c.Title = strings.Join(left, " ")
	case len(left) > 0:
		return c, &planner.Refusal{Why: "left_over", Words: strings.Join(left, " ")}
	}
	if c.Title == "" {
		c.Title = c.Code
	}
	return c, nil
}

// takeQuotedFields takes what stands in quotes out of text: after the name of a
// field (`theme "number theory"`) its value, else the title.
func (r *request) takeQuotedFields(c *planner.Collaboration, text string) (string, error) {
	for at := 0; ; {
		content, from, to, ok := grammar.Quoted(text[at:])
		if !ok {
			return text, nil
		}
		from, to = at+from, at+to
		at = to
		before := grammar.Tokens(text[:from])
		field := "title"
		if n := len(before); n > 1 && strings.Trim(text[before[n-1].To:from], " :") == "" && fieldNames[before[n-1].Fold] != "" {
			field, from = fieldNames[before[n-1].Fold], before[n-1].From
		}
		if field == "title" && c.Title != "" || field == "organisers" || field == "coordinators" {
			continue // one of a list, or not understood: for who reads the rest
		}
		if content == "" {
			text = grammar.Blank(text, from, to)
			continue
		}
		if err := r.setField(c, field, content); err != nil {
			return text, err
		}
		text = grammar.Blank(text, from, to)
	}
}

// cutList cuts "with Lyon, Hanoi and Santiago" from the end of text.
func cutList(text string) (head string, list []string) {
	for _, t := range grammar.Tokens(text) {
		if t.Fold != "with" && t.Fold != "avec" {
			continue
		}
		rest := strings.NewReplacer(" and ", ",", " et ", ",", ";", ",").Replace(text[t.To:])
		for _, item := range strings.Split(rest, ",") {
			item = strings.TrimSpace(item)
			folded := words.Fold(item)
			if item != "" && folded != "du" && folded != "from" && folded != "de" {
				list = append(list, item)
			}
		}
		return text[:t.From], list
	}
	return text, nil
}
