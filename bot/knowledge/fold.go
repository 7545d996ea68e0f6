package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters are the accented letters that French, and the names met in its
// mathematics, use; what else is accented keeps its accent on both sides.
var letters = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "á", "a", "ã", "a", "å", "a", "ç", "c", "č", "c",
	"é", "e", "è", "e", "ê", "e", "ë", "e", "ě", "e", "î", "i", "ï", "i", "í", "i", "ñ", "n",
	"ô", "o", "ö", "o", "ó", "o", "õ", "o", "ø", "o", "ř", "r", "š", "s",
	"ù", "u", "û", "u", "ü", "u", "ú", "u", "ÿ", "y", "ý", "y", "ž", "z", "œ", "oe", "æ", "ae", "ß", "ss",
)

// fold is a word as it is compared: lower case, without accents, be they part
// of the letter or marks after it.
func fold(word string) string {
	if ascii(word) {
		return strings.ToLower(word)
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word)
	return letters.Replace(bare)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
