package events

import (
	"regexp"
	"strings"

	"entente/bot/grammar"
	"entente/bot/words"
	"entente/planner"
)

// secondDeed begins a second wish in a sentence: "… and remind me 1 hour before".
var secondDeed = regexp.MustCompile(`(?i)[,;]?\s+(?:and then|and also|and|then|et puis|et|puis)\s+((?:remind (?:me|us|here|everyone|everybody)|(?:move|cancel|announce|déplace[rz]?|annule[rz]?|annonce[rz]?) e\d|change (?:the )?(?:place|title|link) |rappelle[rz]?[- ](?:moi|nous))\b.*)$`)

// OneAtATime refuses a sentence that wishes two things, of which the second
// would be taken for a title or a text: it says how to say them.
func OneAtATime(text string) error {
	at := secondDeed.FindStringSubmatchIndex(grammar.BlankQuoted(text))
	if at == nil {
		return nil
	}
	return &planner.Refusal{Why: "two_deeds", Args: words.Args{"first": strings.TrimSpace(text[:at[0]]), "second": text[at[2]:at[3]]}}
}
