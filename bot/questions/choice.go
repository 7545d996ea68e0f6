package questions

import (
	"fmt"
	"strconv"
	"strings"

	"entente/bot/knowledge"
	"entente/bot/memory"
	"entente/bot/turn"
	"entente/bot/words"
)

// advise is `advise` and then `advise 1 3`: the guided choice of an instrument.
// Its buttons carry the replies so far, so that nothing else has to be kept.
func (r *request) advise(rest string) (*turn.Reply, error) {
	if word := words.Fold(rest); word == "stop" || word == "arret" {
		return &turn.Reply{Blocks: r.Say("advise.stopped", nil), Asker: true, Instead: true}, nil
	}
	replies, ok := repliesIn(rest)
	if !ok { // "advise me on a visit to Hanoi", « conseil scientifique le 12 mai »
		return r.Elsewhere(r.Text)
	}
	step := r.Knowledge.Guide(replies, string(r.Lang), r.Now)
	p := &turn.Reply{Asker: step.Ask != "", Choices: step.Ask != "", Instead: true}
	if step.Answer != nil {
		p.Add(answerBlocks(step.Answer.Text)...)
		r.addSources(p, step.Answer.Sources)
	}
	if step.Ask == "" {
		return r.advised(p, step)
	}
	p.Add(r.Say("advise.question", words.Args{"n": step.Number, "of": step.Of, "question": step.Ask})...)
	so := strings.TrimSpace("advise " + sentenceOf(replies))
	for i, choice := range step.Choices {
		p.Button(choice, fmt.Sprintf("%s %d", so, i+1))
	}
	if len(replies) > 0 {
		p.Button(r.Label("button.back"), strings.TrimSpace("advise "+sentenceOf(replies[:len(replies)-1])))
	}
	return p.Button(r.Label("button.stop"), "advise stop"), nil
}

// advised ends the guided choice.
func (r *request) advised(p *turn.Reply, step knowledge.Step) (*turn.Reply, error) {
	if step.Answer == nil {
		p.Add(r.Say("advise.open", nil)...)
		return p.Button(r.Label("button.instruments"), "instruments"), nil
	}
	if err := r.keepAnswer(memory.Answered{Topic: step.Answer.Topic, Question: "advise", Answer: step.Answer.Text}); err != nil {
		return nil, err
	}
	return p, r.addNext(p, *step.Answer)
}

// repliesIn reads the replies so far, counted from 1; what is no choice is left
// open. It is not ok when there are other words than numbers.
func repliesIn(rest string) (replies []int, ok bool) {
	for _, field := range strings.Fields(rest) {
		n, err := strconv.Atoi(field)
		if err != nil {
			return nil, false
		}
		replies = append(replies, n-1)
	}
	return replies, true
}

func sentenceOf(replies []int) string {
	var fields []string
	for _, n := range replies {
		fields = append(fields, strconv.Itoa(n+1))
	}
	return strings.Join(fields, " ")
}
