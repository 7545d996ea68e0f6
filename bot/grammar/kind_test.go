package grammar

import (
	"slices"
	"strings"
	"testing"

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
				got, rest, ambiguous := CutKind(article + name + ` "Oceans"`)
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
		if kind, _, ambiguous := CutKind(text); kind != "" || ambiguous != "" {
			t.Errorf("%q is taken for %q%q", text, kind, ambiguous)
		}
	}
	for _, text := range []string{"conference", "conférence", "une conférence", "the conference", "Conférences", "conferences"} {
		if kind, _, ambiguous := CutKind(text + " 12 May"); kind != "" || !strings.HasPrefix(ambiguous, "conference") {
			t.Errorf("%q is taken for %q, asked %q", text, kind, ambiguous)
		}
	}
}

// TestNamesAreReadWhole: as of the phrases of commands.
func TestNamesAreReadWhole(t *testing.T) {
	phrases := slices.Concat(politeness, articles, askedKinds)
	for _, name := range kindNames {
		phrases = append(phrases, name.phrase)
	}
	for _, phrase := range phrases {
		if n := len(strings.Fields(phrase)); n > LongestPhrase {
			t.Errorf("%q has %d words", phrase, n)
		}
	}
}

func TestQualifiersBehind(t *testing.T) {
	for text, want := range map[string]string{
		`a weekly seminar "A" Wednesdays`: `seminar weekly "A" Wednesdays`, "weekly seminar every Thursday": "seminar every Thursday", `a weekly seminar "Every day" on Thursday`: `seminar weekly "Every day" on Thursday`,
		"a small workshop": "workshop", "un petit atelier demain": "atelier demain", "a new monthly meeting": "meeting monthly", "seminar A": "seminar A", "the seminar": "the seminar",
		"weekly digest": "weekly digest", "small": "small", "": "", "new new new new seminar": "new new new new seminar",
	} {
		if got := QualifiersBehind(text); got != want {
			t.Errorf("QualifiersBehind(%q) is %q, want %q", text, got, want)
		}
	}
}
