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
		q.codes, q.followed = before.Instruments, true
	case len(q.codes) == 0 && len(q.places) > 0 && len(q.aspects) == 0 && len(q.unknown) == 0 && slices.Contains(before.Instruments, codeIRL):
		q.codes, q.followed = []string{codeIRL}, true
	case len(q.codes) > 0 && !q.hinted && len(q.aspects) == 0 && len(q.unknown) == 0 && opens && len(before.Aspects) > 0:
		q.aspects, q.followed = before.Aspects, true
	}
	return q
}
