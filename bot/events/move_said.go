package events

import (
	"strings"

	"entente/bot/grammar"
	"entente/bot/talks"
	"entente/bot/turn"
)

// movedMarks say of an event or a date that it is held at another time, folded.
var movedMarks = movedPhrases()

func movedPhrases() (phrases []string) {
	for _, being := range []string{"is", "has been", "will be", "was"} {
		for _, verb := range []string{"moved", "postponed", "rescheduled", "delayed", "brought forward"} {
			phrases = append(phrases, being+" "+verb)
		}
	}
	for _, being := range []string{"est", "sera", "a ete"} {
		for _, verb := range []string{"deplace", "reporte", "decale", "repousse", "avance", "retarde"} {
			phrases = append(phrases, being+" "+verb, being+" "+verb+"e")
		}
	}
	return phrases
}

// saidMoved is "the seminar of 6 April is moved to 7 April", « la séance du 6
// avril est reportée au 7 »: what people tell of a change is the change. It gives
// nil when text says nothing of the kind.
func (r *request) saidMoved(text string) (*turn.Reply, error) {
	if grammar.Asks(text) {
		return nil, nil
	}
	head, tail, ok := talks.CutAt(text, movedMarks)
	if !ok || !r.NamesEvent(head) {
		return nil, nil
	}
	r.Command = "move"
	return Move(r.Turn, strings.TrimSpace(head+" "+tail))
}
