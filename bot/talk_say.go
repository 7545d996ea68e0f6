package bot

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// speakersSaid lists speakers with their institutions.
func (v voice) speakersSaid(list []planner.Speaker) string {
	said := make([]string, len(list))
	for i, s := range list {
		said[i] = withAffiliation(v.tx, s)
	}
	return v.listed(said)
}

// listed joins things as people do: "30, 14 and 7".
func (v voice) listed(said []string) string {
	if n := len(said); n > 1 {
		return strings.Join(said[:n-1], ", ") + " " + v.words.Text(v.lang, "talk.and", nil) + " " + said[n-1]
	}
	return strings.Join(said, "")
}

// talkLine says who speaks on a date, and of what, or that it is to be
// announced; nothing where nobody has ever been asked to speak.
func (v voice) talkLine(t planner.Talk) []chat.Block {
	speakers := v.speakersSaid(t.Confirmed())
	switch {
	case speakers == "" && t.Title == "" && len(t.Speakers) == 0:
		return nil
	case speakers == "" && t.Title == "":
		return v.words.Blocks(v.lang, "talk.line_nobody", nil)
	case speakers == "":
		return v.words.Blocks(v.lang, "talk.line_title", words.Args{"title": strong(t.Title)})
	case t.Title == "":
		return v.words.Blocks(v.lang, "talk.line_tba", words.Args{"speakers": speakers})
	}
	return v.words.Blocks(v.lang, "talk.line", words.Args{"speakers": speakers, "title": strong(t.Title)})
}

// talkLines are what is said of the talk on a date wherever the date is.
func (v voice) talkLines(o planner.Occurrence) ([]chat.Block, error) {
	t, err := v.tx.TalkOf(o)
	if err != nil {
		return nil, err
	}
	return v.talkLine(t), nil
}

// cellTitle is how many characters of a talk's title stand in a row of a list.
const cellTitle = 60

// talkCell says in a row of a list who speaks, and of what; nothing where nobody
// has accepted.
func (v voice) talkCell(t planner.Talk) []chat.Text {
	speakers := v.speakersSaid(t.Confirmed())
	switch {
	case speakers == "":
		return nil
	case t.Title == "":
		return []chat.Text{plain(speakers)}
	}
	return []chat.Text{v.words.Spans(v.lang, "talk.line", words.Args{"speakers": speakers, "title": shorten(t.Title, cellTitle)})}
}

// talksOn are the talks on dates that are shown together.
func talksOn(tx *store.Tx, dated []store.Dated) (map[planner.OccurrenceID]planner.Talk, error) {
	ids := make([]planner.OccurrenceID, len(dated))
	for i, d := range dated {
		ids[i] = d.Occurrence.ID
	}
	return tx.TalksOn(ids)
}

// talkCard is all that is known of a talk, a line each.
func (r *request) talkCard(t *talkOn) []chat.Block {
	talk := t.talk()
	blocks := r.voice().talkLine(talk)
	item := func(key, value string) {
		if value != "" {
			blocks = append(blocks, r.say(key, words.Args{"value": value})...)
		}
	}
	for _, paragraph := range strings.Split(talk.Abstract, "\n") {
		if strings.TrimSpace(paragraph) != "" {
			blocks = append(blocks, chat.Block{Text: plain(paragraph)})
		}
	}
	if !talk.Chair.Nobody() {
		item("talk.card_chair", withAffiliation(r.tx, talk.Chair))
	}
	item("talk.card_language", talk.Language)
	for _, kind := range planner.LinkKinds() {
		if address := talk.Links[kind]; address != "" && kind != planner.LiveLink {
			link := chat.Span{Kind: chat.Link, Text: address, URL: address}
			blocks = append(blocks, r.say("talk.card_link", words.Args{"kind": r.label("talk.link." + string(kind)), "value": link})...)
		}
	}
	return blocks
}
