package when

import (
	"slices"
	"strings"
	"time"

	"entente/planner"
)

// twoClocks reads an hour that is said in two zones, "15:00 Paris / 9:00
// Montréal": as the first one where both are the same instant, else it asks. It
// is not ok where the phrase says nothing of the kind.
func (p *parser) twoClocks() (r Reading, err error, ok bool) {
	first, second := p.hourInZones()
	if second.empty() {
		return r, nil, false
	}
	whole := span{first.from, second.to}
	if p.sign(second.to-p.i, ")") {
		whole.to++
	}
	rest := func(choice span) string {
		return p.text[:p.tokens[whole.from].start] + p.words(choice) + p.text[p.tokens[whole.to-1].end:]
	}
	r, err = p.readAlone(rest(first))
	other, errOther := p.readAlone(rest(second))
	if err != nil || errOther != nil || r.Rule != nil || r.Zone == "" || other.Zone == "" {
		return r, nil, false
	}
	p.parts.used = append(slices.DeleteFunc(p.parts.used, func(s span) bool { return whole.holds(s) }), whole)
	slices.SortFunc(p.parts.used, func(a, b span) int { return a.from - b.from })
	if same, err := sameTime(r, other); same || err != nil {
		return r, err, true
	}
	in := func(r Reading) string { return r.Start.Clock.String() + " " + r.Zone }
	return r, p.ask("when.which_hour", whole, in(r), in(other)), true
}

// hourInZones is where two hours stand that each have a zone behind them, with
// only signs between.
func (p *parser) hourInZones() (first, second span) {
	ph := &p.parts
	if len(ph.used) > mostParts || ph.again.empty() || ph.clock.empty() || ph.zone.empty() || ph.zone.span.from < ph.clock.span.to || !p.onlyCommas(ph.clock.span.to, ph.zone.span.from) {
		return first, second
	}
	first = span{ph.clock.span.from, ph.zone.span.to}
	for i, part := range ph.used {
		if part.from < first.to {
			continue
		}
		for _, t := range p.tokens[first.to:part.from] {
			if !strings.Contains(",/=(-", t.text) {
				return first, second
			}
		}
		if i+1 < len(ph.used) && ph.used[i+1].from == part.to {
			second = span{part.from, ph.used[i+1].to}
		}
		return first, second
	}
	return first, second
}

// readAlone reads text as p does.
func (p *parser) readAlone(text string) (Reading, error) {
	if p.loose {
		found, err := Find(text, p.Context)
		return found.Reading, err
	}
	return Parse(text, p.Context)
}

// sameTime says whether two readings begin together, when the day was said in
// the zone of one of them: at 23:00 in Paris it is tomorrow in Hanoi.
func sameTime(a, b Reading) (bool, error) {
	at, _, err := planner.ResolveLocal(a.Start, a.Zone)
	if err != nil {
		return false, err
	}
	other, _, err := planner.ResolveLocal(b.Start, b.Zone)
	apart := at.Sub(other).Abs()
	return apart == 0 || apart == 24*time.Hour, err
}
