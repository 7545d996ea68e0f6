package events

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// moveMarks stand between what is moved and where to; those of the second list
// only where there is none of the first.
var moveMarks = []map[string]bool{
	{"to": true, "au": true, "a": true, "aux": true, "vers": true, "le": true},
	{"for": true, "pour": true},
}

var (
	lastNumber = regexp.MustCompile(`(?i)\s+(from|of|on|du|le|de)\s+\d{1,2}(er)?$`)
	fromOrDu   = regexp.MustCompile(`(?i)\b(from|du)\s`)
)

// movedEvent finds the event and its date, and the words that say where to;
// of "E1 of 30 March", which goes "by a week", there are none.
func (r *request) movedEvent(rest string, byShift bool) (*turn.Target, string, error) {
	rest = idFirst(rest)
	head, tail := cutMove(rest)
	if byShift {
		head, tail = rest, ""
	}
	t, err := r.SubjectOf(lastNumber.ReplaceAllString(head, ""))
	if err != nil {
		return nil, "", err
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, "", err
	}
	if t.Event.State != planner.Planned {
		return nil, "", &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(t.Event)}
	}
	if len(planner.Ahead(t.Occurrences, r.Now)) == 0 {
		return nil, "", &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	tail, err = r.whereTo(t, head, tail, rest)
	return t, tail, err
}

// idFirst puts the number of the event in front.
func idFirst(text string) string {
	at := grammar.EventForm.FindStringIndex(" " + text)
	if at == nil || at[0] == 0 {
		return text
	}
	from, to := at[0]-1, at[1]-1
	return strings.TrimSpace(text[from:to]) + " " + strings.TrimSpace(text[:from]) + text[to:]
}

// cutMove cuts a sentence at the first mark that leaves an event before it:
// "E5 | to 20 May", « la séance du 6 avril | au 7 avril ». Without a mark, all
// after the number says where to.
func cutMove(text string) (head, tail string) {
	have := grammar.Tokens(text)
	for _, marks := range moveMarks {
		for i, t := range have {
			if i > 0 && marks[t.Fold] {
				return strings.TrimSpace(text[:t.From]), strings.TrimSpace(text[t.To:])
			}
		}
	}
	if len(have) > 0 && grammar.EventForm.MatchString(" "+text[:have[0].To]) {
		return text[:have[0].To], strings.TrimSpace(text[have[0].To:])
	}
	if len(have) > 0 && moveMarks[0][have[0].Fold] {
		return "", strings.TrimSpace(text)
	}
	return text, ""
}

// whereTo are the words that say where to. A date before the mark is the one
// that is moved, if the event has it: « la séance du 6 avril au 7 avril ». Else
// it belongs to the new time: « E5 du 20 au 24 mai ».
func (r *request) whereTo(t *turn.Target, head, tail, whole string) (string, error) {
	ref, err := r.ReadReference(head)
	if err != nil {
		return "", err
	}
	if ref.Date.IsZero() && r.Fits(ref, t.Event) {
		return tail, nil
	}
	c := r.TimeContext()
	c.Zone = t.Event.Span.Zone
	found, err := when.Find(whole, c)
	stretch := err == nil && found.HasDate && found.HasEnd
	if !ref.Date.IsZero() {
		was := t.OnDate(r.Turn, ref.Date)
		switch {
		case was == nil && stretch && fromOrDu.MatchString(head) && t.Event.Rule == nil && t.Event.Span.Days() > 1:
			return "", &planner.Refusal{Why: "move.range", Words: telling.EventID(t.Event), Args: words.Args{"date": found.End.Date}}
		case was == nil:
			return tail, nil
		case t.Event.Rule != nil:
			return "", was
		}
	}
	switch {
	case errors.Is(err, when.ErrNone) || err == nil && !r.Fits(ref.WithoutNumbers(), t.Event):
		return "", &planner.Refusal{Why: "when.not_understood", Words: grammar.Squeeze(head)}
	case err != nil:
		return "", err
	case t.Event.Rule == nil:
		return grammar.PiecesOf(whole, found.Pieces), nil
	case stretch && found.AllDay && t.OnDate(r.Turn, found.Start.Date) == nil: // « la séance du 6 au 7 avril »
		return found.End.Date.String(), nil
	}
	return "", &planner.Refusal{Why: "when.not_understood", Words: grammar.Squeeze(head)}
}

// allMarks, and allWords at an end, say that all remaining dates of a series are
// meant, folded.
var (
	allMarks = []string{"all remaining", "all dates", "every date", "toutes les dates"}
	allWords = []string{"all", "toutes", "tout"}
)

// takeAll takes "all remaining" out of the words that say what or where to.
func takeAll(text string) (bool, string) {
	if all, rest := grammar.TakeInside(text, allMarks); all {
		return true, rest
	}
	have := grammar.Tokens(text)
	for i, t := range have {
		first, last := i == 0 || moveMarks[0][have[i-1].Fold], i == len(have)-1
		if slices.Contains(allWords, t.Fold) && (first || last) {
			return true, strings.TrimSpace(text[:t.From] + strings.TrimSpace(text[t.To:]))
		}
	}
	return false, text
}

// ShiftSentence is "one hour later": of the event meant; nil when text says more or
// less than how far.
func ShiftSentence(r *turn.Turn, text string) (*turn.Reply, error) {
	if !saysShift(text) {
		return nil, nil
	}
	r.Command = "move"
	return r.As("move", text)
}

// saysShift says whether text is how far an event is moved, and no more than
// the number of the event beside it: "one hour later".
func saysShift(text string) bool {
	by, err := when.FindShift(text, planner.English)
	if err != nil || !by.Way || grammar.Asks(text) {
		return false
	}
	rest := text[:by.Piece[0]] + text[by.Piece[1]:]
	return strings.TrimSpace(grammar.EventForm.ReplaceAllString(" "+rest, "")) == ""
}

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
	head, tail, ok := grammar.CutAt(text, movedMarks)
	if !ok || !r.NamesEvent(head) {
		return nil, nil
	}
	r.Command = "move"
	return r.move(strings.TrimSpace(head + " " + tail))
}
