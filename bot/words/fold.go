package words

import "strings"

// folds are the letters of French (and of names in it) without their marks.
var folds = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "á", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"î", "i", "ï", "i", "í", "i", "ô", "o", "ö", "o", "ó", "o", "ù", "u", "û", "u", "ü", "u", "ú", "u",
	"ÿ", "y", "ñ", "n", "œ", "oe", "æ", "ae", "’", "'", "ʼ", "'", "‘", "'",
	"\u00a0", " ", "\u202f", " ", "\u2009", " ", "‐", "-", "‑", "-",
)

// Fold is text as it is compared: lower case, without accents, with plain
// spaces and apostrophes.
func Fold(text string) string { return folds.Replace(strings.ToLower(text)) }
