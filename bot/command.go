package bot

import (
	"regexp"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/reminders"
	"entente/bot/talks"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// command is a row of the bot's command table.
type command = turn.Command[*request]

// phrase is one that begins a command's sentences.
type phrase struct {
	text    string
	command *command
}

// phrasesOf are the phrases of a command table by their first letters: of more
// than a thousand, a sentence is compared with a hundred at most.
func phrasesOf(table []*command) map[string][]phrase {
	phrases := map[string][]phrase{}
	for _, c := range table {
		for _, text := range c.Phrases {
			first := grammar.OpeningOf(text).Letters()
			phrases[first] = append(phrases[first], phrase{text, c})
		}
	}
	return phrases
}

// find is the command whose phrase begins text, the longest phrase first, and
// the rest of the sentence after it.
func (b *Bot) find(text string) (*command, string) {
	var found *command
	rest, longest := "", 0
	begin := grammar.OpeningOf(text)
	for _, p := range b.phrases[begin.Letters()] {
		if r, ok := begin.Cut(p.text); ok && len(p.text) > longest {
			found, rest, longest = p.command, r, len(p.text)
		}
	}
	if found != nil && found.Name == "digest" && talks.AbstractForm.MatchString(words.Fold(text)) {
		found = b.commandNamed("abstract")
	}
	if found != nil && found.Verbatim {
		return found, strings.TrimSpace(rest)
	}
	return found, strings.Trim(rest, " :,")
}

// commandNamed is a command of the table.
func (b *Bot) commandNamed(name string) *command {
	return b.commands[slices.IndexFunc(b.commands, func(c *command) bool { return c.Name == name })]
}

// nearest are the phrases that a mistyped first word may have meant, the best
// one of each command.
func (b *Bot) nearest(text string) []string {
	have := grammar.Tokens(text)
	if len(have) == 0 || len(have[0].Fold) < 4 {
		return nil
	}
	var near []string
	for _, c := range b.commands {
		best, least := "", 0
		for _, phrase := range c.Phrases {
			if c.Hidden || len(phrase) < 4 || strings.Contains(phrase, " ") {
				continue
			}
			d := distance(have[0].Fold, phrase)
			if d == 0 {
				return nil // it is no typing error, but what follows fits no command
			}
			if d <= 1+len(phrase)/7 && (best == "" || d < least) {
				best, least = phrase, d
			}
		}
		if best != "" {
			near = append(near, best)
		}
	}
	return near
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to turn a into b (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last, next := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		next[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			next[j] = min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, last, next = last, next, before
	}
	return last[len(t)]
}

// maxSentence is how many bytes of a sentence are read: the longest text of a
// reminder, and what stands around it. A longer one is refused as a whole.
const maxSentence = planner.MaxText + 1000

// act finds out what a sentence is and does it. A nil reply says nothing.
func (r *request) act(text string) (*turn.Reply, error) {
	if len(text) > maxSentence {
		return nil, &planner.Refusal{Why: "text.long", Args: words.Args{"n": planner.MaxText}}
	}
	if emoji := people.ReactTo(text); emoji != "" {
		return &turn.Reply{React: emoji}, nil
	}
	text = grammar.TrimStop(grammar.Polite(text))
	switch {
	case text == "":
		return r.Tell("greeting.help", nil), nil
	case strings.Trim(text, "? ") == "":
		return r.help("")
	}
	c, rest := r.bot.find(reminders.OfReminder(r.Turn, text))
	switch {
	case c != nil && c.Changes && grammar.Asks(text) && !(c.Verbatim && strings.Contains(rest, ":")):
		return r.changesNothing(c, text), nil
	case c != nil:
		if c.May != nil {
			if err := c.May(r); err != nil {
				return nil, err
			}
		}
		r.Command = c.Name
		if head, _, ok := strings.Cut(text, ":"); ok && c.Verbatim { // what follows may be in any language
			r.Lang = r.languageOf(head)
		}
		if !c.Changes { // "what's on this week?"
			return c.Run(r, strings.TrimRight(rest, " ?"))
		}
		rest, err := r.sinceDrawn(rest)
		if err == nil && !c.Verbatim {
			err = oneAtATime(text)
		}
		if err != nil {
			return nil, err
		}
		return c.Run(r, rest)
	}
	if plain := grammar.WithoutAsides(text); plain != text {
		return r.act(plain)
	}
	return r.withoutCommand(text)
}

// secondDeed begins a second wish in a sentence: "… and remind me 1 hour before".
var secondDeed = regexp.MustCompile(`(?i)[,;]?\s+(?:and then|and also|and|then|et puis|et|puis)\s+((?:remind (?:me|us|here|everyone|everybody)|(?:move|cancel|announce|déplace[rz]?|annule[rz]?|annonce[rz]?) e\d|change (?:the )?(?:place|title|link) |rappelle[rz]?[- ](?:moi|nous))\b.*)$`)

// secondVerbs are the verbs of a second wish, folded, without their endings.
var secondVerbs = []string{"remind", "move ", "cancel", "announce", "change", "deplace", "annul", "annonc", "rappel"}

// oneAtATime refuses a sentence that wishes two things, of which the second
// would be taken for a title or a text: it says how to say them.
func oneAtATime(text string) error {
	if !grammar.Holds(text, secondVerbs) {
		return nil // as most often
	}
	at := secondDeed.FindStringSubmatchIndex(grammar.BlankQuoted(text))
	if at == nil {
		return nil
	}
	return &planner.Refusal{Why: "two_deeds", Args: words.Args{"first": strings.TrimSpace(text[:at[0]]), "second": text[at[2]:at[3]]}}
}

// as runs the command of that name on the rest of a sentence.
func (r *request) as(name, rest string) (*turn.Reply, error) {
	return r.bot.commandNamed(name).Run(r, rest)
}

// changesNothing says that nothing was done for a question, with a button that
// does it where the question is a request: "could you remind me tomorrow …?".
func (r *request) changesNothing(c *command, text string) *turn.Reply {
	p := r.Tell("question.changes_nothing", words.Args{"command": c.Name})
	if strings.HasSuffix(text, "?") && grammar.Requests(r.Text) {
		sentence := strings.TrimRight(text, "? ")
		p.Asker, p.Choices = true, true
		p.Button(sentence, sentence)
	}
	return p
}
