package grammar

import (
	"strings"

	"entente/bot/words"
)

// politeness may stand before any command, folded; what begins with another
// stands before it.
var politeness = []string{
	"please", "pls", "plz", "could you please", "could you", "can you", "would you", "kindly",
	"s'il vous plait", "s'il te plait", "svp", "stp", "merci de bien vouloir", "merci de", "merci d'", "veuillez bien", "veuillez", "voulez-vous bien", "voulez-vous",
	"pouvez-vous", "pouvez vous", "peux-tu", "peux tu", "pourriez-vous", "pourriez vous", "pourrais-tu", "pourrais tu",
	"bonjour a toutes et a tous", "bonjour a tous", "bonjour a toutes", "bonjour", "bonsoir a tous", "bonsoir", "salut", "chers collegues", "cheres et chers collegues",
	"hello all", "hello everyone", "hello", "hi all", "hi everyone", "hi", "good morning", "good afternoon", "good evening", "dear all", "dear colleagues",
}

// thanks may stand after any command, folded; what ends with another stands
// before it.
var thanks = []string{
	"please", "pls", "plz", "s'il vous plait", "s'il te plait", "svp", "stp", "thank you very much", "thank you in advance", "thank you", "many thanks", "thanks a lot", "thanks in advance", "thanks",
	"merci beaucoup", "merci bien", "merci d'avance", "merci par avance", "merci", "bien cordialement", "cordialement", "best regards", "kind regards",
}

// Polite removes politeness around a command.
func Polite(text string) string {
	text, _ = cutOpenings(text, politeness)
	folded := words.Fold(TrimStop(text))
	for _, phrase := range thanks {
		if before, ok := strings.CutSuffix(folded, phrase); ok && strings.HasSuffix(before, " ") {
			// Folding keeps the count of words: cut as many from the original.
			kept := Tokens(text)
			n := len(kept) - len(strings.Fields(phrase))
			if n > 0 && n <= len(kept) {
				return strings.TrimRight(text[:kept[n-1].To], " ,")
			}
		}
	}
	return text
}

// statements stand before what is going to be held, and before what somebody
// notes of it in words that are no command, folded.
var statements = []string{
	"there will be", "there is", "we will have", "we'll have", "we have", "we are having", "we're having", "we are organising", "we're organising", "we are organizing", "we organise", "we organize", "i am organising", "i'm organising",
	"we are planning", "we're planning", "we plan", "note", "block", "propose", "suggest", "arrange", "put",
	"il faudrait", "il faut", "il y aura", "il y a", "on aura", "nous aurons", "on organise", "nous organisons", "j'organise", "on prevoit", "nous prevoyons", "je prevois", "on tient", "nous tenons", "on fait", "nous faisons",
	"noter", "note", "notez", "inscrire", "inscrivez", "fixer", "fixe", "fixez", "caler", "cale", "calez", "placer", "placez", "bloquer", "bloque", "bloquez", "proposer", "propose", "proposez", "mettre en place", "mettez en place", "monter", "tenir", "mettre", "mets", "mettez",
}

// CutStatement cuts « il y aura », « nous organisons » from the beginning of text.
func CutStatement(text string) (string, bool) { return cutOpenings(text, statements) }

// cutOpenings cuts phrases from the beginning of text as long as words follow.
func cutOpenings(text string, phrases []string) (rest string, cut bool) {
	for again := true; again; {
		again = false
		begin := OpeningOf(text)
		for _, phrase := range phrases {
			if rest, ok := begin.Cut(phrase); ok && strings.Trim(rest, " ,:;!.") != "" {
				text, again, cut = strings.TrimLeft(rest, " ,:;!"), true, true
				begin = OpeningOf(text)
			}
		}
	}
	return text, cut
}

// cutAnswer cuts the yes or no before what says the same in full: « oui, je serai
// là ». A no without a comma belongs to what follows: "no seminar on 9 February".
func cutAnswer(text string) string {
	for _, phrase := range []string{"yes", "oui", "no", "non", "ok", "d'accord"} {
		rest, ok := CutPhrase(text, phrase)
		comma := strings.HasPrefix(strings.TrimSpace(rest), ",")
		if rest = TrimLeft(rest); ok && rest != "" && (comma || phrase != "no" && phrase != "non") {
			return rest
		}
	}
	return text
}

// asides say how somebody feels about what they say, folded. « A finalement
// lieu » says more: it is held after all.
var asides = []string{
	"unfortunately", "sadly", "sorry", "i'm afraid", "actually",
	"malheureusement", "helas", "desole", "desolee", "finalement", "en fait", "du coup",
}

// WithoutAsides is text without the words between that change nothing in what it
// asks for: « je ne pourrai malheureusement pas venir ».
func WithoutAsides(text string) string {
	text = cutAnswer(text)
	folded := words.Fold(text)
	if strings.Contains(folded, "finalement lieu") {
		return text
	}
	for _, phrase := range asides {
		if first, _, _ := strings.Cut(phrase, " "); !strings.Contains(folded, first) {
			continue // as most often
		}
		if rest, ok := CutOut(text, phrase); ok && Squeeze(rest) != "" {
			text = strings.Trim(strings.Join(strings.Fields(rest), " "), " ,")
		}
	}
	return text
}
