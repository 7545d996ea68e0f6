package when

import "entente/planner"

// ParseLead reads how long before something a reminder comes: "3 days before",
// "un mois avant à 9 h". Without an hour, days and months are at
// [planner.Morning]. The error is a *planner.Refusal or a *planner.Question.
func ParseLead(text string, lang planner.Lang) (planner.Lead, error) {
	return planner.Lead{}, notUnderstood(text)
}

// FindLead is as [ParseLead], inside a sentence: "remind me 3 days before E5
// at 18:00". It gives the byte ranges used; the error may also be [ErrNone].
func FindLead(text string, lang planner.Lang) (planner.Lead, [][2]int, error) {
	return planner.Lead{}, nil, ErrNone
}
