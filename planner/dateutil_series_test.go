package planner

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// dateutilZones are zones with changes of half an hour, at midnight, backwards
// in winter, on other days each year, and those with none.
var dateutilZones = []string{
	"Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "America/Santiago",
	"Europe/Dublin", "Europe/Paris", "America/New_York", "Australia/Sydney", "Asia/Tehran", "Pacific/Chatham",
}

// randomSeries makes series of all that a rule can say. Half begin in the small
// hours, where clocks change.
func randomSeries(r *rand.Rand, n int) []Event {
	all := make([]Event, n)
	for i := range all {
		start := Wall{Date{2024, time.January, 1}.AddDays(r.IntN(3000)), Clock{r.IntN(24), r.IntN(60)}}
		if i%2 == 0 {
			start.Clock = Clock{r.IntN(4), r.IntN(4) * 15}
		}
		all[i] = Event{Span: Timed(start, time.Hour, dateutilZones[i%len(dateutilZones)]), Rule: randomRule(r, start.Date)}
	}
	return all
}

// randomRule is any rule for a series that starts on a day.
func randomRule(r *rand.Rand, start Date) *Rule {
	rule := &Rule{Freq: []Freq{Daily, Weekly, Weekly, Monthly, Monthly, Yearly, Listed}[r.IntN(7)], Interval: 1 + r.IntN(4)}
	for day := range 7 {
		if rule.Freq != Daily && rule.Freq != Listed && r.IntN(4) == 0 {
			rule.Weekdays = append(rule.Weekdays, time.Weekday(day))
		}
	}
	switch rule.Freq {
	case Monthly, Yearly:
		if rule.Nth = []int{0, 1, 2, 3, 4, 5, -1}[r.IntN(7)]; rule.Nth == 1 && r.IntN(2) == 0 {
			rule.AlsoNth = [][]int{{3}, {2, 4}, {-1}}[r.IntN(3)]
		}
	case Listed:
		rule.Interval = 1
		for day := start.AddDays(-r.IntN(3)); len(rule.Dates) < 20; day = day.AddDays(1 + r.IntN(50)) {
			rule.Dates = append(rule.Dates, day)
		}
	}
	end := r.IntN(5) // 0: none
	switch days := map[Freq]int{Daily: 1, Weekly: 4, Monthly: 12, Yearly: 50, Listed: 3}[rule.Freq]; {
	case end == 1 || end > 1 && rule.Freq == Listed:
		rule.Until = start.AddDays(r.IntN(MaxOccurrences * days * rule.Interval))
	case end > 1:
		rule.Count = 1 + r.IntN(MaxOccurrences/days)
	}
	for range r.IntN(5) { // often a date, and else none
		rule.Except = append(rule.Except, start.AddDays(7*r.IntN(30)), start.AddDays(r.IntN(300)))
	}
	return rule
}

// series is what expand_series.py reads.
type series struct {
	Start    string         `json:"start"`
	Zone     string         `json:"zone"`
	Freq     Freq           `json:"freq"`
	Interval int            `json:"interval"`
	Weekdays []time.Weekday `json:"weekdays"`
	Nths     []int          `json:"nths"`
	Dates    []Date         `json:"dates"`
	Count    int            `json:"count"`
	Last     Date           `json:"last"` // the last day that may have one
	Endless  bool           `json:"endless"`
	Except   []Date         `json:"except"`
	Limit    int            `json:"limit"`
	RRULE    string         `json:"rrule"`
}

// dateutil is what expand_series.py says about some series, in Debian's own Python:
// another one on the PATH does not see Debian's modules.
func dateutil(t *testing.T, all []Event) []string {
	t.Helper()
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import dateutil").Run(); err != nil {
		if os.Getenv("ENTENTE_TEST_ALL") != "" {
			t.Fatalf("python3-dateutil is missing: %v", err)
		}
		t.Skip("python3-dateutil is missing")
	}
	var in bytes.Buffer
	for _, e := range all {
		if err := json.NewEncoder(&in).Encode(seriesOf(t, e)); err != nil {
			t.Fatal(err)
		}
	}
	reader := exec.CommandContext(t.Context(), python, "testdata/expand_series.py", unpackedZones(t))
	reader.Stdin, reader.Stderr = &in, os.Stderr
	out, err := reader.Output()
	answers := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if err != nil || len(answers) != len(all) {
		t.Fatalf("%d answers to %d series: %v", len(answers), len(all), err)
	}
	return answers
}

func seriesOf(t *testing.T, e Event) series {
	t.Helper()
	text, err := e.Rule.RRULE(e.Span)
	if err != nil {
		t.Fatal(err)
	}
	s := series{
		Start: e.Span.Start.String(), Zone: e.Span.Zone, Freq: e.Rule.Freq, Interval: e.Rule.Interval, Nths: e.Rule.nths(), Dates: e.Rule.Dates,
		Weekdays: append([]time.Weekday{}, e.Rule.Weekdays...), Except: append([]Date{}, e.Rule.Except...),
		Count: e.Rule.Count, Last: e.Rule.Until, Endless: e.Rule.Endless(), Limit: MaxOccurrences, RRULE: text,
	}
	if s.Last.IsZero() { // that of the rule, or as far ahead as it is written
		s.Last = e.Span.Start.Date.AddDays(MaxAhead)
	}
	return s
}

// unpackedZones is a folder with our zone data as files.
func unpackedZones(t *testing.T) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(zoneData), int64(len(zoneData)))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, archive); err != nil {
		t.Fatal(err)
	}
	return dir
}
