package bot

import (
	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/bot/words"
)

// later are words that begin what Entente cannot do yet, and the sentence that
// says what to do meanwhile.
var later = map[string]string{
	"poll": "poll", "sondage": "poll", "vote": "poll", "doodle": "poll",
	"report": "report", "rapport": "report", "bilan": "report",
	"budget": "budget", "feed": "feed", "flux": "feed", "subscribe": "feed", "abonner": "feed",
	"announce": "announce", "annoncer": "announce",
}

// notYet says in one sentence that something cannot be done yet, and what to do
// meanwhile; nil for anything else.
func (r *request) notYet(text string) *turn.Reply {
	if grammar.Asks(text) {
		return nil
	}
	have := grammar.Tokens(text)
	if len(have) == 0 {
		return nil
	}
	if why, ok := later[have[0].Fold]; ok {
		return &turn.Reply{Blocks: r.Say("not_yet."+why, words.Args{"words": text[have[0].From:have[0].To]}), Asker: true}
	}
	return nil
}
