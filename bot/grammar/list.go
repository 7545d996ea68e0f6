package grammar

import "strings"

// List splits "Lyon, Hanoi and Santiago".
func List(text string) []string {
	var out []string
	for _, item := range strings.Split(strings.NewReplacer(" and ", ",", " et ", ",", ";", ",").Replace(text), ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// UsualWords ask for what is usual, instead of a list, folded.
var UsualWords = []string{"default", "defaults", "the defaults", "the default", "usual", "the usual", "the usual ones", "par defaut", "habituel", "habituels", "les habituels", "comme d'habitude"}
