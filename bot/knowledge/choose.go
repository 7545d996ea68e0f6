package knowledge

import (
	"cmp"
	"slices"
)

// Why a question is declined: keys of the phrases.
const (
	offTopic  = "off-topic" // another subject
	uncovered = "uncovered" // an instrument, but nothing that a fact tells
	missing   = "missing"   // an aspect that no fact tells
	which     = "which"     // an aspect, but of no instrument
	elsewhere = "elsewhere" // the letters stand for something else
	near      = "near"      // a word that may be a slip for an instrument
	tooLong   = "long"
	empty     = "empty"
)

// Limits of one answer.
const (
	maxTold     = 5   // in all, beside rows
	maxFacts    = 4   // of one instrument, without those of aspects asked for
	bothFit     = 0.8 // share of the best score from which a second instrument is told too
	covers      = 0.5 // share of the subject matter that a fact must hold, when an instrument is named
	coversAlone = 0.7 // the same when none is named
)

// A draft is what an answer is made of, before it is put into words.
type draft struct {
	codes    []string // instruments that it is about
	facts    []*fact
	missing  []*aspect // asked about, found in no fact
	silent   []*aspect // asked about, and told that no page says it
	unknown  []word    // acronyms set beside an instrument, but none of ours
	nowhere  []word    // places where no laboratory was found
	call     bool      // money, eligibility or deadlines are asked about
	aspects  []string  // that are told, or would be
	followed bool      // a part of the question is that of the one before
	others   []string  // with suits: the instruments that it is not
	change   *change   // with suits: what would make it another; or nil
	suits    bool      // it is the instrument for what the question describes
	declined string    // why nothing is answered
	words    []word    // that the refusal speaks of
}

// choose picks the facts that answer a question.
func (b *Base) choose(q question, t *tongue) draft {
	d := draft{codes: q.codes, followed: q.followed}
	switch {
	case len(q.words) == 0:
		return d.decline(empty)
	case q.elsewhere != "":
		d.codes = []string{q.elsewhere}
		return d.decline(elsewhere)
	case len(q.codes) == 0 || q.hinted:
		if advice, ok := b.advise(q, t); ok {
			return advice
		}
	}
	switch {
	case len(q.codes) == 0 || q.hinted && len(q.aspects) == 0 && len(q.places) == 0:
		return b.general(q, t)
	case t.isStrange(q):
		return d.decline(uncovered)
	case q.hinted && len(q.unknown) == 0 && q.wantsLaboratories(b.asked(q)):
		return b.laboratories(d, q)
	case q.hinted && (len(q.unknown) > 0 || q.asks(difference) && len(q.codes) == 1):
		d.codes = nil
		return d.decline(offTopic)
	}
	for _, code := range q.former {
		d.add(b.about(former, code)...)
	}
	asked := b.asked(q)
	switch {
	case q.wantsLaboratories(asked):
		return b.laboratories(d, q)
	case !trusted(q, asked), q.namesStranger(t) && (q.asks("money") || q.asks("salary")): // what one person gets
		d.facts, d.aspects = nil, asked
		return d.decline(uncovered)
	case len(asked) == 0:
		return b.search(q, t, d)
	case len(q.places) > 0 && slices.Equal(asked, []string{difference}) && len(b.there(q)) > 0: // is Tokyo an IRC or an IRL?
		d.aspects = []string{"examples"}
		d.add(b.there(q)...)
		return d.settled()
	}
	d.aspects = asked
	if len(q.places) > 0 && slices.Equal(asked, []string{b.instrument(q.codes[0]).At}) {
		d.add(b.there(q)...)
	}
	for _, id := range asked {
		b.tell(&d, q, id)
	}
	return d.settled()
}

// tell adds the facts that one aspect of a question asks for.
func (b *Base) tell(d *draft, q question, id string) {
	a := b.aspect(id)
	d.call = d.call || a.Call
	if id == difference {
		d.add(b.rows(q.codes)...)
		for _, w := range q.unknown {
			if w.isAcronym() {
				d.unknown = append(d.unknown, w)
			}
		}
		return
	}
	var found []*fact
	for _, code := range q.codes {
		found = append(found, q.at(b.about(id, code))...)
	}
	if a.Each && q.isOfOne() {
		found = slices.DeleteFunc(found, func(f *fact) bool { return len(f.Places) == 0 })
	}
	if len(found) == 0 && a.Alone {
		found = b.common(id)
	}
	switch {
	case len(found) == 0:
		d.missing = append(d.missing, a)
	case slices.ContainsFunc(found, func(f *fact) bool { return f.Confidence == silent }):
		d.silent = append(d.silent, a)
	}
	d.add(found...)
	if len(found) == 0 && a.Near != "" {
		for _, code := range q.codes {
			d.add(q.at(b.about(a.Near, code))...)
		}
	}
	if len(q.codes) == 1 {
		b.extend(d, a.With, q.codes[0])
	}
}

// extend adds what belongs to an aspect, from the Insmi page only.
func (b *Base) extend(d *draft, with []string, code string) {
	for _, id := range with {
		for _, f := range b.about(id, code) {
			if f.Confidence == base && len(d.facts) < maxFacts {
				d.add(f)
			}
		}
	}
}

// about returns the facts of one aspect of an instrument, the surest
// first, and what is said of it alone before what is said of several.
func (b *Base) about(aspect, code string) []*fact {
	var found []*fact
	for _, f := range b.facts {
		if f.tells(aspect, code) {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(x, y *fact) int {
		return cmp.Or(
			cmp.Compare(slices.Index(firmness, x.Confidence), slices.Index(firmness, y.Confidence)),
			cmp.Compare(len(x.Instruments), len(y.Instruments)),
		)
	})
	return found
}

// there are the facts of the places that a question names.
func (b *Base) there(q question) []*fact {
	var found []*fact
	for _, f := range b.facts {
		at := slices.ContainsFunc(q.places, func(m match) bool { return slices.Contains(f.Places, m.means) })
		if at && slices.ContainsFunc(f.Instruments, func(code string) bool { return slices.Contains(q.codes, code) }) {
			found = append(found, f)
		}
	}
	return found
}

// common are the facts of an aspect that are of no instrument.
func (b *Base) common(aspect string) []*fact {
	var found []*fact
	for _, f := range b.facts {
		if len(f.Instruments) == 0 && slices.Contains(f.Aspects, aspect) {
			found = append(found, f)
		}
	}
	return found
}

// rows are the facts that set instruments beside each other.
func (b *Base) rows(codes []string) []*fact {
	var found []*fact
	for _, code := range codes {
		found = append(found, b.about(glance, code)...)
	}
	return found
}

// add appends facts that are not in the draft yet, nor said there of another
// instrument in the same words.
func (d *draft) add(facts ...*fact) {
	for _, f := range facts {
		if !slices.ContainsFunc(d.facts, func(told *fact) bool { return told.Text == f.Text }) {
			d.facts = append(d.facts, f)
		}
	}
}

func (d draft) decline(why string) draft {
	d.declined = why
	return d
}

// settled declines a draft without facts.
func (d draft) settled() draft {
	if said := slices.IndexFunc(d.facts, (*fact).isRow); said < 0 && len(d.facts) > maxTold {
		d.facts = d.facts[:maxTold]
	}
	switch {
	case len(d.facts) > 0:
	case len(d.missing) > 0:
		return d.decline(missing)
	default:
		return d.decline(uncovered)
	}
	return d
}
