package knowledge

import (
	"slices"
	"strings"
)

// How sure the model must be, found by cross-validation over the questions of
// training/ (TestModel prints what they give).
const (
	refuses  = 0.3  // that a question is outside, to decline it whatever the rules find
	doubts   = 0.2  // of something else than the rules found, to tell it too; as much for each instrument named
	replaces = 0.6  // of something else than the rules found, to tell it first
	alone    = 0.95 // of something else than the rules found, to tell it alone
	mentions = 0.03 // at least, of what the rules found, to tell it beside what the model is sure of
	speaks   = 0.3  // of anything, more than of its being outside, to answer what the rules do not understand
	adds     = 0.15 // of a second aspect, to tell it too
	strange  = 0.1  // at most that a question is outside, to answer what the rules take for strange
	follows  = 0.04 // at most that it is, to take it for one of the instruments before
	surely   = 0.55 // of anything, for the same
)

// maxFirst is how many facts of the likelier of two readings are told.
const maxFirst = 3

// decide chooses the facts that answer a question: the rules by what they
// read, the model by what it has learnt.
func (b *Base) decide(q question, t *tongue) draft {
	d := b.judge(b.choose(q, t), q, t, b.opinion(q, t))
	if d.declined == offTopic || d.declined == which {
		if again, ok := b.takeOver(q, t); ok {
			return again
		}
	}
	return d.directed(q, t)
}

// judge weighs what the rules found against what the model says.
func (b *Base) judge(d draft, q question, t *tongue, o opinion) draft {
	if q.followed && !q.borrowed || len(d.unknown)+len(d.nowhere) > 0 || slices.Contains([]string{tooLong, empty, near}, d.declined) {
		return d
	}
	if (t.isStrange(q) || d.declined == elsewhere) && (q.spelled || o.outside > strange) {
		return d
	}
	best, answered := o.guesses[0], d.declined == "" || d.declined == missing
	other := best.share >= doubts*float64(max(1, len(q.codes))) && !b.isAbout(d, best.label)
	switch {
	case o.outside >= refuses && (answered || d.declined == uncovered):
		return b.refuse(d, q, o)
	case o.outside >= refuses:
		return d
	case answered && best.share >= replaces && b.isOfAspects(d, q, o):
		return b.focus(d, q, o)
	case answered && other, !answered && best.share-o.outside >= speaks:
		if judged, ok := b.believe(o, q, t); ok && answered && best.share < alone {
			return judged.beside(d, best.share >= replaces)
		} else if ok {
			return judged
		}
	}
	return d
}

// refuse declines what is outside, and names the aspect that no fact tells.
func (b *Base) refuse(d draft, q question, o opinion) draft {
	refused := draft{codes: d.codes, aspects: d.aspects, followed: d.followed}
	switch {
	case !q.names():
		return refused.decline(offTopic)
	case o.untold != "":
		refused.missing, refused.aspects = []*aspect{b.aspect(o.untold)}, []string{o.untold}
		return refused.decline(missing)
	}
	return refused.decline(uncovered)
}

// isOfAspects says whether rules and model both speak of aspects of the
// instruments named, which can be told in another order or in part.
func (b *Base) isOfAspects(d draft, q question, o opinion) bool {
	label := o.guesses[0].label
	ofForm := slices.ContainsFunc(append(slices.Clone(d.aspects), label), func(id string) bool { return isForm(id) && id != definition })
	return len(q.codes) > 0 && !ofForm && label != rows && len(d.aspects) > 0 && !d.suits && !d.hasRows() &&
		len(q.former) == 0 && (len(d.codes) == 1 || !slices.Contains(d.aspects, definition))
}

// focus tells what the model is sure of first, and of what the rules found only
// what the model does not take for a mere mention.
func (b *Base) focus(d draft, q question, o opinion) draft {
	focused := draft{codes: d.codes, followed: d.followed, aspects: b.guessedOf(o, q)}
	for _, id := range d.aspects {
		if o.shares[id] >= mentions {
			focused.aspects = appendNew(focused.aspects, id)
		}
	}
	if i := slices.Index(focused.aspects, definition); i > 0 && slices.Contains(d.aspects, definition) {
		focused.aspects = slices.Insert(slices.Delete(focused.aspects, i, i+1), 0, definition)
	}
	if slices.Equal(focused.aspects, d.aspects) {
		return d
	}
	for _, id := range focused.aspects {
		b.tell(&focused, q, id)
	}
	if focused = focused.settled(); focused.declined != "" {
		return d
	}
	return focused
}

// beside tells two readings of a question, first the likelier one.
func (d draft) beside(other draft, likelier bool) draft {
	switch {
	case d.declined != "" || d.suits || other.suits || len(d.facts) > maxTold || len(other.facts) > maxTold:
		if likelier {
			return d
		}
		return other
	case !likelier:
		d, other = other, d
	}
	d.facts = slices.Clone(d.facts[:min(len(d.facts), maxFirst)])
	d.add(other.facts...)
	d.facts = d.facts[:min(len(d.facts), maxTold)]
	d.aspects = appendNew(slices.Clone(d.aspects), other.aspects...)
	d.missing, d.silent = append(slices.Clone(d.missing), other.missing...), append(slices.Clone(d.silent), other.silent...)
	d.call = d.call || other.call
	return d
}

// hasRows says whether a draft tells laboratories.
func (d draft) hasRows() bool {
	return slices.ContainsFunc(d.facts, func(f *fact) bool { return f.Name != "" })
}

// isAbout says whether a draft tells, or would tell, what a label stands for.
func (b *Base) isAbout(d draft, label string) bool {
	if code, ok := strings.CutPrefix(label, advising); ok {
		return d.suits && slices.Equal(d.codes, []string{code})
	}
	switch label {
	case list:
		return len(d.codes) > 3
	case which:
		return d.declined == which
	}
	for _, code := range d.codes {
		if found := b.about(label, code); len(found) > 0 && d.declined == "" {
			return slices.Contains(d.facts, found[0])
		}
	}
	return slices.Contains(d.aspects, label)
}

// believe answers as the model says; false where it says nothing that can be
// told of the question.
func (b *Base) believe(o opinion, q question, t *tongue) (draft, bool) {
	label, named := o.guesses[0].label, q.names()
	if code, ok := strings.CutPrefix(label, advising); ok {
		return b.suggest(code, q, t), !named
	}
	if len(q.places) > 0 && slices.Equal(q.codes, []string{codeIRL}) && slices.Contains(aboutPlaces, label) {
		label = rows
	}
	switch label {
	case which:
		return draft{}.decline(which), !named
	case list:
		return b.all(), true
	case rows:
		d := draft{codes: []string{codeIRL}}
		return b.laboratories(d, q), len(q.places) > 0 || slices.Contains(q.codes, codeIRL)
	}
	d := draft{codes: q.codes, aspects: b.guessedOf(o, q), followed: q.followed}
	if len(q.codes) == 0 {
		return b.unnamed(d)
	}
	for _, id := range d.aspects {
		b.tell(&d, q, id)
	}
	return d.settled(), len(d.aspects) > 0
}

// suggest is the instrument that a description points to.
func (b *Base) suggest(code string, q question, t *tongue) draft {
	facts := b.reasons(b.described(q, t), code)
	if len(facts) == 0 {
		facts = b.about(purpose, code)[:1]
	}
	return draft{codes: []string{code}, suits: true, facts: facts}
}

// guessedOf are the aspects guessed, those that are told of the instruments
// before one that is not.
func (b *Base) guessedOf(o opinion, q question) []string {
	var ids []string
	for i, g := range o.guesses {
		a := b.aspect(g.label)
		if a == nil || i > 0 && g.share < adds {
			continue
		}
		id := g.label
		if a.Instead != "" && len(q.codes) > 0 && !b.anyTold(q.codes, []string{id}) {
			id = a.Instead
		}
		if len(ids) == 1 && len(q.codes) > 0 && !b.anyTold(q.codes, ids) && b.anyTold(q.codes, []string{id}) {
			ids = nil
		}
		ids = appendNew(ids, id)
	}
	return ids
}

// unnamed tells aspects that are asked without an instrument.
func (b *Base) unnamed(d draft) (draft, bool) {
	for _, id := range d.aspects {
		if a := b.aspect(id); a.Alone || b.isOfOneInstrument(a) {
			b.everywhere(&d, a)
		}
	}
	if len(d.facts) == 0 {
		return d.decline(which), len(d.aspects) > 0
	}
	return d, true
}

// isOfOneInstrument says whether the facts tell an aspect of one instrument
// only, as the length of stays, so that it need not be named.
func (b *Base) isOfOneInstrument(a *aspect) bool {
	var codes []string
	for _, f := range b.facts {
		if slices.Contains(f.Aspects, a.ID) {
			codes = appendNew(codes, f.Instruments...)
		}
	}
	return len(codes) == 1 && a.ID != definition
}
