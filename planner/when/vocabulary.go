package when

import (
	"slices"
	"strings"
	"time"

	"entente/planner"
)

// class says what a word may be in a time phrase. A word may be several: "de"
// is both "from" and "of". The rules know classes only, never words.
type class uint64

const (
	weekdayName  class = 1 << iota // meaning.weekday
	weekdayNames                   // plural: in itself a series
	monthName                      // meaning.month
	seasonName                     // meaning.month: its first
	unitName                       // meaning.unit
	numberWord                     // meaning.num
	halfWord                       // of an hour
	ordinalWord                    // meaning.num; -1: the last
	ordinalEnd                     // what follows digits: "th", « er »
	relativeDay                    // meaning.num days from today
	dayPart                        // meaning.num hours are added to 1-11
	noonWord
	midnightWord
	amPm         // meaning.half
	hourSign     // "h" in "15 h 30"
	oclock       //
	pastWord     // before the hour: "half past", meaning.num minutes; with a unit, behind a number of them
	pastEnd      // behind the hour: « et demie »
	article      //
	of           //
	at           //
	on           //
	from         //
	to           //
	dash         //
	and          //
	comma        //
	between      //
	until        //
	starting     //
	during       // before a length: "for"
	ahead        // before an amount from now: "in", « dans »
	within       // before a period: "in March"
	fromNow      // behind an amount
	before       // behind an amount: a lead
	eve          // a lead of its own: "the day before", « la veille »
	every        //
	everyOther   // behind "every"
	outOf        // « un jeudi sur deux »
	adverb       // weekly: meaning.num, unit
	unsure       // biweekly: meaning.choices, the weekly one first
	workday      //
	weekend      //
	next         //
	this         //
	last         //
	weeksOn      // « en huit »: meaning.num weeks
	partOf       // meaning.num: 1 beginning, 2 middle, 3 end
	weekOf       //
	times        // "10 times", "10 sessions"
	except       //
	holidays     // which we cannot leave out
	vague        // changes what stands beside it: "before", "about", "not"
	feast        // changes the day beside it: Easter Monday
	preposition  // begins what is no time: "at 10 with Jane"
	laterWord    // behind an amount: how far an event is moved; meaning.num -1: earlier
	onward       // behind the start of what has no end: "from 4 May onwards"
	because      // before a reason
	inclusive    // behind the last day; with meaning.num, behind a day that some months lack
	by           // before such an amount
	isoT         // between the date and the hour of ISO 8601
	zoneBefore   // « heure de » Paris
	zoneAfter    // Paris "time"
	abbreviation // too short to be trusted alone in a sentence
)

// What meaning.num says of a vague word; 0: it changes what stands behind it,
// or before it at the end.
const (
	vagueBeside = iota + 1 // it changes either: "at the same time"
	vagueChoice            // it stands between two: "or"
	vagueHour              // it stands in the place of an hour: "after lunch"
)

// unit is a stretch of time of the calendar or the clock.
type unit uint8

const (
	minutes unit = iota + 1
	hours
	days
	weeks
	months
	years
)

// meaning is what a word stands for.
type meaning struct {
	is      class
	num     int
	weekday time.Weekday
	month   time.Month
	unit    unit
	choices []string
}

// entry gives words of one meaning, separated by "|".
type entry struct {
	words string
	meaning
}

// vocabulary holds the entries of a language by their first token.
type vocabulary struct {
	lang    planner.Lang
	phrases map[string][]phraseEntry
}

type phraseEntry struct {
	rest []string // tokens that follow the first
	meaning
}

func newVocabulary(lang planner.Lang, entries ...[]entry) *vocabulary {
	v := &vocabulary{lang: lang, phrases: map[string][]phraseEntry{}}
	for _, e := range slices.Concat(entries...) {
		for text := range strings.SplitSeq(e.words, "|") {
			tokens := lex(text)
			var rest []string
			for _, t := range tokens[1:] {
				rest = append(rest, t.text)
			}
			first := tokens[0].text
			v.phrases[first] = append(v.phrases[first], phraseEntry{rest, e.meaning})
		}
	}
	for _, list := range v.phrases { // the longest first
		slices.SortStableFunc(list, func(a, b phraseEntry) int { return len(b.rest) - len(a.rest) })
	}
	return v
}

// match is the longest entry that starts at a token, and how many tokens it
// takes.
type match struct {
	*meaning
	n int
}

// matches looks up every token.
func (v *vocabulary) matches(tokens []token) []match {
	found := make([]match, len(tokens))
	for i, t := range tokens {
		found[i] = match{&unknown, 1}
		if t.kind == aNumber || i > 0 && !t.spaced && isMention(tokens[i-1].text) {
			continue
		}
		list := v.phrases[t.text]
		for j := range list {
			if n := len(list[j].rest); startsWith(tokens[i+1:], list[j].rest) {
				found[i] = match{&list[j].meaning, 1 + n}
				break
			}
		}
	}
	return found
}

var unknown meaning

// isMention says whether what stands behind the sign is the name of a person
// or a room: @sam is not Saturday.
func isMention(sign string) bool { return sign == "@" || sign == "#" }

func startsWith(tokens []token, texts []string) bool {
	if len(tokens) < len(texts) {
		return false
	}
	for i, text := range texts {
		if tokens[i].text != text {
			return false
		}
	}
	return true
}

// signs mean the same in every language.
var signs = []entry{
	{"-|→", meaning{is: dash}},
	{",|;", meaning{is: comma}},
	{"@", meaning{is: at}},
	{"&", meaning{is: and}},
	{"t", meaning{is: isoT}},
}
