package grammar

import (
	"regexp"
	"strings"

	"entente/planner"
)

// kindNames are the names that people use for the kinds of events, folded, and
// their plurals; longer ones first where one begins with another.
var kindNames = withPlurals([]kindName{
	{"phd supervision", planner.Supervision}, {"co-supervision", planner.Supervision}, {"supervision", planner.Supervision}, {"cotutelle", planner.Supervision},
	{"co-encadrement", planner.Supervision}, {"encadrement", planner.Supervision}, {"soutenance", planner.Supervision}, {"these", planner.Supervision}, {"thesis defence", planner.Supervision}, {"phd defence", planner.Supervision}, {"thesis", planner.Supervision},
	{"thematic school", planner.School}, {"summer school", planner.School}, {"winter school", planner.School}, {"spring school", planner.School},
	{"ecole thematique", planner.School}, {"ecole d'ete", planner.School}, {"ecole d'hiver", planner.School}, {"ecole de printemps", planner.School},
	{"mini-cours", planner.School}, {"mini-course", planner.School}, {"school", planner.School}, {"ecole", planner.School},
	{"steering committee", planner.Committee}, {"committee meeting", planner.Committee}, {"comite de pilotage", planner.Committee}, {"comite", planner.Committee},
	{"committee", planner.Committee}, {"copil", planner.Committee}, {"board meeting", planner.Committee}, {"board", planner.Committee}, {"conseil", planner.Committee},
	{"working meeting", planner.Meeting}, {"reunion de travail", planner.Meeting}, {"reunion", planner.Meeting}, {"meeting", planner.Meeting}, {"visio", planner.Meeting}, {"point", planner.Meeting}, {"call", planner.Meeting},
	{"seminar series", planner.Seminar}, {"seminar", planner.Seminar}, {"seminaire", planner.Seminar}, {"colloquium", planner.Seminar}, {"reading group", planner.Seminar},
	{"groupe de travail", planner.Seminar}, {"groupe de lecture", planner.Seminar}, {"gdt", planner.Seminar},
	{"journees", planner.Workshop}, {"journee", planner.Workshop}, {"workshop", planner.Workshop}, {"atelier", planner.Workshop}, {"colloque", planner.Workshop}, {"rencontres", planner.Workshop}, {"rencontre", planner.Workshop},
	{"research stay", planner.Visit}, {"visit", planner.Visit}, {"visite", planner.Visit}, {"stay", planner.Visit}, {"sejour", planner.Visit}, {"mission", planner.Visit},
})

type kindName struct {
	phrase string
	kind   planner.Kind
}

func withPlurals(names []kindName) (all []kindName) {
	for _, name := range names {
		all = append(all, name, kindName{name.phrase + "s", name.kind})
	}
	return all
}

// askedKinds are words for an event that mean more than one kind.
var askedKinds = []string{"conference", "conferences"}

// articles may stand before a kind.
var articles = []string{"a", "an", "the", "our", "my", "un", "une", "le", "la", "les", "des", "l'", "d'", "notre", "mon", "ma"}

// CutKind cuts a kind of event, with or without an article, from the beginning
// of text. ambiguous is a word for an event that must be asked about.
func CutKind(text string) (kind planner.Kind, rest, ambiguous string) {
	text = CutArticle(text)
	begin := OpeningOf(text)
	for _, name := range askedKinds {
		if rest, ok := begin.Cut(name); ok {
			return "", rest, name
		}
	}
	kind, rest = begin.cutKind()
	return kind, rest, ""
}

// CutLastKind cuts a kind of event from the end of text, behind its name: "the
// oceans seminar".
func CutLastKind(text string) (kind planner.Kind, before string) {
	for _, begin := range Openings(text) {
		if kind, rest := begin.cutKind(); kind != "" && strings.TrimSpace(rest) == "" {
			return kind, text[:begin.From()]
		}
	}
	return "", text
}

// cutKind cuts the longest name of a kind.
func (o Opening) cutKind() (kind planner.Kind, rest string) {
	best := 0
	rest = o.text
	for _, name := range kindNames {
		if after, ok := o.Cut(name.phrase); ok && len(name.phrase) > best {
			kind, rest, best = name.kind, after, len(name.phrase)
		}
	}
	return kind, rest
}

// CutArticle cuts an article, also an elided one ("l'atelier").
func CutArticle(text string) string {
	begin := OpeningOf(text)
	for _, article := range articles {
		if rest, ok := begin.Cut(article); ok {
			return TrimLeft(rest)
		}
	}
	return text
}

// What may stand between the article and a kind, folded: how often it is held,
// and what tells nothing that is kept.
var (
	rhythms    = map[string]bool{"weekly": true, "monthly": true, "daily": true, "fortnightly": true, "biweekly": true, "bi-weekly": true, "yearly": true}
	qualifiers = map[string]bool{
		"small": true, "short": true, "little": true, "big": true, "large": true, "new": true, "regular": true, "informal": true,
		"petit": true, "petite": true, "grand": true, "grande": true, "nouveau": true, "nouvelle": true, "bref": true, "breve": true,
	}
	saysEvery = regexp.MustCompile(`(?i)\b(every|each|chaque|tous les|toutes les)\b`)
)

// QualifiersBehind puts what stands before a kind behind it: "a weekly seminar
// on Wednesday" is "seminar weekly on Wednesday". What says no more than "every"
// does, or nothing that is kept, is left out; text without such words stays.
func QualifiersBehind(text string) string {
	rest, often := CutArticle(text), ""
	for i := range 3 {
		first := FirstTokens(rest, 1)
		switch {
		case len(first) == 1 && rhythms[first[0].Fold]:
			often += " " + first[0].Fold
		case len(first) == 1 && qualifiers[first[0].Fold]:
		case i == 0:
			return text // as most often
		default:
			kind, after, _ := CutKind(rest)
			if kind == "" {
				return text
			}
			if often != "" && saysEvery.MatchString(BlankQuoted(after)) {
				often = ""
			}
			return rest[:len(rest)-len(after)] + often + after
		}
		rest = TrimLeft(rest[first[0].To:])
	}
	return text
}

// Instrument finds that a sentence is about what the CNRS funds, not about an
// event.
var Instrument = regexp.MustCompile(`(?i)\b(irl|irn|irp|irc|iea|umi|lia|gdri|pics)s?\b`)
