package bot

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/knowledge"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// know puts a sentence to the knowledge base. What it leaves out is taken from
// what the same person asked here before.
func (r *request) know(text string) (*reply, error) {
	before, err := r.lastAnswer()
	if err != nil {
		return nil, err
	}
	found := r.knowledge.Answer(knowledge.Question{Text: text, Lang: r.answerLang(text), Now: r.now, Before: before.Topic})
	if err := r.noteQuestion(text, found, before.Topic); err != nil {
		return nil, err
	}
	p := &reply{blocks: answerBlocks(found.Text)}
	rows, err := r.ours(text, found)
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 {
		ours := append(r.say("knowledge.ours", words.Args{"code": found.Instruments[0]}), chat.Block{Rows: rows[:min(len(rows), telling.MaxRows)]})
		if found.Declined { // the facts cover nothing of it, but what is entered here does
			return (&reply{blocks: ours}).button(r.oursButton(found.Instruments[0])), nil
		}
		p.blocks = append(ours, p.blocks...)
	}
	r.addSources(p, found.Sources)
	if !found.Which {
		p.about.Told = &memory.Answered{Question: text, Answer: found.Text}
	}
	switch {
	case found.Which:
		p.asker, p.choices = true, true
		for _, code := range r.knowledge.Codes() {
			p.button(code, text+" ("+code+")")
		}
	case found.Declined:
		p.asker = true
		p.add(r.say("knowledge.help", nil)...)
		p.button(r.label("button.instruments"), "instruments")
	default:
		if err := r.addNext(p, found); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// answerLang is the language to answer in: that of the sentence, or of the
// message whose button was pressed; empty leaves it to the base.
func (r *request) answerLang(text string) string {
	if _, sure := r.knowledge.Language(text); sure && !r.in.Pressed {
		return ""
	}
	return string(r.lang)
}

// answerBlocks are the lines of an answer; those with fields are rows.
func answerBlocks(text string) []chat.Block {
	var blocks []chat.Block
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSpace(line), " · ")
		if len(fields) == 1 {
			blocks = append(blocks, chat.Block{Text: telling.Plain(fields[0])})
			continue
		}
		var row []chat.Text
		for _, field := range fields {
			row = append(row, telling.Plain(field))
		}
		if last := len(blocks) - 1; last >= 0 && blocks[last].Rows != nil {
			blocks[last].Rows = append(blocks[last].Rows, row)
			continue
		}
		blocks = append(blocks, chat.Block{Rows: [][]chat.Text{row}})
	}
	return blocks
}

// maxSources is how many sources stand under an answer in chat: more are those of
// a list, each of whose rows can be asked for by itself.
const maxSources = 8

// addSources appends where an answer comes from.
func (r *request) addSources(p *reply, sources []knowledge.Source) {
	if len(sources) == 0 {
		return
	}
	spans := r.Words.Spans(r.lang, "knowledge.source", nil)
	more := max(0, len(sources)-maxSources)
	for i, source := range sources[:len(sources)-more] {
		if i > 0 {
			spans = append(spans, chat.Span{Text: r.separator()})
		}
		spans = append(spans, chat.Span{Kind: chat.Link, Text: source.Title + " (" + source.When + ")", URL: source.URL})
	}
	if more > 0 {
		spans = append(spans, r.Words.Spans(r.lang, "knowledge.more_sources", words.Args{"n": more})...)
	}
	p.add(chat.Block{Text: spans})
}

// addNext offers the natural next questions on the instrument of an answer.
func (r *request) addNext(p *reply, found knowledge.Answer) error {
	if len(found.Instruments) != 1 {
		return nil
	}
	code := found.Instruments[0]
	if r.knowledge.Tells(code, "application") && !found.Topic.Asks("application") {
		p.button(r.label("button.how_to_apply"), "how to apply for an "+code+"?")
	}
	if beside := r.knowledge.Beside(code); !found.Topic.Asks("difference") {
		p.button(r.Words.Text(r.lang, "button.compare_with", words.Args{"code": beside}), "compare "+code+" "+beside)
	}
	ours, err := r.collaborationsOf(planner.Instrument(code))
	if err == nil && len(ours) > 0 {
		p.button(r.oursButton(code))
	}
	return err
}

// oursButton lists all collaborations of an instrument that are entered.
func (r *request) oursButton(code string) (label, sentence string) {
	return r.Words.Text(r.lang, "button.ours", words.Args{"code": code}), "collaboration list " + code
}

// noteQuestion keeps what was asked, without who asked it, and for a while what
// was answered to this person here.
func (r *request) noteQuestion(text string, found knowledge.Answer, before knowledge.Topic) error {
	err := r.tx.SaveQuestion(store.Question{
		At: r.now, Lang: found.Lang, Text: cut(text, planner.MaxTitle), About: found.Topic.String(), Declined: found.Declined,
	})
	if err != nil {
		return err
	}
	topic := found.Topic
	if found.Declined && len(topic.Instruments) == 0 {
		topic = before // as the weather, between two questions on an IRN
	}
	return r.keepAnswer(memory.Answered{Topic: topic, Question: text, Answer: found.Text})
}

// cut is the beginning of text, of at most n characters.
func cut(text string, n int) string {
	runes := []rune(text)
	return string(runes[:min(n, len(runes))])
}
