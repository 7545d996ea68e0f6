package bot

import (
	"slices"
	"strings"
	"testing"

	"entente/bot/memory"
	"entente/planner"
)

// TestKindsByEveryName: the names that people use for each kind, with and
// without an article, in the singular and in the plural.
func TestKindsByEveryName(t *testing.T) {
	for kind, names := range map[planner.Kind][]string{
		planner.Seminar:     {"seminar", "colloquium", "reading group", "groupe de travail", "GdT", "gdt", "séminaire", "seminaire", "groupe de lecture", "Séminaires", "seminars"},
		planner.Workshop:    {"workshop", "journée", "journées", "journees", "colloque", "rencontre", "rencontres", "atelier", "Workshops", "ateliers", "colloques"},
		planner.School:      {"school", "summer school", "école d'été", "école d’été", "ecole d'ete", "mini-cours", "école", "thematic school", "école thématique", "écoles", "summer schools"},
		planner.Meeting:     {"meeting", "réunion", "point", "visio", "working meeting", "réunion de travail", "meetings", "réunions", "points", "visios"},
		planner.Visit:       {"visit", "stay", "mission", "séjour", "visite", "visits", "séjours", "missions", "research stay"},
		planner.Committee:   {"committee", "board", "CoPil", "copil", "conseil", "comité", "steering committee", "comité de pilotage", "committees", "conseils"},
		planner.Supervision: {"supervision", "co-supervision", "cotutelle", "thèse", "these", "soutenance", "co‑supervision", "thèses", "soutenances"},
	} {
		for _, name := range names {
			for _, article := range []string{"", "a ", "an ", "the ", "our ", "un ", "une ", "le ", "la ", "les ", "des ", "notre ", "l'", "l’", "lʼ", "L'", "Une "} {
				got, rest, ambiguous := cutKind(article + name + ` "Oceans"`)
				if got != kind || rest != ` "Oceans"` || ambiguous != "" {
					t.Errorf("%q is %q with the rest %q (ambiguous %q), want %q", article+name, got, rest, ambiguous, kind)
				}
			}
		}
	}
}

// TestWhatIsNoKind: words that only begin as a kind does, and those that are
// asked about.
func TestWhatIsNoKind(t *testing.T) {
	for _, text := range []string{"", " ", "seminarist", "points-virgules", "pointless", "workshopper", "the", "l'", "party", "12 May", "boarding", "visiting"} {
		if kind, _, ambiguous := cutKind(text); kind != "" || ambiguous != "" {
			t.Errorf("%q is taken for %q%q", text, kind, ambiguous)
		}
	}
	for _, text := range []string{"conference", "conférence", "une conférence", "the conference", "Conférences", "conferences"} {
		if kind, _, ambiguous := cutKind(text + " 12 May"); kind != "" || !strings.HasPrefix(ambiguous, "conference") {
			t.Errorf("%q is taken for %q, asked %q", text, kind, ambiguous)
		}
	}
}

func TestCommandsByEveryVerb(t *testing.T) {
	b := newStage(t).bot
	for name, verbs := range map[string][]string{
		"plan": {"plan", "schedule", "organise", "organize", "book", "set up", "planifier", "planifie", "planifiez", "organiser", "organisez", "prévoir", "prévois", "prévoyez", "programmer", "programme", "programmez",
			"Please plan", "please schedule", "could you plan", "s'il vous plaît planifiez", "s’il vous plaît, planifier", "merci de planifier", "Merci d'organiser", "PLAN", "Prevoir", "veuillez programmer", "pouvez-vous planifier"},
		"move":     {"move", "reschedule", "postpone", "déplacer", "déplace", "déplacez", "décaler"},
		"cancel":   {"cancel", "annuler", "annule", "annulez", "merci d'annuler", "please cancel"},
		"undo":     {"undo", "défaire", "annuler la dernière modification"},
		"remind":   {"remind", "rappelle", "rappelez", "rappelle-moi", "rappelez-moi", "rappelez‑moi"},
		"agenda":   {"agenda", "programme de la semaine"},
		"calendar": {"calendar", "calendrier"},
		"help":     {"help", "aide"},
		"use":      {"use", "ce salon est pour", "this room is for"},
	} {
		for _, verb := range verbs {
			c, rest := b.find(trimStop(polite(clean(verb + " something"))))
			if c == nil || c.name != name || rest != "something" {
				t.Errorf("%q finds %v with the rest %q, want %s", verb, c, rest, name)
			}
		}
	}
}

func TestNearest(t *testing.T) {
	b := newStage(t).bot
	for text, want := range map[string]string{
		"agneda 2027": "agenda", "agend": "agenda", "remnid me": "remind", "cancle E1": "cancel", "shedule a workshop": "schedule", "planifer un atelier": "planifier", "anuler E1": "annuler", "deplacr E1": "deplacer", "plna workshop": "plan",
	} {
		if near := b.nearest(text); !slices.Contains(near, want) {
			t.Errorf("%q is nearest to %q, want %q among them", text, near, want)
		}
	}
	for _, text := range []string{"", "what", "mathematics", "irn", "go", "the weather", "geometry"} {
		if near := b.nearest(text); len(near) > 0 {
			t.Errorf("%q is taken for a mistyped %q", text, near)
		}
	}
}

func TestChoiceOf(t *testing.T) {
	for text, want := range map[string]int{"1": 1, " 2 ": 2, "3.": 3, "2)": 2, "50": 50, "yes": 1, "Oui": 1, "OK": 1, "ok!": 1, "y": 1, "o": 1, "no": 0, "Non.": 0, "n": 0} {
		if n, ok := memory.Choice(text); !ok || n != want {
			t.Errorf("%q chooses %d, %v; want %d", text, n, ok, want)
		}
	}
	for _, text := range []string{"", "0", "-1", "51", "999999999999999999999", "1 2", "one more", "yes please do", "E1", "#2", "1.5", "١"} {
		if n, ok := memory.Choice(text); ok {
			t.Errorf("%q is taken for choice %d", text, n)
		}
	}
}

// TestPhrasesAreReadWhole: no phrase is longer than what is read of a sentence
// to compare it with.
func TestPhrasesAreReadWhole(t *testing.T) {
	phrases := slices.Concat(politeness, articles, askedKinds)
	for _, c := range commandTable() {
		phrases = append(phrases, c.phrases...)
	}
	for _, name := range kindNames {
		phrases = append(phrases, name.phrase)
	}
	for _, phrase := range phrases {
		if n := len(strings.Fields(phrase)); n > longestPhrase {
			t.Errorf("%q has %d words", phrase, n)
		}
	}
}
