package bot

import (
	"slices"
	"strings"
	"testing"

	"entente/bot/grammar"
	"entente/bot/memory"
)

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
			c, rest := b.find(grammar.TrimStop(grammar.Polite(grammar.Clean(verb + " something"))))
			if c == nil || c.Name != name || rest != "something" {
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

// TestPhrasesBeginSentences: each is found in a sentence that begins with it, to
// its last word.
func TestPhrasesBeginSentences(t *testing.T) {
	table := commandTable()
	b := &Bot{commands: table, phrases: phrasesOf(table)}
	for _, c := range table {
		for _, phrase := range c.Phrases {
			follows := ""
			if strings.HasSuffix(phrase, "'") {
				follows = "Oceans" // what is elided stands before a vowel
			}
			if found, rest := b.find(phrase + follows); found == nil || rest != follows {
				t.Errorf("%s: of %q is left %q", c.Name, phrase, rest)
			}
		}
	}
}
