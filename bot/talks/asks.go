package talks

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// askForm finds how many days or weeks before a talk something is asked: "30",
// "2 weeks", "D-14", « J-7 ».
var askForm = regexp.MustCompile(`(?i)(?:\b[dj]\s?[-‑−]\s?)?\b(\d{1,9})\s*(days?|jours?|weeks?|semaines?|[dj])?\b`)

// inWords are numbers that people write as words before a unit.
var inWords = regexp.MustCompile(`(?i)\b(an?|one|une?|two|deux|three|trois|four|quatre)\s+(days?|jours?|weeks?|semaines?)\b`)

var wordValues = map[string]string{"a": "1", "an": "1", "one": "1", "un": "1", "une": "1", "two": "2", "deux": "2", "three": "3", "trois": "3", "four": "4", "quatre": "4"}

// askFillers say nothing beside the days.
var askFillers = []string{
	"only once", "just once", "once", "only", "for what is missing", "their talk", "the talk", "before", "and", "of", "in", "for",
	"une seule fois", "une fois", "seulement", "ce qui manque", "leur expose", "l'expose", "avant", "et", "de", "du", "pour",
}

// askSpeakers is `ask speakers of E2 30, 14 and 7 days before`, « demander aux
// orateurs de E2 10 jours avant »: when the speakers of a series are asked for
// what is missing of their talks. Without days it says when they are.
func (r *request) askSpeakers(rest string) (*turn.Reply, error) {
	asks, text := takeAsks(rest)
	usual, text := grammar.TakeInside(text, grammar.UsualWords)
	t, err := r.ChangeableSeries(text)
	if err != nil {
		return nil, err
	}
	switch {
	case usual:
		return r.setAsks(t, nil)
	case len(asks) == 0:
		return r.sayAsks(t)
	case len(asks) > planner.MaxAsks || slices.Max(asks) > planner.MaxAskDays || slices.Min(asks) < 1:
		return nil, &planner.Refusal{Why: "talk.asks", Words: telling.EventID(t.Event), Args: words.Args{"n": planner.MaxAsks, "days": planner.MaxAskDays}}
	}
	return r.setAsks(t, asks)
}

// leaveSpeakersAlone is `don't ask the speakers of E2`.
func (r *request) leaveSpeakersAlone(rest string) (*turn.Reply, error) {
	t, err := r.ChangeableSeries(rest)
	if err != nil {
		return nil, err
	}
	return r.setAsks(t, []int{})
}

// takeAsks takes the days before a talk out of text, in falling order. A number
// has the unit of the next that has one: "3, 2 and 1 weeks before".
func takeAsks(text string) (asks []int, rest string) {
	text = inWords.ReplaceAllStringFunc(text, func(said string) string {
		number, unit, _ := strings.Cut(said, " ")
		return wordValues[strings.ToLower(number)] + " " + unit
	})
	event := grammar.EventForm.FindString(" " + text)
	rest = strings.Replace(text, strings.TrimSpace(event), "", 1)
	found := askForm.FindAllStringSubmatch(rest, -1)
	unit := 1
	for i := len(found) - 1; i >= 0; i-- {
		if said := strings.ToLower(found[i][2]); said != "" {
			unit = 1
			if said[0] == 'w' || said[0] == 's' {
				unit = 7
			}
		}
		n, err := strconv.Atoi(found[i][1])
		if err != nil {
			n = 0
		}
		asks = append(asks, n*unit)
	}
	slices.Sort(asks)
	asks = slices.Compact(asks)
	slices.Reverse(asks)
	rest = askForm.ReplaceAllString(rest, " ")
	for _, filler := range askFillers {
		_, rest = grammar.TakeInside(rest, []string{filler})
	}
	return asks, strings.TrimSpace(event) + " " + strings.Trim(rest, " ,")
}

// setAsks keeps when the speakers of a series are asked. What they were asked
// already is not asked again: each day before a talk has one row.
func (r *request) setAsks(t *turn.Target, asks []int) (*turn.Reply, error) {
	talks, err := r.Tx.TalksOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	series := talks[""]
	series.Event, series.Asks = t.Event.ID, asks
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if _, err := r.Tx.SaveTalk(series); err != nil {
		return nil, err
	}
	if err := delivery.PlanTalks(r.Tx, t.Event, t.Occurrences, r.Now); err != nil {
		return nil, err
	}
	p := r.TellChanged("talk.asks_"+asksKey(asks), t, r.askedArgs(t.Event, series))
	late, err := r.tooLateToAsk(t, talks, asks)
	if err != nil {
		return nil, err
	}
	if len(late) > 0 {
		p.Add(r.Say("talk.asks_past", words.Args{"n": len(late), "dates": r.Days(late), "days": asks[0]})...)
	}
	return r.WithUndo(p), nil
}

// asksKey ends the key of what is said of when speakers are asked.
func asksKey(asks []int) string {
	if asks != nil && len(asks) == 0 {
		return "never"
	}
	return "set"
}

// sayAsks says when the speakers of a series are asked.
func (r *request) sayAsks(t *turn.Target) (*turn.Reply, error) {
	talks, err := r.Tx.TalksOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	p := &turn.Reply{About: memory.Subject{Event: t.Event.ID}}
	return p.Add(r.asksSaid(t.Event, talks[""])...).Add(r.Say("talk.asks_usage", words.Args{"ref": telling.EventID(t.Event)})...), nil
}

// asksSaid is the line that says when the speakers of an event are asked.
func (r *request) asksSaid(e planner.Event, series planner.Talk) []chat.Block {
	return r.Say("talk.asks_are_"+asksKey(series.Asks), r.askedArgs(e, series))
}

// askedArgs are values for a sentence on when the speakers of an event are asked.
func (r *request) askedArgs(e planner.Event, series planner.Talk) words.Args {
	var said []string
	sum := 0
	for _, days := range (planner.Talk{}).In(series).Asks {
		said, sum = append(said, strconv.Itoa(days)), sum+days
	}
	return words.Args{"days": r.Voice().Listed(said), "n": sum, "ref": telling.EventID(e)}
}

// tooLateToAsk are the dates to come with speakers for whom the first of the days
// has gone by.
func (r *request) tooLateToAsk(t *turn.Target, talks map[planner.OccurrenceID]planner.Talk, asks []int) (late []planner.Occurrence, err error) {
	if len(asks) == 0 {
		return nil, nil
	}
	for _, o := range planner.Ahead(t.Occurrences, r.Now) {
		today, err := planner.DateOf(r.Now, o.Span.Zone)
		if err != nil {
			return nil, err
		}
		first := planner.Workday(o.Span.Start.Date.AddDays(-asks[0]))
		if len(talks[o.ID].Confirmed()) > 0 && first.Before(today) {
			late = append(late, o)
		}
	}
	slices.SortFunc(late, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	return late, nil
}
