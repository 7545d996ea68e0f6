// Package telling says events, dates, talks and people in one language, alike in
// an answer and in a notice.
package telling

import (
	"strings"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// Voice says what is kept, in one language.
type Voice struct {
	Words *words.Catalogue
	Tx    *store.Tx
	Lang  planner.Lang
}

// Kind is what an event is called: "workshop", or "tentative workshop" until
// it is confirmed.
func (v Voice) Kind(e planner.Event) string {
	kind := v.Words.Text(v.Lang, "kind."+string(e.Kind), nil)
	if e.Tentative() {
		return v.Words.Text(v.Lang, "kind.tentative", words.Args{"kind": kind})
	}
	return kind
}

// Hours are the hours of a span, without its date.
func (v Voice) Hours(s planner.Span) string {
	if s.AllDay {
		return v.Words.Text(v.Lang, "card.all_day", nil)
	}
	return when.SayClock(s.Start.Clock, v.Lang) + "–" + when.SayClock(s.End.Clock, v.Lang)
}

// Listed joins things as people do: "30, 14 and 7".
func (v Voice) Listed(said []string) string {
	if n := len(said); n > 1 {
		return strings.Join(said[:n-1], ", ") + " " + v.Words.Text(v.Lang, "talk.and", nil) + " " + said[n-1]
	}
	return strings.Join(said, "")
}

// How much is shown before the rest is counted.
const (
	MaxRows    = 15 // rows of a list
	MaxClashes = 5  // dates on holidays, or conflicts, in one message
)
