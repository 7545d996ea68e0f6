package people

import (
	"regexp"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// stays is `my stays`: where the person will be away from home, privately.
func (r *request) stays(string) (*turn.Reply, error) {
	ahead := r.Person.StaysFrom(r.Now)
	if len(ahead) == 0 {
		p := r.Tell("stays.none", nil)
		p.Asker = true
		return p, nil
	}
	slices.SortStableFunc(ahead, func(a, b planner.Stay) int { return a.First.Compare(b.First) })
	p := r.Tell("stays.head", words.Args{"n": len(ahead)})
	var rows [][]chat.Text
	for _, s := range ahead {
		rows = append(rows, []chat.Text{telling.Plain(when.Say(planner.AllDay(s.First, s.Last, s.Zone), r.Reader())), telling.Plain(s.Place), {telling.Code(s.Zone)}})
	}
	p = r.AddRows(p, rows, "my stays")
	p.Private = true
	for _, s := range ahead[:min(3, len(ahead))] {
		p.Button(r.Words.Text(r.Lang, "button.forget_stay", words.Args{"place": s.Place}), forgetStay(s))
	}
	return p, nil
}

// forgetStay is the sentence that forgets a stay.
func forgetStay(s planner.Stay) string { return "forget stay " + s.Zone + " " + s.First.String() }

// stayWord is what begins what is to be forgotten, if it is a stay.
var stayWord = regexp.MustCompile(`^((my|the|mon|mes|le|les) )?(stays?|sejours?)\b`)

// ForgetsStay is `forget my stay in Tokyo`; nil when rest names no stay.
func ForgetsStay(said *turn.Turn, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
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
	for _, s := range r.Person.StaysFrom(r.Now) {
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
	p := r.Tell("stay.which", nil)
	p.Asker, p.Choices = true, true
	for _, s := range meant {
		p.Button(r.Words.Text(r.Lang, "stay.label", r.stayArgs(s)), forgetStay(s))
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
func (r *request) dropStay(s planner.Stay) (*turn.Reply, error) {
	kept := slices.DeleteFunc(r.Person.StaysFrom(r.Now), func(other planner.Stay) bool { return other == s })
	if err := r.saveStays(kept); err != nil {
		return nil, err
	}
	p := r.Tell("stay.forgotten", r.stayArgs(s))
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// back is `I'm back`: the stay that runs ended yesterday.
func (r *request) back(string) (*turn.Reply, error) {
	s, away := r.Person.StayAt(r.Now)
	if !away {
		return nil, &planner.Refusal{Why: "stay.not_away"}
	}
	kept := slices.DeleteFunc(r.Person.StaysFrom(r.Now), func(other planner.Stay) bool { return other == s })
	today, err := planner.DateOf(r.Now, s.Zone)
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
	p := r.Tell("stay.back", words.Args{"city": when.SayZone(s.Zone, r.Lang), "now": when.SayInstant(r.Now, r.Reader())})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}
