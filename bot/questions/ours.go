package questions

import (
	"slices"
	"strings"
	"unicode"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/knowledge"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// examples is the aspect of questions as "do we have an IRN with Japan?".
const examples = "examples"

// ours are the rows of our own collaborations that a question asks for: of the
// instrument that it names, with what it names beside it.
func (r *request) ours(text string, found knowledge.Answer) ([][]chat.Text, error) {
	if len(found.Instruments) != 1 || !found.Topic.Asks(examples) {
		return nil, nil
	}
	ours, err := r.collaborationsOf(planner.Instrument(found.Instruments[0]))
	if err != nil {
		return nil, err
	}
	var rows [][]chat.Text
	for _, c := range best(ours, r.wanted(text)) {
		row := []chat.Text{telling.Plain(c.Code), telling.Plain(c.Title)}
		if len(c.Countries) > 0 {
			row = append(row, telling.Plain(strings.Join(c.Countries, ", ")))
		}
		if until := r.SayPeriod(c); until != "" {
			row = append(row, telling.Plain(until))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// collaborationsOf are the open ones of an instrument.
func (r *request) collaborationsOf(instrument planner.Instrument) ([]planner.Collaboration, error) {
	all, err := r.Tx.Collaborations()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(c planner.Collaboration) bool { return c.Closed || c.Instrument != instrument }), nil
}

// wanted are the words after "with", "on" or "in" that a collaboration must
// hold, folded; a place counts by its names in both languages.
func (r *request) wanted(text string) []string {
	var wanted []string
	after := false
	for _, t := range grammar.Tokens(text) {
		switch {
		case slices.Contains([]string{"with", "on", "about", "in", "avec", "sur", "en", "au", "aux"}, t.Fold):
			after = true
		case after && len(t.Fold) > 2 && !grammar.Connective(t.Fold):
			wanted = append(wanted, t.Fold)
		}
	}
	for _, name := range r.Knowledge.PlaceNames(text) {
		wanted = append(wanted, words.Fold(name))
	}
	return wanted
}

// best are the collaborations that hold most of the words, all when none are
// wanted: "number theory" finds no "Theory of operators" beside its own.
func best(all []planner.Collaboration, wanted []string) []planner.Collaboration {
	most := 0
	var found []planner.Collaboration
	for _, c := range all {
		n := mentions(c, wanted)
		if n > most {
			most, found = n, nil
		}
		if n == most && (n > 0 || len(wanted) == 0) {
			found = append(found, c)
		}
	}
	return found
}

// mentions is how many of the words begin a word of a collaboration.
func mentions(c planner.Collaboration, wanted []string) (n int) {
	text := strings.Join(append(append([]string{c.Code, c.Title, c.Theme}, c.Countries...), c.Institutions...), " ")
	apart := func(letter rune) rune {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			return letter
		}
		return ' '
	}
	folded := " " + strings.Map(apart, words.Fold(text))
	for _, word := range wanted {
		if strings.Contains(folded, " "+strings.Map(apart, word)) {
			n++
		}
	}
	return n
}
