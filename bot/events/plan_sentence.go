package events

import (
	"errors"
	"regexp"
	"strings"

	"entente/bot/grammar"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// draft is a plan sentence as read: kind, title, time, place, collaboration
// and people, in any order after the kind.
type draft struct {
	kind          planner.Kind
	title         string
	quoted        bool
	place         string
	usualPlace    bool // it is that of the collaboration, since none was said
	collaboration *planner.Collaboration
	people        []planner.Person
	when          when.Reading
	capacity      int    // places on site; 0: no limit was said
	tentative     bool   // it is not certain yet
	timed         bool   // a time was found
	time          string // the words of it
	left          string // words that were not understood
}

// readPlan reads what follows the verb of a plan sentence. An error is a
// refusal or a question to the person.
func (r *request) readPlan(text string) (*draft, error) {
	if text == "" {
		return nil, &planner.Refusal{Why: "plan.what"}
	}
	tentative, text := takeTentative(text)
	var title string
	if content, from, to, ok := grammar.Quoted(text); ok && from == 0 {
		title, text = content, strings.TrimSpace(text[to:])
	}
	text = grammar.QualifiersBehind(text)
	kind, rest, ambiguous := grammar.CutKind(text)
	switch {
	case ambiguous != "":
		return nil, &planner.Question{Why: "kind", Words: text[:len(text)-len(rest)], Choices: []string{"workshop", "seminar"}}
	case kind == "":
		return nil, &planner.Refusal{Why: "plan.kind", Words: grammar.FirstWord(grammar.CutArticle(text))}
	}
	d := &draft{kind: kind, title: title, quoted: title != "", tentative: tentative}
	if title, from, to, ok := grammar.Quoted(rest); ok {
		d.title, d.quoted = title, true
		rest = d.takeQuotedPlace(rest[:from] + " \x00" + strings.Repeat(" ", to-from-1) + rest[to:])
	}
	var err error
	if rest, err = d.takePeople(r, rest); err != nil {
		return nil, err
	}
	if rest, err = d.takePlaces(rest); err != nil {
		return nil, err
	}
	if rest, err = d.takeCollaboration(r, rest); err != nil {
		return nil, err
	}
	found, err := when.Find(strings.ReplaceAll(rest, "\x00", " "), r.TimeContext())
	switch {
	case err == nil:
		d.when, d.timed, d.time = found.Reading, true, grammar.PiecesOf(rest, found.Pieces)
		if words := d.titleOrTime(rest, found.Pieces); words != "" {
			return nil, &planner.Refusal{Why: "plan.title_or_time", Words: words}
		}
		for _, piece := range found.Pieces {
			rest = grammar.Blank(rest, piece[0], piece[1])
			rest = rest[:piece[0]] + "\x00" + rest[piece[0]+1:]
		}
	case !errors.Is(err, when.ErrNone):
		return nil, err
	}
	d.takeRest(rest)
	if d.collaboration == nil {
		d.collaboration = r.Collaboration
	}
	if d.place == "" && d.collaboration != nil && d.kind != planner.Visit {
		d.place = d.collaboration.Place
		d.usualPlace = d.place != ""
	}
	return d, nil
}

// ofMonth is a month behind "of", which may belong to the words before it.
var ofMonth = regexp.MustCompile(`^(?i)(of|de |d['’])\s*\pL+$`)

// titleOrTime gives the words of a title without quotes that may go on in the
// time: « Équations de Mars tous les mardis ».
func (d *draft) titleOrTime(text string, pieces [][2]int) string {
	if d.title != "" {
		return ""
	}
	for i, piece := range pieces {
		from := 0
		if i > 0 {
			from = pieces[i-1][1]
		}
		before := grammar.StripConnectives(text[max(from, strings.LastIndexByte(text[:piece[0]], 0)+1):piece[0]])
		time := strings.Fields(text[piece[0]:piece[1]])
		for n := min(len(time), 2); n > 0 && before != ""; n-- {
			if ofMonth.MatchString(strings.Join(time[:n], " ")) {
				return before + " " + strings.Join(time[:n], " ")
			}
		}
	}
	return ""
}

// takeQuotedPlace takes `at "CIRM, 12 May hall"` out of what stands beside the
// title: in quotes a place may hold anything.
func (d *draft) takeQuotedPlace(text string) string {
	place, from, to, ok := grammar.Quoted(text)
	before := grammar.Tokens(text[:from])
	if !ok || place == "" || len(before) == 0 {
		return text
	}
	mark := before[len(before)-1]
	if !placeMarks[mark.Fold] || strings.TrimSpace(text[mark.To:from]) != "" {
		return text
	}
	d.place = place
	return text[:mark.From] + "\x00" + strings.Repeat(" ", to-mark.From-1) + text[to:]
}

// takePeople blanks everybody mentioned, with the "with" before them.
func (d *draft) takePeople(r *request, text string) (string, error) {
	people, err := r.Mentioned(text)
	if err != nil {
		return text, err
	}
	d.people = people
	for _, m := range r.In.Mentions {
		if i := strings.Index(text, m.Text); i >= 0 && m.Person != "" {
			text = grammar.Blank(text, i, i+len(m.Text))
		}
	}
	return text, nil
}

// takeCollaboration blanks "for GANDA" / « pour GANDA », where GANDA is known.
func (d *draft) takeCollaboration(r *request, text string) (string, error) {
	have := grammar.Tokens(text)
	for i := 0; i+1 < len(have); i++ {
		switch have[i].Fold {
		case "for", "pour", "of", "de", "du":
		default:
			continue
		}
		c, err := r.Tx.CollaborationByCode(text[have[i+1].From:have[i+1].To])
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return text, err
		}
		d.collaboration = &c
		return grammar.Blank(text, have[i].From, have[i+1].To), nil
	}
	return text, nil
}

// placeMarks begin a place.
var placeMarks = map[string]bool{"at": true, "in": true, "a": true, "au": true, "aux": true, "dans": true, "chez": true, "en": true}

// takeRest reads title and place from what is left. The parts that were taken
// out are marked with NUL, where a title or place ends.
func (d *draft) takeRest(text string) {
	var left []string
	for i, part := range strings.Split(text, "\x00") {
		head, place := d.cutPlace(part)
		if place != "" && d.place == "" {
			d.place = place
		} else if place != "" {
			left = append(left, place)
		}
		said := head
		head = grammar.StripConnectives(said)
		switch {
		case head == "":
		case i == 0 && d.title == "":
			d.title = bigArticle(said, head) + head
		default:
			left = append(left, head)
		}
	}
	if d.title == "" && len(left) == 1 {
		d.title, left = left[0], nil
	}
	d.left = strings.Join(left, " … ")
}

// articles with a capital letter begin a title without quotes: « Les 27 droites ».
var articles = map[string]bool{"the": true, "a": true, "an": true, "le": true, "la": true, "les": true, "un": true, "une": true, "des": true}

// bigArticle is the article with a capital letter that was stripped off the title
// said, with a space behind it.
func bigArticle(said, title string) string {
	before := grammar.Tokens(said[:max(strings.Index(said, grammar.FirstWord(title)), 0)])
	if len(before) == 0 {
		return ""
	}
	last := before[len(before)-1]
	if article := said[last.From:last.To]; articles[last.Fold] && grammar.Capital(article) {
		return article + " "
	}
	return ""
}

// rooms begin a place and belong to it: "room 5"; where the title is known also
// « amphi Hermite ».
var rooms = map[string]bool{"room": true, "salle": true, "amphi": true, "bureau": true, "office": true}

// cutPlace cuts "at CIRM, Marseille" from a part of the sentence; of a visit
// also "to Lyon".
func (d *draft) cutPlace(text string) (head, place string) {
	for _, t := range grammar.Tokens(text) {
		if rooms[t.Fold] && (!nameBegins(text[t.To:]) || d.title != "" && grammar.Capital(text[t.To:])) {
			return text[:t.From], grammar.Squeeze(text[t.From:])
		}
		visits := d.kind == planner.Visit && (t.Fold == "to" || t.Fold == "vers")
		if !placeMarks[t.Fold] && !visits || !nameBegins(text[t.To:]) {
			continue
		}
		said, people := cutPeople(text[t.To:])
		if place := grammar.Squeeze(trimPlace(said)); place != "" {
			return text[:t.From] + people, place
		}
		break // only loose words follow: none of them begins a place either
	}
	return text, ""
}

// cutPeople cuts "with August Weil" off the end of a place.
func cutPeople(text string) (place, people string) {
	for i, t := range grammar.Tokens(text) {
		if i > 0 && (t.Fold == "with" || t.Fold == "avec") {
			return text[:t.From], text[t.From:]
		}
	}
	return text, ""
}

// nameBegins says whether text begins with a word that is no number: an hour
// that was not understood is not a place.
func nameBegins(text string) bool {
	first := grammar.FirstTokens(text, 1)
	return len(first) == 0 || strings.Trim(first[0].Fold, "0123456789h") != ""
}

// trimPlace removes the article of a place (« à l'IHP », « at the IHP ») and a
// "with" whose people were taken out.
func trimPlace(text string) string {
	text = strings.TrimSpace(text)
	for _, article := range []string{"the", "la", "le", "les"} {
		if rest, ok := grammar.CutPhrase(text, article); ok {
			text = rest
		}
	}
	for _, elided := range []string{"l'", "l’"} {
		text = strings.TrimPrefix(text, elided)
	}
	return strings.TrimSpace(grammar.StripTail(text))
}
