package when

import (
	"strings"
	"unicode"
)

// Fold is s without accents and capitals: "Février" and "FEVRIER" are
// "fevrier", "Hà Nội" is "ha noi". It costs nothing when s is plain already.
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r == '\u00ad' || unicode.Is(unicode.Mn, r): // soft hyphen; accents typed after their letter
		default:
			b.WriteString(unaccented(r))
		}
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// accented lists, for each plain text, the small letters that stand for it in
// the names and words that we know.
var accented = [...]struct{ plain, letters string }{
	{"e", "éèêëēėęěẹẻẽếềểễệᵉ"},
	{"a", "àâäáãåāăąạảấầẩẫậắằẳẵặª"},
	{"u", "ûùüúūůųũụủứừửữự"},
	{"o", "ôöóòõøōőọỏốồổỗộớờởỡợº"},
	{"i", "îïíìīįıĩịỉ"},
	{"c", "çćč"},
	{"n", "ñńňņ"},
	{"r", "řʳ"},
	{"s", "śšşș"},
	{"z", "źżž"},
	{"y", "ýÿỳỷỹỵ"},
	{"t", "ťţț"},
	{"d", "ďđ"},
	{"l", "łľļ"},
	{"g", "ğģ"},
	{"oe", "œ"},
	{"ae", "æ"},
	{"ss", "ß"},
}

func unaccented(r rune) string {
	for _, a := range accented {
		if strings.ContainsRune(a.letters, r) {
			return a.plain
		}
	}
	return string(r)
}
