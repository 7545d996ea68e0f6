package knowledge

import (
	"bufio"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// floors are the shares of the questions of each file that must be answered
// rightly.
var floors = map[string]float64{"testdata/unseen.tsv": 0.93, seen: 0.96}

// seen are questions whose failures may be looked at; those of the other file
// are not printed, so that nobody mends them by the way.
const seen = "testdata/seen.tsv"

// TestAnswerToUnseenQuestions asks the questions of testdata/unseen.tsv, which
// nothing was fitted to: no rule, no word list, no model. A question is
// answered rightly when the facts that it asks for are told, with others or
// without, and one to be declined when it is. The rate is an estimate of what
// people will meet; who mends one of its questions moves it to seen.tsv, of
// older sets of which that is true.
func TestAnswerToUnseenQuestions(t *testing.T) {
	b := loaded(t)
	for name, floor := range floors {
		t.Run(name, func(t *testing.T) { b.examine(t, name, floor) })
	}
}

// examine asks the questions of a file, and prints how many are answered
// rightly, by language and kind.
func (b *Base) examine(t *testing.T, name string, floor float64) {
	file, err := os.Open(name)
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
		if !well && name == seen {
			t.Logf("%q: wanted %s of %s, told %v of %v", fields[0], fields[3], fields[2], a.Facts, a.Instruments)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(asked)) {
		t.Logf("%s: %d of %d right", key, right[key], asked[key])
	}
	if float64(right["all"]) < floor*float64(asked["all"]) {
		t.Errorf("%d of %d questions are answered rightly", right["all"], asked["all"])
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
