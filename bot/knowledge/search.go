package knowledge

import "slices"

// general answers a question that names no instrument. Every word of it must
// be understood: it may be about anything.
func (b *Base) general(q question, t *tongue) draft {
	var d draft
	q.codes = nil // at most hints
	if held := t.index.held(q.content); q.describes(held) && len(q.unknown) < held {
		return b.advise(q, t)
	}
	if len(q.unknown) > 0 {
		if q.meant != "" && len(q.unknown) == 1 {
			d.codes, d.words = []string{q.meant}, q.unknown
			return d.decline(near)
		}
		return d.decline(offTopic)
	}
	if q.asks(choice) {
		return b.all()
	}
	var asked []*aspect
	for _, id := range q.aspects {
		if a := b.aspect(id); id != list && id != definition && id != wish {
			asked = append(asked, a)
		}
	}
	if q.asks(list) && (len(asked) == 0 || q.asks(difference)) {
		return b.all()
	}
	for _, a := range asked {
		if a.Alone || q.asks(list) {
			b.everywhere(&d, a)
		}
	}
	if len(d.facts) > 0 {
		return d
	}
	if d = b.search(q, t, d); d.declined == "" {
		return d
	}
	if slices.ContainsFunc(asked, func(a *aspect) bool { return a.Call || b.tells(a) }) {
		return d.decline(which)
	}
	return d.decline(offTopic)
}

// tells says whether any fact tells of an aspect.
func (b *Base) tells(a *aspect) bool {
	return slices.ContainsFunc(b.facts, func(f *fact) bool { return slices.Contains(f.Aspects, a.ID) })
}

// describes says whether the question describes what an instrument should be
// for, in held words that the facts know.
func (q question) describes(held int) bool {
	switch {
	case q.asks(choice):
		return true
	case q.asks(wish):
		return held > 1
	}
	return slices.Equal(q.aspects, []string{list}) && q.known > 0
}

// all sets the five instruments beside each other.
func (b *Base) all() draft {
	var d draft
	for _, f := range b.facts {
		if slices.Contains(f.Aspects, list) {
			d.add(f)
		}
	}
	for _, x := range b.instruments {
		d.codes = append(d.codes, x.Code)
	}
	d.add(b.rows(d.codes)...)
	return d
}

// everywhere adds what the facts tell of an aspect, whatever the instrument.
func (b *Base) everywhere(d *draft, a *aspect) {
	for _, f := range b.facts {
		if slices.Contains(f.Aspects, a.ID) {
			d.add(f)
			d.codes = appendNew(d.codes, f.Instruments...)
		}
	}
	d.call = d.call || a.Call
}

// advise answers which instrument is for what the question describes, from the
// Insmi page only.
func (b *Base) advise(q question, t *tongue) draft {
	var d draft
	best := 0.0
	for _, h := range t.index.rank(q.content) {
		suits := slices.ContainsFunc(b.aspects, func(a aspect) bool { return a.Suits && slices.Contains(h.fact.Aspects, a.ID) })
		if !suits || h.fact.Confidence != base || len(h.fact.Instruments) == 0 {
			continue
		}
		if best == 0 {
			best = h.score
		}
		if h.score < bothFit*best {
			break
		}
		d.add(h.fact)
		d.codes = appendNew(d.codes, h.fact.Instruments...)
	}
	if len(d.facts) == 0 {
		return b.all()
	}
	return d
}

// search answers from the facts that hold most of the subject matter. Where
// no instrument is named, one word in common is no answer.
func (b *Base) search(q question, t *tongue, d draft) draft {
	enough, least := coversAlone, 2
	if len(q.codes) > 0 {
		enough, least = covers, 1
	}
	for _, h := range t.index.rank(q.content) {
		named := len(q.codes) == 0 || slices.ContainsFunc(h.fact.Instruments, func(c string) bool { return slices.Contains(q.codes, c) })
		if !named || h.fact.isRow() || h.covered < enough || h.matched < least {
			continue
		}
		d.add(h.fact)
		d.codes = appendNew(d.codes, h.fact.Instruments...)
		d.call = slices.ContainsFunc(h.fact.Aspects, func(id string) bool { return b.aspect(id).Call })
		break
	}
	if len(d.facts) == 0 {
		return d.decline(uncovered)
	}
	return d
}
