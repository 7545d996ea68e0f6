package events

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
)

// holidayWords are those of a question about holidays, folded.
var holidayWords = regexp.MustCompile(`\b(holidays?|feries?|vacances scolaires)\b`)

// notKept are words for holidays that are not kept, folded.
var notKept = regexp.MustCompile(`\b(school holidays?|vacances|alsace|moselle)\b`)

// holidaysAsked is what was asked: the countries, and from when to when.
type holidaysAsked struct {
	countries []holidays.Country
	from, to  planner.Date
	left      string // what was not understood
}

// holidays is `holidays in Vietnam in 2027`, `holidays GANDA`: the public
// holidays of a country, or of those of a collaboration, with their sources.
func (r *request) holidays(rest string) (*turn.Reply, error) {
	if notKept.MatchString(words.Fold(rest)) {
		return r.Tell("holidays.not_kept", nil), nil
	}
	asked, err := r.readHolidays(rest)
	switch {
	case err != nil:
		return nil, err
	case asked.left != "":
		return nil, &planner.Refusal{Why: "holidays.country", Words: asked.left}
	case len(asked.countries) == 0:
		return nil, &planner.Refusal{Why: "holidays.which"}
	}
	return r.tellHolidays(asked), nil
}

// sentence is the command that asks the same.
func (asked holidaysAsked) sentence() string {
	var names []string
	for _, c := range asked.countries {
		names = append(names, c.English)
	}
	return fmt.Sprintf("holidays %s from %s to %s", strings.Join(names, ", "), asked.from, asked.to)
}

// HolidayQuestion answers "what are the public holidays in Vietnam?", « le 30
// avril est-il férié au Vietnam ? »; nil when text is no such question.
func HolidayQuestion(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	folded := words.Fold(text)
	switch {
	case !holidayWords.MatchString(folded):
		return nil, nil
	case notKept.MatchString(folded):
		return r.Tell("holidays.not_kept", nil), nil
	}
	if named, _ := takeCountries(text); len(named) == 0 && !grammar.Asks(text) {
		return nil, nil
	}
	asked, err := r.readHolidays(text)
	if err != nil || len(asked.countries) == 0 {
		return nil, err
	}
	r.Command = "holidays"
	return r.tellHolidays(asked), nil
}

// readHolidays reads the countries, named or of a collaboration, and the
// period: without one, a year from today.
func (r *request) readHolidays(text string) (holidaysAsked, error) {
	asked := holidaysAsked{from: r.today(), to: r.today().AddMonths(12)}
	var s turn.Scope
	text, err := r.takeCode(text, &s)
	if err != nil {
		return asked, err
	}
	asked.countries, text = takeCountries(text)
	if c := s.Collaboration; c != nil {
		asked.countries = append(asked.countries, holidays.OfCollaboration(*c)...)
	}
	if text, err = r.takeDays(text, &asked); err != nil {
		return asked, err
	}
	asked.left = grammar.Squeeze(grammar.StripConnectives(text))
	if len(asked.countries) == 0 && r.Collaboration != nil {
		asked.countries = holidays.OfCollaboration(*r.Collaboration)
	}
	return asked, nil
}

// takeDays takes the period out of text: "2027", "in April", "30 April".
func (r *request) takeDays(text string, asked *holidaysAsked) (string, error) {
	reading, err := when.Parse(grammar.Squeeze(grammar.StripConnectives(text)), r.TimeContext())
	left := ""
	if err != nil || !reading.HasDate {
		found, err := when.Find(text, r.TimeContext())
		if errors.Is(err, when.ErrNone) || err == nil && !found.HasDate {
			return text, nil
		}
		if err != nil {
			return text, err
		}
		reading, left = found.Reading, grammar.BlankPieces(text, found.Pieces)
	}
	asked.from, asked.to = reading.Start.Date, reading.Start.Date
	if reading.HasEnd {
		asked.to = reading.End.Date
	}
	return left, nil
}

// takeCountries takes the countries that text names out of it, the longest
// names first.
func takeCountries(text string) ([]holidays.Country, string) {
	var list []holidays.Country
	have := grammar.Tokens(text)
	for i := 0; i < len(have); {
		taken := 1
		for n := min(4, len(have)-i); n > 0; n-- {
			from, to := have[i].From, have[i+n-1].To
			c, ok := holidays.Named(text[from:to])
			if !ok || grammar.Connective(have[i].Fold) && n == 1 {
				continue
			}
			list, text, taken = append(list, c), grammar.Blank(text, from, to), n
			break
		}
		i += taken
	}
	return list, text
}

// tellHolidays lists the holidays asked for, a line each, with what is not in
// them and where they stand.
func (r *request) tellHolidays(asked holidaysAsked) *turn.Reply {
	var days []holidays.Day
	var known []holidays.Country
	for _, c := range asked.countries {
		if c.Known(asked.from.Year) || c.Known(asked.to.Year) {
			known = append(known, c)
			days = append(days, holidays.Of(c, asked.from, asked.to)...)
		}
	}
	p := &turn.Reply{}
	if len(known) > 0 {
		period := when.Say(planner.AllDay(asked.from, asked.to, "UTC"), when.Reader{Lang: r.Lang, Now: r.Now})
		args := words.Args{"countries": telling.Strong(people.CountryNames(r.Turn, known)), "period": period}
		if len(days) == 0 {
			return p.Add(r.Say("holidays.none_then", args)...).Add(people.UnknownHolidays(r.Turn, asked.countries)...)
		}
		p.Add(r.Say("holidays.head", args)...)
		slices.SortStableFunc(days, func(a, b holidays.Day) int { return a.Date.Compare(b.Date) })
		r.AddRows(p, r.holidayRows(days, len(known) > 1), asked.sentence())
	}
	p.Add(people.UnknownHolidays(r.Turn, asked.countries)...)
	p.Add(r.unknownYears(asked)...)
	r.addNotes(p, known)
	r.addHolidaySources(p, days)
	return p
}

// holidayRows are one row a day: when, what, in which countries.
func (r *request) holidayRows(days []holidays.Day, countries bool) [][]chat.Text {
	var rows [][]chat.Text
	for _, group := range holidays.SameFeasts(days) {
		d := group[0]
		row := []chat.Text{telling.Plain(when.SayDate(d.Date, r.Reader())), telling.Plain(d.Name(r.Lang))}
		if countries {
			var names []string
			for _, d := range group {
				names = append(names, d.Country.Name(r.Lang))
			}
			row = append(row, telling.Plain(strings.Join(names, ", ")))
		}
		if d.Expected {
			row = append(row, telling.Plain(r.Label("holidays.expected")))
		}
		rows = append(rows, row)
	}
	return rows
}

// unknownYears says that years are missing, where the period goes beyond those
// that are known.
func (r *request) unknownYears(asked holidaysAsked) []chat.Block {
	known := slices.ContainsFunc(asked.countries, func(c holidays.Country) bool { return c.Known(holidays.FirstYear) })
	if !known || asked.from.Year >= holidays.FirstYear && asked.to.Year <= holidays.LastYear {
		return nil
	}
	return r.Say("holidays.years", words.Args{"first": fmt.Sprint(holidays.FirstYear), "last": fmt.Sprint(holidays.LastYear)})
}

// addNotes says what the days of each country leave out.
func (r *request) addNotes(p *turn.Reply, known []holidays.Country) {
	for _, c := range known {
		if note := c.Note(r.Lang); note != "" {
			p.Add(r.Say("holidays.note", words.Args{"country": c.Name(r.Lang), "note": note})...)
		}
	}
}

// addHolidaySources appends where the days stand, each source once.
func (r *request) addHolidaySources(p *turn.Reply, days []holidays.Day) {
	var sources []holidays.Source
	for _, d := range days {
		for _, s := range d.Sources {
			if !slices.Contains(sources, s) {
				sources = append(sources, s)
			}
		}
	}
	if len(sources) == 0 {
		return
	}
	spans := r.Words.Spans(r.Lang, "knowledge.source", nil)
	for i, s := range sources {
		if i > 0 {
			spans = append(spans, chat.Span{Text: r.Separator()})
		}
		title := s.Title
		if s.Date != "undated" {
			title += " (" + s.Date + ")"
		}
		spans = append(spans, chat.Span{Kind: chat.Link, Text: title, URL: s.Address})
	}
	p.Add(chat.Block{Text: spans})
}
