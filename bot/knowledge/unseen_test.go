package knowledge

import (
	"bufio"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// floor is the share of the unseen questions that must be answered rightly.
const floor = 0.94

// TestAnswerToUnseenQuestions asks the questions of testdata/unseen.tsv, which
// nothing was fitted to: no rule, no word list, no model. A question is
// answered rightly when the facts that it asks for are told, with others or
// without, and one to be declined when it is. The rate is an estimate of what
// people will meet; who mends a question of the file must replace it.
func TestAnswerToUnseenQuestions(t *testing.T) {
	b := loaded(t)
	file, err := os.Open("testdata/unseen.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	asked, right := map[string]int{}, map[string]int{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 4 {
			continue // a comment
		}
		a := b.inTurn(fields[0])
		well := answers(a, fields[2], fields[3])
		for _, key := range []string{"all", fields[1], fields[1] + ", " + kindOf(fields[3])} {
			asked[key]++
			if well {
				right[key]++
			}
		}
		if !well {
			t.Logf("%q: wanted %s of %s, told %v of %v", fields[0], fields[3], fields[2], a.Facts, a.Instruments)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(asked)) {
		t.Logf("%s: %d of %d right", key, right[key], asked[key])
	}
	if float64(right["all"]) < floor*float64(asked["all"]) {
		t.Errorf("%d of %d unseen questions are answered rightly", right["all"], asked["all"])
	}
}

// answers says whether an answer tells what is wanted: "declined"; "*", the
// instrument that a description points to; or facts, each with others parted
// by | that would do in its place.
func answers(a Answer, codes, wanted string) bool {
	switch {
	case wanted == "declined":
		return a.Declined
	case a.Declined:
		return false
	case wanted == "*":
		return a.Instruments[0] == codes
	}
	for _, either := range strings.Fields(wanted) {
		if !slices.ContainsFunc(strings.Split(either, "|"), func(id string) bool { return slices.Contains(a.Facts, id) }) {
			return false
		}
	}
	return true
}

// kindOf is what sort of question it is, by what is wanted.
func kindOf(wanted string) string {
	for _, kind := range [][2]string{{"declined", "to be declined"}, {"*", "description"}, {"asked.", "half answer"}, {"glance", "comparison"}, {"lab.", "laboratory"}} {
		if strings.Contains(wanted, kind[0]) {
			return kind[1]
		}
	}
	return "fact"
}
