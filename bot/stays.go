package bot

import (
	"regexp"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// stays is `my stays`: where the person will be away from home, privately.
func (r *request) stays(string) (*reply, error) {
	ahead := r.person.StaysFrom(r.now)
	if len(ahead) == 0 {
		p := r.tell("stays.none", nil)
		p.asker = true
		return p, nil
	}
	slices.SortStableFunc(ahead, func(a, b planner.Stay) int { return a.First.Compare(b.First) })
	p := r.tell("stays.head", words.Args{"n": len(ahead)})
	var rows [][]chat.Text
	for _, s := range ahead {
		rows = append(rows, []chat.Text{telling.Plain(when.Say(planner.AllDay(s.First, s.Last, s.Zone), r.reader())), telling.Plain(s.Place), {telling.Code(s.Zone)}})
	}
	p = r.addRows(p, rows, "my stays")
	p.private = true
	for _, s := range ahead[:min(3, len(ahead))] {
		p.button(r.Words.Text(r.lang, "button.forget_stay", words.Args{"place": s.Place}), forgetStay(s))
	}
	return p, nil
}

// forgetStay is the sentence that forgets a stay.
func forgetStay(s planner.Stay) string { return "forget stay " + s.Zone + " " + s.First.String() }

// stayWord is what begins what is to be forgotten, if it is a stay.
var stayWord = regexp.MustCompile(`^((my|the|mon|mes|le|les) )?(stays?|sejours?)\b`)

// forgetsStay is `forget my stay in Tokyo`; nil when rest names no stay.
func (r *request) forgetsStay(rest string) (*reply, error) {
	at := stayWord.FindStringIndex(words.Fold(rest))
	if at == nil {
		return nil, nil
	}
	var have []string
	for i, t := range grammar.Tokens(rest) {
		if i < len(strings.Fields(words.Fold(rest)[:at[1]])) {
			continue
		}
		have = append(have, rest[t.From:t.To])
	}
	named := placeSaid(strings.Join(have, " "))
	var meant []planner.Stay
	for _, s := range r.person.StaysFrom(r.now) {
		if meansStay(named, s) {
			meant = append(meant, s)
		}
	}
	switch len(meant) {
	case 0:
		return nil, &planner.Refusal{Why: "stay.unknown", Words: named}
	case 1:
		return r.dropStay(meant[0])
	}
	p := r.tell("stay.which", nil)
	p.asker, p.choices = true, true
	for _, s := range meant {
		p.button(r.Words.Text(r.lang, "stay.label", r.stayArgs(s)), forgetStay(s))
	}
	return p, nil
}

// meansStay says whether a stay is meant by its place, its zone, or its zone
// and first day; nothing means any.
func meansStay(named string, s planner.Stay) bool {
	if named == "" || named == s.Zone || named == s.Zone+" "+s.First.String() || words.Fold(named) == words.Fold(s.Place) {
		return true
	}
	zone, ok := when.ZoneOf(named)
	return ok && zone == s.Zone
}

// dropStay forgets one stay.
func (r *request) dropStay(s planner.Stay) (*reply, error) {
	kept := slices.DeleteFunc(r.person.StaysFrom(r.now), func(other planner.Stay) bool { return other == s })
	if err := r.saveStays(kept); err != nil {
		return nil, err
	}
	p := r.tell("stay.forgotten", r.stayArgs(s))
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// back is `I'm back`: the stay that runs ended yesterday.
func (r *request) back(string) (*reply, error) {
	s, away := r.person.StayAt(r.now)
	if !away {
		return nil, &planner.Refusal{Why: "stay.not_away"}
	}
	kept := slices.DeleteFunc(r.person.StaysFrom(r.now), func(other planner.Stay) bool { return other == s })
	today, err := planner.DateOf(r.now, s.Zone)
	if err != nil {
		return nil, err
	}
	if ended := s; s.First.Before(today) {
		ended.Last = today.AddDays(-1)
		kept = append(kept, ended)
	}
	if err := r.saveStays(kept); err != nil {
		return nil, err
	}
	p := r.tell("stay.back", words.Args{"city": when.SayZone(s.Zone, r.lang), "now": when.SayInstant(r.now, r.reader())})
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}
