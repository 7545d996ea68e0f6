package questions

import (
	"slices"

	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/bot/words"
)

// atPlace stand before the name of a place, folded.
var atPlace = []string{"in", "at", "with", "en", "au", "aux", "a", "dans", "avec"}

// instruments, irls and compare are short forms of questions to the knowledge
// base, which knows how to answer them.

func (r *request) instruments(rest string) (*turn.Reply, error) {
	if rest != "" {
		return Answer(r.Turn, r.Text)
	}
	return Answer(r.Turn, r.either("list the instruments", "liste des instruments"))
}

func (r *request) irls(rest string) (*turn.Reply, error) {
	if first := words.Fold(grammar.FirstWord(rest)); rest != "" && !slices.Contains(atPlace, first) { // "IRLs last how long?"
		return Answer(r.Turn, r.Text)
	}
	return Answer(r.Turn, r.either("which IRLs are there ", "quels IRL existent ")+rest)
}

func (r *request) compare(rest string) (*turn.Reply, error) {
	if rest == "" {
		return Answer(r.Turn, r.either("difference between the five instruments", "différence entre les cinq instruments"))
	}
	return Answer(r.Turn, r.either("compare ", "comparer ")+rest)
}

// either is the sentence of the language of the answer.
func (r *request) either(english, french string) string {
	if r.Lang == "fr" {
		return french
	}
	return english
}
