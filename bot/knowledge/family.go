package knowledge

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
)

// A family is words that mean much the same.
type family struct {
	ID    string `yaml:"id"`
	Words lists  `yaml:",inline"`
}

// A gathering is families that mean something where a word of each stands in
// one sentence, in any order.
type gathering struct {
	families []string // ids
	means    string
}

// How far apart the words of a gathering may stand.
const (
	sentence = 1  // clauses
	reach    = 10 // words, from one to the nearest other
)

// gathered returns the gatherings in words, each with the words that make it,
// which stand at most so many clauses apart.
func (t *tongue) gathered(words []word, gatherings []gathering, neighbours int) []match {
	members := map[string][]match{} // by family
	for _, m := range t.families.all(words) {
		members[m.means] = append(members[m.means], m)
	}
	for _, found := range members { // the longest name the most
		slices.SortStableFunc(found, func(x, y match) int { return cmp.Compare(len(y.at), len(x.at)) })
	}
	var all []match
	for _, g := range gatherings {
		if at := g.matchIn(words, members, neighbours); at != nil {
			all = append(all, match{phrase{means: g.means}, at})
		}
	}
	return all
}

// matchIn returns where the words of a gathering stand, in their order; nil
// when a family has none, or none near the others. No word counts twice.
func (g gathering) matchIn(words []word, members map[string][]match, neighbours int) []int {
	for _, first := range members[g.families[0]] {
		at := slices.Clone(first.at)
		for _, id := range g.families[1:] {
			i := slices.IndexFunc(members[id], func(m match) bool { return m.isBeside(at, words, neighbours) })
			if i < 0 {
				at = nil
				break
			}
			at = append(at, members[id][i].at...)
		}
		if at != nil {
			slices.Sort(at)
			return at
		}
	}
	return nil
}

// isBeside says whether m stands near words at, and holds none of them.
func (m match) isBeside(at []int, words []word, neighbours int) bool {
	near := slices.ContainsFunc(at, func(i int) bool {
		far, apart := m.at[0]-i, words[m.at[0]].clause-words[i].clause
		return max(far, -far) <= reach && max(apart, -apart) <= neighbours
	})
	return near && !slices.ContainsFunc(m.at, func(i int) bool { return slices.Contains(at, i) })
}

// isPartOf says whether other holds all words of m and more.
func (m match) isPartOf(other match) bool {
	return len(m.at) < len(other.at) && !slices.ContainsFunc(m.at, func(i int) bool { return !slices.Contains(other.at, i) })
}

// askedIn returns what words ask about: by phrases, and by words gathered. What
// is part of a larger match tells nothing of its own.
func (t *tongue) askedIn(words []word) []match {
	kept := t.foreground(largest(slices.Concat(t.aspects.find(words), t.gathered(words, t.together, sentence))))
	slices.SortStableFunc(kept, func(x, y match) int { return cmp.Compare(x.at[0], y.at[0]) })
	return kept
}

// foreground leaves out what one word only mentions, as "country" or "seminar"
// do, where something else is asked.
func (t *tongue) foreground(all []match) []match {
	aside := func(m match) bool { return len(m.at) == 1 && t.setting[m.means] }
	if !slices.ContainsFunc(all, func(m match) bool { return !t.setting[m.means] && !isForm(m.means) }) {
		return all
	}
	return slices.DeleteFunc(all, aside)
}

// isForm says whether an aspect tells how something is asked, not what.
func isForm(aspect string) bool {
	return slices.Contains([]string{definition, difference, choice, list, wish}, aspect)
}

// largest are the matches that are no part of another one.
func largest(all []match) []match {
	return slices.DeleteFunc(slices.Clone(all), func(m match) bool { return slices.ContainsFunc(all, m.isPartOf) })
}

func readFamilies(fsys fs.FS) ([]family, error) {
	var file struct {
		Families []family `yaml:"families"`
	}
	_, err := open(fsys, "lexicon/families.yaml", &file)
	return file.Families, err
}

// gather makes gatherings of lists of families that all mean the same.
func gather(means string, together [][]string) []gathering {
	var all []gathering
	for _, families := range together {
		all = append(all, gathering{families, means})
	}
	return all
}

// checkFamilies looks for families that are not there, wherever words are
// gathered.
func checkFamilies(aspects []aspect, plans scenarios, families []family) []error {
	faults := checkTogether("particular", plans.Together, families)
	for _, a := range aspects {
		faults = append(faults, checkTogether(a.ID, a.Together, families)...)
	}
	for _, s := range plans.Signals {
		faults = append(faults, checkTogether(s.ID, s.Together, families)...)
	}
	return faults
}

// checkTogether looks for families that are not there.
func checkTogether(of string, together [][]string, families []family) (faults []error) {
	for _, list := range together {
		for _, id := range list {
			if !slices.ContainsFunc(families, func(f family) bool { return f.ID == id }) {
				faults = append(faults, fmt.Errorf("lexicon: together of %s: %q is no family of lexicon/families.yaml", of, id))
			}
		}
	}
	return faults
}
