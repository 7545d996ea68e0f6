package planner

import (
	"errors"
	"testing"
	"time"
)

// FuzzOccurrences expands any rule: the dates are refused, or in order, on the
// clock of the event, between its bounds, on its weekdays and never excepted.
func FuzzOccurrences(f *testing.F) {
	f.Add(uint8(1), 1, 0, 0, uint8(4), 0, 0, 7, uint8(0))
	f.Add(uint8(1), 2, 100, 0, uint8(10), 86, 15*60, 14, uint8(1))
	f.Add(uint8(2), 1, 0, 12, uint8(0), 30, 2*60+30, 0, uint8(2))
	f.Add(uint8(2), 1, 400, 0, uint8(2), 400, 0, 31, uint8(3)|5<<4)
	f.Add(uint8(0), 500, 0, 500, uint8(0), -400, 23*60+59, 1, uint8(4)|15<<4)
	zones := []string{"Europe/Paris", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu"}
	f.Fuzz(func(t *testing.T, freq uint8, interval, until, count int, weekdays uint8, day, minute, except int, more uint8) {
		start := Wall{Date{2027, time.January, 12}.AddDays(day % 4000), Clock{minute / 60 % 24, minute % 60}}
		rule := Rule{Freq: []Freq{Daily, Weekly, Monthly, Yearly, Listed}[freq%5], Interval: interval, Count: count, Nth: int(more>>4)%8 - 1}
		switch {
		case rule.Freq == Listed:
			rule.Dates = []Date{start.Date, start.Date.AddDays(count % 4000), start.Date.AddDays(count%4000 + 1)}
			rule.Count = 0
		case freq > 127:
			rule.AlsoNth = []int{3}
		}
		for i := range 7 {
			if weekdays>>i&1 != 0 {
				rule.Weekdays = append(rule.Weekdays, time.Weekday(i))
			}
		}
		if until > 0 {
			rule.Until = start.Date.AddDays(until % 4000)
		}
		rule.Except = []Date{start.Date.AddDays(except % 4000)}
		e := Event{Kind: Seminar, Span: Timed(start, time.Hour, zones[int(more&15)%len(zones)]), Rule: &rule}
		if !start.Valid() {
			return
		}
		occs, err := Occurrences(e)
		var refusal *Refusal
		if errors.As(err, &refusal) {
			return
		}
		if err != nil {
			t.Fatalf("%+v from %s: %v", rule, start, err)
		}
		checkOccurrences(t, e, occs)
	})
}

func checkOccurrences(t *testing.T, e Event, occs []Occurrence) {
	t.Helper()
	for i, o := range occs {
		date := o.Span.Start.Date
		switch {
		case o.Span.Start.Clock != e.Span.Start.Clock:
			t.Fatalf("%+v: %s leaves the clock", *e.Rule, o.Span.Start)
		case date.Before(e.Span.Start.Date), !e.Rule.Until.IsZero() && e.Rule.Until.Before(date):
			t.Fatalf("%+v: %s is out of its bounds", *e.Rule, date)
		case date == e.Rule.Except[0]:
			t.Fatalf("%+v: %s is excepted", *e.Rule, date)
		case i > 0 && !occs[i-1].Span.Start.Date.Before(date), i > 0 && occs[i-1].Number >= o.Number:
			t.Fatalf("%+v: %s comes after %s", *e.Rule, date, occs[i-1].Span.Start.Date)
		case o.EndAt.Before(o.StartAt):
			t.Fatalf("%+v: %s ends before it starts", *e.Rule, o.Span.Start)
		}
	}
	if n := len(occs); n > MaxOccurrences || e.Rule.Count > 0 && n > e.Rule.Count {
		t.Fatalf("%+v: %d dates", *e.Rule, n)
	}
}
