package words

import (
	"strings"
	"unicode"

	"entente/planner/when"
)

// signs are the spaces, apostrophes and hyphens of typography, as typed.
var signs = strings.NewReplacer(
	"’", "'", "ʼ", "'", "‘", "'", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "‐", "-", "‑", "-",
)

// Fold is text as it is compared: lower case, without accents, with plain
// spaces and apostrophes.
func Fold(text string) string {
	if strings.ContainsFunc(text, func(c rune) bool { return c > unicode.MaxASCII }) {
		text = signs.Replace(text)
	}
	return when.Fold(text)
}
