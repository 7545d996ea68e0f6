package events

import (
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
)

// myAgenda is `my agenda March`: what the person planned or has a part in.
func (r *request) myAgenda(rest string) (*turn.Reply, error) { return r.agenda("mine " + rest) }

// mineWords ask for what is one's own, folded; idleWords say nothing more than
// that events are asked for.
var (
	mineWords = []string{"mine", "my own", "my", "for me", "pour moi", "a moi", "mes"} // "mon" is Monday too
	idleWords = []string{"all", "everything", "events", "event", "dates", "here", "planned", "what", "is", "tout", "tous", "toutes", "evenements", "evenement", "ici", "prevu", "prevus", "prevue", "prevues", "and", "et"}
)

// readScope reads what the agenda is asked for, in any order: a collaboration,
// mine, a kind, a country or place, and a period, whose words it gives.
func (r *request) readScope(text string) (s turn.Scope, period string, err error) {
	s.From = r.Now
	if text, err = r.takeCode(text, &s); err != nil {
		return s, "", err
	}
	text = takeMine(&s, text)
	text = takeCountry(&s, text)
	text = takeAnyKind(&s, text)
	rest := bare(text)
	if rest == "" {
		return s, "", nil
	}
	// Most often all that is left is a period.
	refusal := r.takePeriod(rest, &s)
	if refusal == nil {
		return s, rest, nil
	}
	if found, err := when.Find(text, r.TimeContext()); err == nil && found.HasDate {
		period = grammar.PiecesOf(text, found.Pieces)
		if err := r.takePeriod(period, &s); err != nil {
			return s, "", err
		}
		text = grammar.BlankPieces(text, found.Pieces)
	}
	head, place := (&draft{}).cutPlace(text)
	if s.Place = place; bare(head) == "" && (place != "" || period != "") {
		return s, period, nil
	}
	if period != "" {
		return s, "", &planner.Refusal{Why: "agenda.filter", Words: bare(head)}
	}
	return s, "", refusal
}

// bare is text without the words that say nothing by themselves.
func bare(text string) string {
	for _, t := range grammar.Tokens(text) {
		if slices.Contains(idleWords, t.Fold) {
			text = grammar.Blank(text, t.From, t.To)
		}
	}
	return grammar.StripConnectives(cutUnit(grammar.StripConnectives(text)))
}

// takeMine takes "mine" out of text.
func takeMine(s *turn.Scope, text string) string {
	for _, t := range grammar.Tokens(text) {
		for _, phrase := range mineWords {
			if rest, ok := grammar.CutPhrase(text[t.From:], phrase); ok {
				s.Mine = true
				return grammar.Blank(text, t.From, len(text)-len(rest))
			}
		}
	}
	return text
}

// takeAnyKind takes a kind of event out of text, wherever it stands.
func takeAnyKind(s *turn.Scope, text string) string {
	for _, t := range grammar.Tokens(text) {
		if kind, rest, _ := grammar.CutKind(text[t.From:]); kind != "" {
			s.Kind = kind
			return grammar.Blank(text, t.From, len(text)-len(rest))
		}
	}
	return text
}

// takeCountry takes "in Vietnam", « au Viêt Nam » out of text. A city is no
// country, but a place: of that all events are, not only those in its country.
func takeCountry(s *turn.Scope, text string) string {
	have := grammar.Tokens(text)
	for i, t := range have {
		if !placeMarks[t.Fold] {
			continue
		}
		for n := min(3, len(have)-i-1); n > 0; n-- {
			name := text[have[i+1].From:have[i+n].To]
			c, ok := holidays.Named(name)
			if ok && isCountry(c, name) {
				s.Country = &c
				return grammar.Blank(text, t.From, have[i+n].To)
			}
		}
	}
	return text
}

func isCountry(c holidays.Country, name string) bool {
	fold := func(text string) string { return strings.ReplaceAll(words.Fold(text), " ", "") }
	return fold(name) == fold(c.English) || fold(name) == fold(c.French)
}
