package bot

import (
	"errors"
	"strings"
	"time"

	"entente/bot/access"
	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// How often an event of the form is held.
const (
	once        = "once"
	weekly      = "weekly"
	fortnightly = "fortnightly"
	monthly     = "monthly"
)

// planForm is the form of `plan`.
func planForm() *form {
	return &form{name: "plan", command: "plan", fields: planFields, check: checkPlan, moot: mootInPlan, sentence: planSentence, blame: blameInPlan}
}

// planFields are its questions: of collaborations only those that the person
// organises.
func planFields(r *request) ([]chat.Field, error) {
	choices, err := r.organised()
	if err != nil {
		return nil, err
	}
	field := func(name string, kind chat.FieldKind) chat.Field { return r.field("plan", name, kind) }
	optional := func(name string, kind chat.FieldKind) chat.Field {
		f := field(name, kind)
		f.Optional = true
		return f
	}
	kinds, zone, repeats := field("kind", chat.Pick), field("zone", chat.Zone), field("repeats", chat.Pick)
	for _, k := range planner.Kinds() {
		kinds.Choices = append(kinds.Choices, chat.Choice{Label: r.Kind(k), Value: string(k)})
	}
	for _, often := range []string{once, weekly, fortnightly, monthly} {
		repeats.Choices = append(repeats.Choices, chat.Choice{Label: r.Label("form.repeats." + often), Value: often})
	}
	repeats.Value = once
	if zone.Value = r.Person.ZoneAt(r.Now); zone.Value == "" && r.Collaboration != nil {
		zone.Value = r.Collaboration.Zone
	}
	fields := []chat.Field{
		kinds, field("title", chat.Line), field("date", chat.Day), optional("last", chat.Day),
		optional("hour", chat.Hour), optional("end", chat.Hour), zone, repeats, optional("until", chat.Day), optional("place", chat.Line),
	}
	if len(choices) == 0 {
		return fields, nil
	}
	of := optional("collaboration", chat.Pick)
	of.Choices = choices
	for _, c := range choices {
		if r.Collaboration != nil && c.Value == r.Collaboration.Code {
			of.Value = c.Value
		}
	}
	return append(fields, of), nil
}

// organised are the collaborations that the person plans for: a Slack menu
// takes a hundred.
func (r *request) organised() ([]chat.Choice, error) {
	all, err := r.Tx.Collaborations()
	if err != nil {
		return nil, err
	}
	var choices []chat.Choice
	for _, c := range all {
		organises, err := access.Holds(r.Tx, r.Person.ID, c.ID, access.Work)
		if err != nil {
			return nil, err
		}
		here := r.Collaboration != nil && r.Collaboration.ID == c.ID && r.Admin()
		if (organises || here) && !c.Closed && len(choices) < 100 {
			choices = append(choices, chat.Choice{Label: shortLabel(c.Code + " · " + c.Title), Value: c.Code})
		}
	}
	return choices, nil
}

// lastsDays says whether an event of the chosen kind may well take several days.
func lastsDays(g memory.Given) bool { return planner.Kind(g["kind"]).Hours() >= 8*time.Hour }

// mootInPlan: who plans a seminar is not asked for its last day, nor for an end
// without a start.
func mootInPlan(g memory.Given, f chat.Field) bool {
	switch f.Name {
	case "last":
		return !lastsDays(g)
	case "end":
		return g["hour"] == ""
	case "zone":
		return g["hour"] == "" && f.Value != ""
	case "repeats":
		return g["last"] != "" && g["last"] != g["date"]
	case "until":
		return g["repeats"] == once || g["repeats"] == ""
	case "collaboration":
		return f.Value != ""
	}
	return false
}

// checkPlan says what is wrong with an answer beside those before it.
func checkPlan(r *request, g memory.Given, field string) error {
	severalDays := g["last"] != "" && g["last"] != g["date"]
	value := g[field]
	switch {
	case field == "date" && r.Person.ZoneAt(r.Now) != "" && !lastsDays(g):
		return r.notPast(value)
	case field == "last" && value != "" && value < g["date"],
		field == "until" && value != "" && value < g["date"],
		field == "end" && value != "" && value <= g["hour"] && !severalDays:
		return &planner.Refusal{Why: "event.ends_before_start", Words: value}
	case field == "end" && value != "" && g["hour"] == "":
		return &planner.Refusal{Why: "form.no_hour"}
	case field == "end" && value == "" && g["hour"] != "" && g["last"] != "":
		return &planner.Refusal{Why: "form.no_end"}
	case field == "repeats" && value != once && severalDays:
		return &planner.Refusal{Why: "form.series_of_days"}
	case field == "until" && value != "" && g["repeats"] == once:
		return &planner.Refusal{Why: "form.until_once"}
	case field == "collaboration" && value != "":
		return r.mayPlanFor(value)
	}
	return nil
}

// notPast refuses a date before today.
func (r *request) notPast(date string) error {
	d, err := planner.ParseDate(date)
	if err != nil {
		return nil // refused where it was read
	}
	today, err := planner.DateOf(r.Now, r.Person.ZoneAt(r.Now))
	if err == nil && d.Before(today) {
		return &planner.Refusal{Why: "plan.past", Words: when.SayDate(d, r.Reader())}
	}
	return err
}

// mayPlanFor says why the person may not plan for a collaboration.
func (r *request) mayPlanFor(code string) error {
	c, err := r.Tx.CollaborationByCode(code)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return &planner.Refusal{Why: "collaboration.unknown", Words: code}
	case err != nil:
		return err
	case c.Closed:
		return &planner.Refusal{Why: "collaboration.is_closed", Words: c.Code}
	}
	return r.MayPlan(c)
}

// blameInPlan is the field that a refusal of the sentence belongs to.
func blameInPlan(why string) string {
	family, _, _ := strings.Cut(why, ".")
	switch {
	case strings.HasPrefix(why, "event.title"):
		return "title"
	case why == "event.place_long":
		return "place"
	case why == "event.rule", why == "event.too_many", why == "plan.no_dates", why == "event.no_dates":
		return "until"
	case family == "zone":
		return "zone"
	case family == "may", family == "collaboration":
		return "collaboration"
	case family == "plan", family == "when", family == "event":
		return "date"
	}
	return ""
}

// planSentence is `plan KIND "title" TIME at "PLACE" for CODE`.
func planSentence(r *request, g memory.Given) string {
	say := func(key, value string) string {
		if value == "" {
			return ""
		}
		return r.Label("form.say."+key) + " " + value
	}
	place := ""
	if g["place"] != "" {
		place = quote(g["place"], r.Lang)
	}
	return formSentence(say("plan", r.Kind(planner.Kind(g["kind"]))), quote(g["title"], r.Lang), r.timeOf(g), g["zone"], say("at", place), say("for", g["collaboration"]))
}

// timeOf says when: once, over days, or as a series.
func (r *request) timeOf(g memory.Given) string {
	first, hours := g["date"], g["hour"]
	if hours != "" && g["end"] != "" {
		hours += "-" + g["end"]
	}
	date, err := planner.ParseDate(first)
	switch {
	case err != nil:
		return first
	case g["repeats"] != once && g["repeats"] != "":
		return formSentence(when.SayFrequency(ruleOf(g["repeats"], date), date, r.Lang), hours, r.between(first, g["until"]))
	case g["last"] == first && hours == "" && planner.Kind(g["kind"]).Days() > 1:
		return formSentence(r.Words.Text(r.Lang, "form.say.on", words.Args{"date": first}), r.Label("form.say.one_day"))
	case g["last"] == "" || g["last"] == first:
		return formSentence(r.Words.Text(r.Lang, "form.say.on", words.Args{"date": first}), hours)
	case g["hour"] != "":
		return r.between(first+" "+g["hour"], g["last"]+" "+g["end"])
	}
	return r.between(first, g["last"])
}

// between says a stretch of time; without an end it says its beginning.
func (r *request) between(from, to string) string {
	if to == "" {
		return r.Words.Text(r.Lang, "form.say.from", words.Args{"from": from})
	}
	return r.Words.Text(r.Lang, "form.say.between", words.Args{"from": from, "to": to})
}

// ruleOf is how often a series is held that begins on a date. Not every month
// has a fifth Tuesday: it is the last.
func ruleOf(often string, date planner.Date) planner.Rule {
	rule := planner.Rule{Freq: planner.Weekly, Interval: 1, Weekdays: []time.Weekday{date.Weekday()}}
	switch often {
	case fortnightly:
		rule.Interval = 2
	case monthly:
		rule.Freq, rule.Nth = planner.Monthly, (date.Day-1)/7+1
		if rule.Nth == 5 {
			rule.Nth = -1
		}
	}
	return rule
}
