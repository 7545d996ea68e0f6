package knowledge

import "slices"

// general answers a question that names no instrument. Every word of it must
// be understood: it may be about anything.
func (b *Base) general(q question, t *tongue) draft {
	var d draft
	q.codes = nil // at most hints
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
	alone := !slices.ContainsFunc(asked, func(a *aspect) bool { return !a.Alone && a.ID != dates && a.ID != application }) && !q.namesStranger(t)
	for _, a := range asked {
		if alone && a.Alone || q.asks(list) {
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

// namesStranger says whether a proper name stands in the question that is no
// place: what is asked is then of that.
func (q question) namesStranger(t *tongue) bool {
	for i, w := range q.words {
		place := slices.ContainsFunc(q.places, func(m match) bool { return slices.Contains(m.at, i) })
		if w.isProper() && w.code == "" && !place && !t.vocabulary[w.text] && !t.stop[w.text] {
			return true
		}
	}
	return false
}

// tells says whether any fact tells of an aspect.
func (b *Base) tells(a *aspect) bool {
	return slices.ContainsFunc(b.facts, func(f *fact) bool { return slices.Contains(f.Aspects, a.ID) })
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
		if !slices.Contains(f.Aspects, a.ID) {
			continue
		}
		d.add(f)
		d.codes = appendNew(d.codes, f.Instruments...)
		if f.Confidence == silent && !slices.Contains(d.silent, a) {
			d.silent = append(d.silent, a)
		}
	}
	d.call = d.call || a.Call
}

// telling leaves out the stems that tell nothing of a subject, though some fact
// happens to hold them.
func (t *tongue) telling(stems []string) []string {
	return slices.DeleteFunc(slices.Clone(stems), func(s string) bool { return t.fillers[s] || t.beside[s] })
}

// search answers from the fact that holds most of the subject matter, one of
// the Insmi page before another that holds little more. Where no instrument is
// named, one word in common is no answer.
func (b *Base) search(q question, t *tongue, d draft) draft {
	enough, least, content := coversAlone, 2, q.content
	if len(q.codes) > 0 {
		enough, least, content = covers, 1, t.telling(content)
	}
	var best *fact
	score := 0.0
	for _, h := range t.index.rank(content) {
		named := len(q.codes) == 0 || slices.ContainsFunc(h.fact.Instruments, func(c string) bool { return slices.Contains(q.codes, c) })
		if !named || !h.fact.isFound() || h.covered < enough || h.matched < least {
			continue
		}
		if best == nil || h.fact.Confidence == base && h.score >= bothFit*score {
			best, score = h.fact, h.score
		}
		if best.Confidence == base {
			break
		}
	}
	if best == nil {
		return d.settled()
	}
	d.add(best)
	d.codes = appendNew(d.codes, best.Instruments...)
	d.call = slices.ContainsFunc(best.Aspects, func(id string) bool { return b.aspect(id).Call })
	return d
}

// clearly is how many times better a fact must match a question's words than the
// first one to be told before it.
const clearly = 1.2

// directed tells first the fact that answers the question most directly: of
// those that tell one aspect, the one that shares most words with it.
func (d draft) directed(q question, t *tongue) draft {
	if d.declined != "" || d.suits || d.hasRows() || len(d.codes) > 1 || len(d.facts) < 2 {
		return d
	}
	scores := map[*fact]float64{}
	for _, h := range t.index.rank(t.telling(q.content)) {
		scores[h.fact] = h.score
	}
	first := d.facts[0]
	for i, f := range d.facts {
		beside := slices.ContainsFunc(f.Aspects, func(id string) bool { return slices.Contains(first.Aspects, id) })
		if beside && f.Confidence != silent && f.Confidence != other && f.Against == "" && scores[f] > clearly*max(scores[d.facts[0]], scores[first]) {
			d.facts = slices.Insert(slices.Delete(slices.Clone(d.facts), i, i+1), 0, f)
		}
	}
	return d
}
