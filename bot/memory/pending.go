package memory

import (
	"slices"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/words"
	"entente/planner"
)

// Pending is what a person was shown last in a place: the sentences that its
// numbers stand for.
type Pending struct {
	Choices []chat.Button
	// Question: the person was asked. Otherwise the buttons only offer what may
	// come next: a number presses one, but yes, no and OK mean none of them.
	Question bool
	Due      string   `json:",omitempty"` // key of the due row that it was about: what is said next may put that reminder off
	Then     string   // said again once the question is answered
	Form     *Filling `json:",omitempty"` // it is a question of this form
	Lang     planner.Lang
}

// Place is where a dialogue is held: the room, and the thread in it.
func Place(in chat.Incoming) string { return string(in.Room) + " " + in.Thread }

// Places are where a question that in may answer was asked: on Slack an answer
// at top level opens a thread on the message that was answered.
func Places(in chat.Incoming) []string {
	top := string(in.Room) + " "
	if in.Thread == "" {
		return []string{top}
	}
	return []string{Place(in), top}
}

// AnsweredBy says whether something that is not addressed to the bot can be meant
// for it: a choice, and in a form a word that steers it. Other answers to a form
// are too much like what people say to each other.
func (p *Pending) AnsweredBy(text string) bool {
	if p.Form != nil {
		_, picked := p.Choice(text)
		return picked || Steers(text) != ""
	}
	_, choice := Choice(text)
	return choice && p.Question
}

// Choice is the sentence that a bare number stands for.
func (p *Pending) Choice(text string) (string, bool) {
	n, err := strconv.Atoi(strings.Trim(text, " .)"))
	if err != nil || n < 1 || n > len(p.Choices) {
		return "", false
	}
	return p.Choices[n-1].Sentence, true
}

// Labelled is the number of the choice that is called text, or that does what
// the word asks for, as "arrêter" for Stop; 0 when none is.
func (p *Pending) Labelled(text string) int {
	if p == nil || !p.Question {
		return 0
	}
	return 1 + slices.IndexFunc(p.Choices, func(b chat.Button) bool {
		return words.Fold(b.Label) == words.Fold(text) || Steers(text) != "" && Steers(b.Label) == Steers(text)
	})
}

// Offers says whether a sentence is one of the choices, as when its button was
// pressed.
func (p *Pending) Offers(sentence string) bool {
	return slices.ContainsFunc(p.Choices, func(b chat.Button) bool { return b.Sentence == sentence })
}

// Choice reads a bare number, yes or no: 1 is the first choice, 0 is no.
func Choice(text string) (int, bool) {
	switch answer := words.Fold(strings.Trim(text, " .!)")); answer {
	case "yes", "oui", "ok", "y", "o":
		return 1, true
	case "no", "non", "n":
		return 0, true
	default:
		n, err := strconv.Atoi(answer)
		return n, err == nil && n >= 1 && n <= 50
	}
}

// The words that steer a form, folded.
var steering = map[string]string{
	"stop": "stop", "cancel": "stop", "quit": "stop", "annuler": "stop", "annule": "stop", "annulez": "stop", "arreter": "stop", "arrete": "stop", "arretez": "stop",
	"back": "back", "retour": "back", "precedent": "back", "revenir": "back",
	"skip": "skip", "none": "skip", "-": "skip", "passer": "skip", "passe": "skip", "passez": "skip", "aucun": "skip", "aucune": "skip",
}

// Steers is what a word does in a form; empty when it is an answer.
func Steers(text string) string { return steering[words.Fold(grammar.TrimStop(text))] }
