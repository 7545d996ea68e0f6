package knowledge

import "slices"

// follow completes a question from the one before it: "how long?" takes over
// the instruments, "and an IRC?" what was asked, "how is it different from an
// IRC?" what to compare with. What was taken over is said.
func (q question) follow(before Topic, t *tongue) question {
	if len(before.Instruments) == 0 {
		return q
	}
	opens := slices.ContainsFunc(t.continues.find(q.words), func(m match) bool { return m.at[0] == 0 })
	switch {
	case len(q.codes) == 1 && !q.hinted && q.asks(difference) && len(before.Instruments) == 1 && before.Instruments[0] != q.codes[0]:
		q.codes, q.followed = append(slices.Clone(before.Instruments), q.codes...), true
	case len(q.codes) == 0 && len(q.aspects) > 0 && len(q.unknown) == 0 && !q.asks(choice) && !q.asks(list) && !q.asks(wish):
		return q.of(before.Instruments)
	case len(q.codes) == 0 && len(q.places) > 0 && len(q.aspects) == 0 && len(q.unknown) == 0 && slices.Contains(before.Instruments, codeIRL):
		return q.of([]string{codeIRL})
	case len(q.codes) > 0 && !q.hinted && len(q.aspects) == 0 && len(q.unknown) == 0 && opens && len(before.Aspects) > 0:
		q.aspects, q.followed = before.Aspects, true
	case !q.names():
		q.before = before.Instruments
	}
	return q
}

// of is the question asked of the instruments of the one before.
func (q question) of(codes []string) question {
	q.codes, q.hinted, q.followed, q.borrowed = codes, false, true, true
	return q
}

// takeOver answers a question that names no instrument and that the rules do
// not understand as one of the instruments before, where the model is sure.
func (b *Base) takeOver(q question, t *tongue) (draft, bool) {
	asks := slices.ContainsFunc(q.words, func(w word) bool { return t.asking[w.text] })
	if len(q.before) == 0 || len(q.before) > 2 || !asks {
		return draft{}, false
	}
	q = q.of(q.before)
	o := b.opinion(q, t)
	if o.outside > follows || o.guesses[0].share < surely {
		return draft{}, false
	}
	d, ok := b.believe(o, q, t)
	return d, ok && d.declined == ""
}
