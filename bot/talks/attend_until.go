package talks

import (
	"errors"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// cutoffWords stand before the end of the time in which people may answer,
// folded.
var cutoffWords = []string{"until", "till", "by", "before", "close on", "close", "jusqu'au", "jusqu'a", "jusqu'", "avant le", "avant", "au plus tard le"}

// openWords say that there is no such end, folded.
var openWords = []string{"any time", "at any time", "without end", "no limit", "open", "to the end", "sans limite", "jusqu'au bout", "a tout moment", "ouvertes"}

// repliesUntil is `replies to E5 until 3 May`, `replies to E2 until 2 days
// before`, « réponses à E5 jusqu'au 3 mai »; without an end it says who comes.
func (r *request) repliesUntil(rest string) (*turn.Reply, error) {
	for _, phrase := range openWords {
		if left, ok := grammar.CutOut(rest, phrase); ok {
			t, err := r.Changeable(left)
			if err != nil {
				return nil, err
			}
			return r.setCutoff(t, planner.Cutoff{})
		}
	}
	subject, end := cutEnd(rest)
	if end == "" {
		return r.whoComes(rest)
	}
	t, err := r.Changeable(subject)
	if err != nil {
		return nil, err
	}
	cutoff, err := r.readCutoff(t, end)
	if err != nil {
		return nil, err
	}
	return r.setCutoff(t, cutoff)
}

// cutEnd cuts "until 3 May" from the end of text.
func cutEnd(text string) (subject, end string) {
	for _, tk := range grammar.Tokens(text) {
		for _, phrase := range cutoffWords {
			if rest, ok := grammar.CutPhrase(text[tk.From:], phrase); ok && strings.TrimSpace(rest) != "" {
				return text[:tk.From], strings.TrimSpace(rest)
			}
		}
	}
	return text, ""
}

// readCutoff reads an end: "3 May", "3 May at 18:00", "2 days before". A day
// means its whole length.
func (r *request) readCutoff(t *turn.Target, text string) (c planner.Cutoff, err error) {
	lead, _, err := when.FindLead(text, r.Lang)
	if err == nil {
		c.Before = lead.Exact
		if lead.Calendar() {
			c.Before = time.Duration(lead.Days+30*lead.Months) * 24 * time.Hour
		}
		return c, nil
	}
	if !errors.Is(err, when.ErrNone) {
		return c, err
	}
	context := r.TimeContext()
	context.Zone = t.Event.Span.Zone
	found, err := when.Find(text, context)
	if errors.Is(err, when.ErrNone) || err == nil && !found.HasDate {
		return c, &planner.Refusal{Why: "attend.until", Words: text}
	}
	if err != nil {
		return c, err
	}
	if t.Event.Rule != nil {
		return c, &planner.Refusal{Why: "attend.until_series", Words: text, Args: words.Args{"id": telling.Code(telling.EventID(t.Event))}}
	}
	c.At = found.Start
	if !found.HasClock {
		c.At.Clock = planner.Clock{Hour: 23, Minute: 59}
	}
	return c, nil
}

// setCutoff says until when people may answer that they come.
func (r *request) setCutoff(t *turn.Target, c planner.Cutoff) (*turn.Reply, error) {
	t.Event.Cutoff, t.Event.Updated = c, r.Now
	coming := planner.Ahead(t.Occurrences, r.Now)
	if len(coming) == 0 {
		return nil, &planner.Refusal{Why: "attend.over", Words: telling.EventID(t.Event)}
	}
	closes, err := t.Event.RepliesClose(coming[0])
	if err != nil {
		return nil, err
	}
	shown := when.SayInstant(closes, r.Reader().In(t.Event.Span.Zone))
	switch {
	case !closes.After(r.Now) && t.Event.Rule == nil:
		return nil, &planner.Refusal{Why: "attend.until_past", Words: shown}
	case closes.After(coming[0].EndAt):
		return nil, &planner.Refusal{Why: "attend.until_late", Words: shown, Args: words.Args{"date": coming[0].Span.Start.Date}}
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	saved, err := r.Tx.SaveEvent(t.Event)
	if errors.Is(err, store.ErrConflict) {
		return nil, &planner.Refusal{Why: "event.changed_since", Words: telling.EventID(t.Event)}
	}
	if err != nil {
		return nil, err
	}
	t.Event = saved
	key := "attend.until_set"
	switch {
	case c == planner.Cutoff{}:
		key = "attend.until_open"
	case t.Event.Rule != nil:
		key, shown = "attend.until_before", r.sayLength(c.Before)
	}
	return r.WithUndo(r.TellChanged(key, t, words.Args{"when": shown})), nil
}

// sayLength is a stretch of time, in days where it is whole ones.
func (r *request) sayLength(d time.Duration) string {
	if days := int(d / (24 * time.Hour)); days > 0 && d%(24*time.Hour) == 0 {
		return r.Words.Text(r.Lang, "attend.days", words.Args{"n": days})
	}
	return when.SayLength(d, r.Lang)
}
