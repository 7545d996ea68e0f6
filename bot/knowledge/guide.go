package knowledge

import (
	"io/fs"
	"slices"
	"time"
)

// guideQuestion is one question of the guided choice.
type guideQuestion struct {
	ID      string        `yaml:"id"`
	Ask     both          `yaml:"ask"`
	Choices []guideChoice `yaml:"choices"`
}

// guideChoice is one answer to it, and what it signals.
type guideChoice struct {
	Text    both     `yaml:",inline"`
	Signals []string `yaml:"signals"`
}

// Step is where somebody stands in the guided choice of an instrument.
type Step struct {
	Number, Of int      // of the question, from 1; Number is Of+1 when all are answered
	Ask        string   // the question; empty when all are answered
	Choices    []string // its answers
	Answer     *Answer  // from the second reply on: what the replies point to
}

// Open stands for a question that was passed over.
const Open = -1

// provisional is how many replies an advice takes at least.
const provisional = 2

// Guide is the step after replies, each the number of a choice from 0, or
// [Open]; lang is "en" or "fr". A reply that is no choice counts as Open.
func (b *Base) Guide(replies []int, lang string, now time.Time) Step {
	replies = replies[:min(len(replies), len(b.guide))]
	s := Step{Number: len(replies) + 1, Of: len(b.guide)}
	if len(replies) < len(b.guide) {
		next := b.guide[len(replies)]
		s.Ask = typeset(lang, next.Ask.in(lang))
		for _, c := range next.Choices {
			s.Choices = append(s.Choices, typeset(lang, c.Text.in(lang)))
		}
	}
	if len(replies) < provisional {
		return s
	}
	ranked := b.suits(b.signalled(replies))
	if len(ranked) == 0 {
		return s
	}
	d := draft{codes: []string{ranked[0].code}, suits: true, facts: ranked[0].facts, change: b.otherwise(replies, ranked[0].code)}
	for _, x := range b.instruments {
		if x.Code != ranked[0].code {
			d.others = append(d.others, x.Code)
		}
	}
	a := Answer{Lang: lang, Instruments: d.codes}
	a.Text, a.Sources = b.compose(d, lang, now)
	for _, f := range d.facts {
		a.Facts = append(a.Facts, f.ID)
	}
	a.Topic = Topic{Instruments: d.codes, Aspects: []string{purpose}}
	s.Answer = &a
	return s
}

// signalled are the signals of replies.
func (b *Base) signalled(replies []int) []*signal {
	var signals []*signal
	for i, n := range replies {
		if n < 0 || n >= len(b.guide[i].Choices) {
			continue
		}
		for _, id := range b.guide[i].Choices[n].Signals {
			signals = append(signals, b.signal(id))
		}
	}
	return signals
}

func (b *Base) signal(id string) *signal {
	i := slices.IndexFunc(b.signals, func(s *signal) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	return b.signals[i]
}

// A change is the one reply that would point to another instrument.
type change struct {
	choice both
	code   string
}

// otherwise is the first other reply that would change the advice; nil when
// none alone would.
func (b *Base) otherwise(replies []int, code string) *change {
	for i := range replies {
		for n, choice := range b.guide[i].Choices {
			other := slices.Clone(replies)
			other[i] = n
			if ranked := b.suits(b.signalled(other)); len(ranked) > 0 && ranked[0].code != code && len(choice.Signals) > 0 {
				return &change{choice: choice.Text, code: ranked[0].code}
			}
		}
	}
	return nil
}

func readGuide(fsys fs.FS) ([]guideQuestion, sheet, error) {
	var file struct {
		Questions []guideQuestion `yaml:"questions"`
	}
	s, err := open(fsys, "lexicon/guide.yaml", &file)
	return file.Questions, s, err
}

// checkGuide looks for signals that are none.
func (b *Base) checkGuide(s sheet) (faults []error) {
	for _, q := range b.guide {
		for _, c := range q.Choices {
			for _, id := range c.Signals {
				if b.signal(id) == nil {
					faults = append(faults, s.fault("questions", "%s: no signal has the id %q", q.ID, id))
				}
			}
		}
	}
	return faults
}
