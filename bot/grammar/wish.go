package grammar

import "strings"

// wishes may stand before what somebody wants to be done, folded. Not every
// sentence that begins so asks for a deed: "I would like to apply for an IRN".
var wishes = []string{
	"i would like to", "i would like you to", "i would like that you", "i would like", "i'd like to", "i'd like you to", "i'd like that you", "i'd like",
	"i want to", "i want you to", "i want that you", "i want", "i wish to", "i wish", "i need to", "i need you to", "i have to", "let us", "let's", "don't forget to", "do not forget to",
	"we would like to", "we would like", "we'd like to", "we'd like", "we want to", "we want", "we wish to", "we need to", "we have to",
	"je voudrais que vous", "je voudrais", "je voudrais que tu", "j'aimerais que vous", "j'aimerais que tu", "j'aimerais bien", "j'aimerais", "je souhaite", "je souhaiterais", "je veux", "je dois",
	"nous voudrions", "nous aimerions", "nous souhaitons", "nous souhaiterions", "nous voulons", "nous devons", "on voudrait", "on aimerait", "on souhaite", "on veut", "on doit",
	"est-ce que vous pouvez", "est-ce que tu peux", "est-ce que vous pourriez", "n'oubliez pas de", "n'oublie pas de",
}

// reminding is what says "remind me" in other words.
var reminding = map[string]string{
	"don't let me forget to": "remind me to ", "do not let me forget to": "remind me to ", "don't let me forget": "remind me ", "do not let me forget": "remind me ",
	"me rappeler": "rappelez-moi ", "nous rappeler": "rappelez-nous ", "me rappeliez": "rappelez-moi ", "nous rappeliez": "rappelez-nous ", "me rappelles": "rappelle-moi ",
	"ne me laissez pas oublier de": "rappelez-moi de ", "ne me laisse pas oublier de": "rappelle-moi de ", "faites-moi penser a": "rappelez-moi de ", "fais-moi penser a": "rappelle-moi de ",
}

// CutWish cuts "I would like to" from the beginning of text; ok where something
// follows. What says "remind me" in other words is said so.
func CutWish(text string) (wanted string, ok bool) {
	wanted, longest := text, 0
	begin := OpeningOf(text)
	for _, phrase := range wishes {
		if rest, cut := begin.Cut(phrase); cut && len(phrase) > longest && strings.TrimSpace(rest) != "" {
			wanted, longest = Polite(strings.TrimLeft(rest, " ,:")), len(phrase)
		}
	}
	begin = OpeningOf(wanted)
	instead, rest := "", ""
	for phrase, said := range reminding {
		if after, cut := begin.Cut(phrase); cut && len(said) > len(instead) && strings.TrimSpace(after) != "" {
			instead, rest = said, strings.TrimSpace(after)
		}
	}
	if instead != "" {
		return instead + rest, true
	}
	return wanted, longest > 0
}

// Requests says whether a question asks that something be done: "could you …?".
func Requests(text string) bool {
	polite := OpeningOf(Clean(text))
	for _, phrase := range []string{"please", "pls", "could you", "can you", "would you", "pouvez-vous", "pouvez vous", "peux-tu", "peux tu", "pourriez-vous", "pourriez vous", "pourrais-tu", "pourrais tu", "voulez-vous", "est-ce que vous pouvez", "est-ce que tu peux", "est-ce que vous pourriez"} {
		if _, ok := polite.Cut(phrase); ok {
			return true
		}
	}
	return false
}
