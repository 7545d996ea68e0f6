package talks

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// talkCard is all that is known of a talk, a line each.
func (r *request) talkCard(t *talkOn) []chat.Block {
	talk := t.talk()
	blocks := r.Voice().TalkLine(talk)
	item := func(key, value string) {
		if value != "" {
			blocks = append(blocks, r.Say(key, words.Args{"value": value})...)
		}
	}
	for _, paragraph := range strings.Split(talk.Abstract, "\n") {
		if strings.TrimSpace(paragraph) != "" {
			blocks = append(blocks, chat.Block{Text: telling.Plain(paragraph)})
		}
	}
	if !talk.Chair.Nobody() {
		item("talk.card_chair", telling.WithAffiliation(r.Tx, talk.Chair))
	}
	item("talk.card_language", talk.Language)
	for _, kind := range planner.LinkKinds() {
		if address := talk.Links[kind]; address != "" && kind != planner.LiveLink {
			link := chat.Span{Kind: chat.Link, Text: address, URL: address}
			blocks = append(blocks, r.Say("talk.card_link", words.Args{"kind": r.Label("talk.link." + string(kind)), "value": link})...)
		}
	}
	return blocks
}
