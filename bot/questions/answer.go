package questions

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/knowledge"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// Answer puts a sentence to the knowledge base. What it leaves out is taken from
// what the same person asked here before.
func Answer(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{said}
	before, err := r.lastAnswer()
	if err != nil {
		return nil, err
	}
	found := r.Knowledge.Answer(knowledge.Question{Text: text, Lang: r.answerLang(text), Now: r.Now, Before: before.Topic})
	if err := r.noteQuestion(text, found, before.Topic); err != nil {
		return nil, err
	}
	p := &turn.Reply{Blocks: answerBlocks(found.Text)}
	rows, err := r.ours(text, found)
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 {
		ours := append(r.Say("knowledge.ours", words.Args{"code": found.Instruments[0]}), chat.Block{Rows: rows[:min(len(rows), telling.MaxRows)]})
		if found.Declined { // the facts cover nothing of it, but what is entered here does
			return (&turn.Reply{Blocks: ours}).Button(r.oursButton(found.Instruments[0])), nil
		}
		p.Blocks = append(ours, p.Blocks...)
	}
	r.addSources(p, found.Sources)
	if !found.Which {
		p.About.Told = &memory.Answered{Question: text, Answer: found.Text}
	}
	switch {
	case found.Which:
		p.Asker, p.Choices = true, true
		for _, code := range r.Knowledge.Codes() {
			p.Button(code, text+" ("+code+")")
		}
	case found.Declined:
		p.Asker = true
		p.Add(r.Say("knowledge.help", nil)...)
		p.Button(r.Label("button.instruments"), "instruments")
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
	if _, sure := r.Knowledge.Language(text); sure && !r.In.Pressed {
		return ""
	}
	return string(r.Lang)
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
func (r *request) addSources(p *turn.Reply, sources []knowledge.Source) {
	if len(sources) == 0 {
		return
	}
	spans := r.Words.Spans(r.Lang, "knowledge.source", nil)
	more := max(0, len(sources)-maxSources)
	for i, source := range sources[:len(sources)-more] {
		if i > 0 {
			spans = append(spans, chat.Span{Text: r.Separator()})
		}
		spans = append(spans, chat.Span{Kind: chat.Link, Text: source.Title + " (" + source.When + ")", URL: source.URL})
	}
	if more > 0 {
		spans = append(spans, r.Words.Spans(r.Lang, "knowledge.more_sources", words.Args{"n": more})...)
	}
	p.Add(chat.Block{Text: spans})
}

// addNext offers the natural next questions on the instrument of an answer.
func (r *request) addNext(p *turn.Reply, found knowledge.Answer) error {
	if len(found.Instruments) != 1 {
		return nil
	}
	code := found.Instruments[0]
	if r.Knowledge.Tells(code, "application") && !found.Topic.Asks("application") {
		p.Button(r.Label("button.how_to_apply"), "how to apply for an "+code+"?")
	}
	if beside := r.Knowledge.Beside(code); !found.Topic.Asks("difference") {
		p.Button(r.Words.Text(r.Lang, "button.compare_with", words.Args{"code": beside}), "compare "+code+" "+beside)
	}
	ours, err := r.collaborationsOf(planner.Instrument(code))
	if err == nil && len(ours) > 0 {
		p.Button(r.oursButton(code))
	}
	return err
}

// oursButton lists all collaborations of an instrument that are entered.
func (r *request) oursButton(code string) (label, sentence string) {
	return r.Words.Text(r.Lang, "button.ours", words.Args{"code": code}), "collaboration list " + code
}

// noteQuestion keeps what was asked, without who asked it, and for a while what
// was answered to this person here.
func (r *request) noteQuestion(text string, found knowledge.Answer, before knowledge.Topic) error {
	err := r.Tx.SaveQuestion(store.Question{
		At: r.Now, Lang: found.Lang, Text: telling.Beginning(text, planner.MaxTitle), About: found.Topic.String(), Declined: found.Declined,
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
