package bot

import (
	"fmt"
	"strconv"
	"strings"

	"entente/bot/knowledge"
	"entente/bot/words"
)

// advise is `advise` and then `advise 1 3`: the guided choice of an instrument.
// Its buttons carry the replies so far, so that nothing else has to be kept.
func (r *request) advise(rest string) (*reply, error) {
	if word := words.Fold(rest); word == "stop" || word == "arret" {
		return r.tell("advise.stopped", nil), nil
	}
	replies := repliesIn(rest)
	step := r.knowledge.Guide(replies, string(r.lang), r.now)
	p := &reply{asker: step.Ask != "", choices: step.Ask != ""}
	if step.Answer != nil {
		p.add(answerBlocks(step.Answer.Text)...)
		r.addSources(p, step.Answer.Sources)
	}
	if step.Ask == "" {
		return r.advised(p, step)
	}
	p.add(r.say("advise.question", words.Args{"n": step.Number, "of": step.Of, "question": step.Ask})...)
	so := strings.TrimSpace("advise " + sentenceOf(replies))
	for i, choice := range step.Choices {
		p.button(choice, fmt.Sprintf("%s %d", so, i+1))
	}
	if len(replies) > 0 {
		p.button(r.label("button.back"), strings.TrimSpace("advise "+sentenceOf(replies[:len(replies)-1])))
		p.button(r.label("button.stop"), "advise stop")
	}
	return p, nil
}

// advised ends the guided choice.
func (r *request) advised(p *reply, step knowledge.Step) (*reply, error) {
	if step.Answer == nil {
		p.add(r.say("advise.open", nil)...)
		return p.button(r.label("button.instruments"), "instruments"), nil
	}
	if err := r.keepAnswer(answered{Topic: step.Answer.Topic, Question: "advise", Answer: step.Answer.Text}); err != nil {
		return nil, err
	}
	return p, r.addNext(p, *step.Answer)
}

// repliesIn reads the replies so far, counted from 1; what is no number is an
// open question.
func repliesIn(rest string) []int {
	var replies []int
	for _, field := range strings.Fields(rest) {
		n, err := strconv.Atoi(field)
		if err != nil || n < 1 {
			n = knowledge.Open + 1
		}
		replies = append(replies, n-1)
	}
	return replies
}

func sentenceOf(replies []int) string {
	var fields []string
	for _, n := range replies {
		fields = append(fields, strconv.Itoa(n+1))
	}
	return strings.Join(fields, " ")
}
