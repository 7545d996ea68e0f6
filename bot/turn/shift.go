package turn

import (
	"errors"
	"strings"

	"entente/bot/grammar"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// TakeShift takes how far an event is moved out of the words behind the verb;
// nothing is a shift without words. Which way is asked where neither the words
// nor the verb say so. Later is then what was meant.
func (r *Turn) TakeShift(rest string) (when.FoundShift, string, error) {
	by, err := when.FindShift(rest, r.Lang)
	if errors.Is(err, when.ErrNone) {
		return when.FoundShift{}, rest, nil
	}
	if err != nil {
		return by, rest, err
	}
	from, to := by.Piece[0], by.Piece[1]
	if !by.Way {
		later, known := r.wayOfVerb()
		switch {
		case !known:
			return by, rest, &planner.Question{Why: "move.which_way", Words: rest[from:to], Choices: []string{by.Later, by.Earlier}}
		case !later:
			by.Shift = by.Reversed()
		}
	}
	if by.Months < 0 || by.Days < 0 || by.Exact < 0 {
		by.Later = by.Earlier
	}
	return by, strings.TrimSpace(rest[:from] + rest[to:]), nil
}

// wayOfVerb says whether the verb of the sentence puts off, if it says so.
func (r *Turn) wayOfVerb() (later, known bool) {
	for _, t := range grammar.Tokens(grammar.BlankQuoted(r.Text)) {
		if later, known = shiftWays[t.Fold]; known {
			return later, known
		}
	}
	return false, false
}

// shiftWays are the verbs that say which way an event moves: « reporter » puts
// it off. Of "move", "push back" and « décaler » people do not agree.
var shiftWays = map[string]bool{
	"postpone": true, "postponed": true, "delay": true, "delayed": true,
	"reporter": true, "reporte": true, "reportee": true, "reportes": true, "reportees": true, "reportez": true,
	"retarder": true, "retarde": true, "retardee": true, "retardez": true, "repousser": true, "repousse": true, "repoussee": true, "repoussez": true,
	"bring": false, "brought": false, "avancer": false, "avance": false, "avancee": false, "avances": false, "avancees": false, "avancez": false,
}

// MovedTo is where an event goes: so far from where it was, or to the time
// that was said.
func (r *Turn) MovedTo(by when.FoundShift, rest string, was planner.Span) (planner.Span, error) {
	if by.Later == "" {
		to, err := r.NewSpan(rest, was)
		if err == nil {
			err = r.againstVerb(was, to)
		}
		return to, err
	}
	if was.AllDay && by.Exact != 0 {
		return was, &planner.Refusal{Why: "move.all_day", Words: by.Later}
	}
	to := was.StartingAt(by.After(was.Start))
	return to, to.Validate()
}

// NewSpan reads where to: what is not said stays as it was.
func (r *Turn) NewSpan(text string, was planner.Span) (planner.Span, error) {
	c := r.TimeContext()
	c.Zone = was.Zone
	reading, err := when.Parse(text, c)
	if err != nil {
		return was, err
	}
	timed := reading.HasClock && (reading.HasEnd || reading.Length > 0)
	switch {
	case reading.Period:
		return was, &planner.Refusal{Why: "move.period", Words: text}
	case reading.Rule != nil:
		return was, &planner.Refusal{Why: "move.one_time", Words: text}
	case was.AllDay && reading.HasClock && (!timed || !reading.HasDate):
		return was, &planner.Refusal{Why: "move.all_day", Words: text}
	}
	start := was.Start
	if reading.HasDate {
		start.Date = reading.Start.Date
	}
	if reading.HasClock {
		start.Clock = reading.Start.Clock
	}
	to := was.StartingAt(start)
	switch {
	case reading.AllDay && reading.HasEnd:
		to = planner.AllDay(reading.Start.Date, reading.End.Date, was.Zone)
	case reading.HasClock && reading.HasEnd:
		to = planner.Span{Start: start, End: start.Add(reading.End.Sub(reading.Start))}
	case reading.HasClock && reading.Length > 0:
		to = planner.Timed(start, reading.Length, was.Zone)
	}
	to.Zone = was.Zone
	if reading.Zone != "" {
		to.Zone = reading.Zone
	}
	return to, to.Validate()
}

// againstVerb refuses to put off to an earlier time, or to bring forward to a
// later one: « repousser à jeudi » of what is held in a month may mean the
// Thursday after it. The same time is none.
func (r *Turn) againstVerb(was, to planner.Span) error {
	if to == was {
		return &planner.Refusal{Why: "move.same", Words: when.Say(was, r.Reader())}
	}
	later, known := r.wayOfVerb()
	if way := to.Start.Compare(was.Start); known && (later && way < 0 || !later && way > 0) {
		why := "move.other_way_earlier"
		if later {
			why = "move.other_way_later"
		}
		return &planner.Refusal{Why: why, Words: when.SayStart(to, r.Reader()), Args: words.Args{"from": when.SayStart(was, r.Reader()), "date": to.Start.Date.String()}}
	}
	return nil
}
