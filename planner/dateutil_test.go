package planner

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestDateutilAgrees expands 2,000 random rules with exceptions as an
// independent implementation of RFC 5545 does on the same zone data: the same
// wall times and the same instants, or refused where there are too many.
func TestDateutilAgrees(t *testing.T) {
	const seed, rules = 20271123, 2000
	all := randomSeries(rand.New(rand.NewPCG(seed, 0)), rules)
	found := map[Resolution]int{}
	refused := 0
	for i, theirs := range dateutil(t, all) {
		ours, occs := expanded(t, all[i])
		if ours != theirs {
			t.Errorf("%+v from %s in %s (-dateutil +ours):\n%s", *all[i].Rule, all[i].Span.Start, all[i].Span.Zone,
				cmp.Diff(strings.Fields(theirs), strings.Fields(ours)))
		}
		for _, o := range occs {
			found[o.Resolution]++
		}
		if len(occs) == 0 {
			refused++
		}
	}
	t.Logf("seed %d: %d rules, %d of them refused or without a date left; dates by how they are resolved: %v", seed, rules, refused, found)
	if found[Gap] < 20 || found[Fold] < 20 || refused > rules/10 {
		t.Error("the rules do not try what they are to try")
	}
}

// TestDateutilSeesAWrongRule alters rules after dateutil was given them: each
// kind of mistake is seen.
func TestDateutilSeesAWrongRule(t *testing.T) {
	all := randomSeries(rand.New(rand.NewPCG(1, 0)), 200)
	answers := dateutil(t, all)
	for name, spoil := range map[string]func(*Event){
		"interval": func(e *Event) { e.Rule.Interval++ },
		"weekday":  func(e *Event) { e.Rule.Weekdays = []time.Weekday{(e.Span.Start.Date.Weekday() + 1) % 7} },
		"nth":      func(e *Event) { e.Rule.Nth = min(1, e.Rule.Nth) },
		"end": func(e *Event) {
			if !e.Rule.Until.IsZero() {
				e.Rule.Until = e.Rule.Until.AddDays(-31)
			}
		},
		"count":       func(e *Event) { e.Rule.Count = max(1, e.Rule.Count-1) },
		"exceptions":  func(e *Event) { e.Rule.Except = nil },
		"time of day": func(e *Event) { e.Span.Start.Clock.Minute ^= 1 },
		"zone":        func(e *Event) { e.Span.Zone = "Asia/Tokyo" },
	} {
		seen := 0
		for i, e := range all {
			rule := *e.Rule
			e.Rule = &rule
			spoil(&e)
			if ours, _ := expanded(t, e); ours != answers[i] {
				seen++
			}
		}
		t.Logf("wrong %s: seen in %d of %d rules", name, seen, len(all))
		if seen == 0 {
			t.Errorf("nobody sees a wrong %s", name)
		}
	}
}

// expanded is a series as expand_series.py says it.
func expanded(t *testing.T, e Event) (string, []Occurrence) {
	t.Helper()
	occs, err := Occurrences(e)
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal.Why, nil
	case err != nil:
		t.Fatal(err)
	}
	dates := make([]string, len(occs))
	for i, o := range occs {
		dates[i] = fmt.Sprintf("%s@%d", o.Span.Start, o.StartAt.Unix())
	}
	return strings.Join(dates, " "), occs
}
