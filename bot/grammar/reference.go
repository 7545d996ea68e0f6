package grammar

import (
	"regexp"
	"strings"

	"entente/planner"
)

// pointers stand for an event or its dates without telling which.
var pointers = map[string]bool{
	"it": true, "this": true, "that": true, "one": true, "ones": true, "event": true, "talk": true, "date": true, "dates": true, "all": true, "every": true, "remaining": true, "before": true, "with": true, "sure": true,
	"ca": true, "cela": true, "ceci": true, "celui": true, "celle": true, "celui-ci": true, "celle-ci": true, "evenement": true, "expose": true, "toutes": true, "tous": true, "tout": true, "restantes": true, "avant": true, "avec": true, "ce": true, "cet": true, "cette": true,
}

// TellingWords are the words of text that tell one event from another, folded.
func TellingWords(text string) []string {
	var out []string
	for _, t := range Tokens(CutArticle(text)) {
		word := strings.TrimPrefix(strings.TrimPrefix(t.Fold, "l'"), "d'")
		if !Connective(word) && !pointers[word] && word != "session" && word != "seance" {
			out = append(out, word)
		}
	}
	return out
}

// IsSession says whether text speaks of a date of a seminar: "the session of",
// « la séance du ».
func IsSession(text string) bool {
	for _, t := range Tokens(text) {
		if t.Fold == "session" || t.Fold == "seance" || t.Fold == "seminar" || t.Fold == "seminaire" {
			return true
		}
	}
	return false
}

// FirstKindWord is the word of text that an event number may stand in for.
func FirstKindWord(text string) string {
	for _, t := range Tokens(text) {
		if kind, _, _ := CutKind(t.Fold); kind != "" || t.Fold == "session" || t.Fold == "seance" {
			return text[t.From:t.To]
		}
	}
	return ""
}

// KindIn is the kind of event that text speaks of, if any.
func KindIn(text string) planner.Kind {
	for _, t := range Tokens(text) {
		if kind, _, _ := CutKind(text[t.From:]); kind != "" {
			return kind
		}
	}
	if IsSession(text) {
		return planner.Seminar
	}
	return ""
}

// RefersBack says whether a sentence, folded, speaks of an event without naming
// it: "where is it?", « c'est quand ? ».
func RefersBack(folded string) bool {
	return pronoun.MatchString(folded) && len(Tokens(folded)) <= 8
}

var pronoun = regexp.MustCompile(`\b(it|this|that|the link|the room|c'est|ca|le lien|la salle)\b`)
