package events

import (
	"entente/bot/grammar"
	"entente/bot/talks"
	"entente/bot/turn"
)

// How people say that a date is not held, or is held after all: at the
// beginning of a sentence, or anywhere in it. Folded.
var (
	noMarks = []string{
		"there is no", "there's no", "there will be no", "no", "we skip", "we are skipping",
		"il n'y a pas de", "il n'y a pas d'", "il n'y aura pas de", "il n'y aura pas d'", "y a pas de", "y a pas d'", "pas de", "pas d'", "on saute", "nous sautons",
	}
	notHeldMarks = []string{
		"is not held", "is not taking place", "does not take place", "doesn't take place", "will not take place", "won't take place", "will not be held", "is skipped", "is cancelled", "is canceled", "is off",
		"n'a pas lieu", "n'aura pas lieu", "est annule", "est annulee", "est supprime", "est supprimee", "est suspendu", "est suspendue", "saute",
	}
	heldMarks = []string{
		"takes place after all", "will take place after all", "is held after all", "is on after all", "is on again", "is back on",
		"a bien lieu", "aura bien lieu", "est bien maintenu", "est bien maintenue", "est maintenu", "est maintenue", "est retabli", "est retablie", "a finalement lieu",
	}
)

// SeriesSentence does what people say of a series, or of how many may come,
// without a command: "no seminar on 9 February: Tết", "the seminar of 9 February
// takes place after all", "from 4 May the seminar is at 16:00". It gives nil when
// text says nothing of the kind.
func SeriesSentence(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	if grammar.Asks(text) {
		return nil, nil
	}
	if p, err := talks.CapacitySentence(r.Turn, text); p != nil || err != nil {
		return p, err
	}
	for _, mark := range noMarks {
		if rest, ok := grammar.CutPhrase(text, mark); ok && r.saysWhich(rest) {
			r.Command = "skip"
			return r.skip(rest)
		}
	}
	if held, rest := grammar.TakeInside(text, heldMarks); held && r.saysWhich(rest) {
		r.Command = "unskip"
		return r.unskip(rest)
	}
	if off, rest := grammar.TakeInside(text, notHeldMarks); off && r.saysWhich(rest) {
		r.Command = "cancel"
		return r.cancel(rest)
	}
	if p, err := r.saidMoved(text); p != nil || err != nil {
		return p, err
	}
	if p, err := r.lengthSentence(text); p != nil || err != nil {
		return p, err
	}
	if p, err := r.heldElsewhere(text); p != nil || err != nil {
		return p, err
	}
	return r.fromThenOn(text)
}

// saysWhich says whether text names an event by its number or kind and a date of
// it, or answers a message about one.
func (r *request) saysWhich(text string) bool {
	d, err := r.ReadDropped(text)
	if err != nil || len(d.Days) == 0 && r.In.ReplyTo == "" {
		return err != nil && turn.Refused(err) && r.NamesEvent(text)
	}
	return r.NamesEvent(d.Left)
}
