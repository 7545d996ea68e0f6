package knowledge

// Limits of the search for what a misspelt word stands for. Among shorter words
// a wrong letter most often makes another word (lunch, launch), so there only
// swapped neighbours are mended, and nothing in acronyms.
const (
	shortest    = 5  // letters of a word that may be mended
	slipsFrom   = 7  // letters from which one may be missing, too many or wrong
	corrections = 12 // words looked up in one question
)

// A speller knows the words that questions are made of.
type speller map[int][]string // by length in bytes

func newSpeller(lists ...map[string]bool) speller {
	s, seen := speller{}, map[string]bool{}
	for _, words := range lists {
		for w := range words {
			if len(w) >= shortest-1 && !seen[w] {
				seen[w] = true
				s[len(w)] = append(s[len(w)], w)
			}
		}
	}
	return s
}

// mend returns the one known word that a single slip of the hand turns into
// text; false when there is none, or more than one with different meanings.
func (s speller) mend(text string, stem func(string) string) (string, bool) {
	if len(text) < shortest {
		return "", false
	}
	found := ""
	for n := len(text) - 1; n <= len(text)+1; n++ {
		for _, known := range s[n] {
			if known[0] != text[0] || !slip(known, text) || len(text) < slipsFrom && !swapped(known, text) {
				continue
			}
			if found != "" && stem(found) != stem(known) {
				return "", false
			}
			found = known
		}
	}
	return found, found != ""
}

// slip says whether one letter too many, too few or wrong, or two neighbours
// swapped, make b out of a.
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return a[i+1:] == b[i+1:] || swapped(a, b)
}

// swapped says whether two neighbours swapped make b out of a.
func swapped(a, b string) bool {
	if len(a) != len(b) || a == b {
		return false
	}
	i := 0
	for a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
