package bot

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/knowledge"
	"entente/bot/words"
	"entente/planner"
)

// know puts a sentence to the knowledge base.
func (r *request) know(text string) (*reply, error) {
	lang := ""
	if _, sure := r.Knowledge.Language(text); !sure {
		lang = string(r.lang)
	}
	found := r.Knowledge.Answer(knowledge.Question{Text: text, Lang: lang, Now: r.now})
	p := &reply{}
	for _, line := range strings.Split(strings.TrimSpace(found.Text), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			p.add(chat.Block{Text: []chat.Span{{Text: line}}})
		}
	}
	if len(found.Sources) > 0 {
		spans := r.Words.Spans(r.lang, "knowledge.source", nil)
		for i, source := range found.Sources {
			if i > 0 {
				spans = append(spans, chat.Span{Text: r.separator()})
			}
			spans = append(spans, chat.Span{Kind: chat.Link, Text: source.Title + " (" + source.When + ")", URL: source.URL})
		}
		p.add(chat.Block{Text: spans})
	}
	if found.Declined {
		p.asker = true
		p.add(r.say("knowledge.help", nil)...)
	}
	return p, nil
}

// later are words that begin what Entente cannot do yet, and the sentence that
// says what to do meanwhile.
var later = map[string]string{
	"poll": "poll", "sondage": "poll", "vote": "poll", "doodle": "poll",
	"report": "report", "rapport": "report", "bilan": "report",
	"budget": "budget", "feed": "feed", "flux": "feed", "subscribe": "feed", "abonner": "feed",
	"invite": "people", "inviter": "people", "announce": "announce", "annoncer": "announce",
	"digest": "digest", "resume": "digest", "skip": "skip", "sauter": "skip", "mute": "mute", "snooze": "mute",
	"confirm": "confirm", "confirmer": "confirm", "link": "people",
}

// notYet says in one sentence that something cannot be done yet, and what to do
// meanwhile; nil for anything else.
func (r *request) notYet(text string) *reply {
	if asksSomething(text) {
		return nil
	}
	have := tokens(text)
	if len(have) == 0 {
		return nil
	}
	if why, ok := later[have[0].fold]; ok {
		return &reply{blocks: r.say("not_yet."+why, words.Args{"words": text[have[0].from:have[0].to]}), asker: true}
	}
	return nil
}

// readBack reads a plan sentence without its verb, and offers to plan it; nil
// when text is none.
func (r *request) readBack(text string) (*reply, error) {
	kind, _, ambiguous := cutKind(text)
	if kind == "" && ambiguous == "" || asksSomething(text) {
		return nil, nil
	}
	d, err := r.readPlan(text)
	if err != nil {
		if refused(err) {
			return nil, err
		}
		return nil, nil
	}
	if !d.timed || d.title == "" && len(d.people) == 0 {
		return nil, nil
	}
	e, err := r.eventOf(d)
	if err != nil {
		return nil, err
	}
	occs, err := planner.Occurrences(e)
	if err != nil || len(occs) == 0 {
		return nil, err
	}
	p := r.tell("plan.read_back", words.Args{"kind": r.kind(e.Kind), "title": strong(e.Title)})
	p.add(r.card(e, occs)...)
	p.asker, p.choices = true, true
	return p.button(r.label("button.plan_it"), "plan "+text), nil
}
