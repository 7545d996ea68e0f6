package when

import (
	"time"

	"entente/planner"
)

// zoneToday is the zone by whose date "today" counts; empty: the writer's.
func (p *parser) zoneToday() string {
	z := p.parts.zone
	if z.abbr != nil && !z.abbr.ambiguous {
		return z.abbr.zones[0]
	}
	return z.zone
}

// inZone gives the reading its zone, or fixes its instant where an offset from
// UTC was said.
func (p *parser) inZone(r Reading) (Reading, error) {
	z := p.parts.zone
	if z.empty() {
		return r, nil
	}
	if !r.Instant.IsZero() || r.Period {
		return Reading{}, p.refuse("when.twice", z.span)
	}
	if z.offset != nil {
		return p.atOffset(z, r)
	}
	zone, err := p.settle(z, r)
	r.Zone = zone
	return r, err
}

// settle decides which zone an abbreviation means when r is held. A series
// needs one that keeps its offset through the year.
func (p *parser) settle(z zoneName, r Reading) (string, error) {
	if z.zone != "" {
		return z.zone, nil
	}
	if len(z.abbr.zones) == 1 {
		return z.abbr.zones[0], nil
	}
	if z.abbr.ambiguous {
		return "", p.ask("when.which_zone", z.span, z.abbr.zones...)
	}
	zone := z.abbr.zones[0]
	from := p.Now
	if r.HasDate || r.HasClock {
		var err error
		if from, _, err = planner.ResolveLocal(r.Start, zone); err != nil {
			return "", err
		}
	}
	to := from.Add(time.Second)
	if r.Rule != nil {
		to = from.AddDate(1, 0, 0)
	}
	periods, err := planner.ZonePeriods(zone, from, to)
	if err != nil {
		return "", err
	}
	for _, period := range periods {
		if period.Offset != 60*z.abbr.offset {
			return "", p.ask("when.which_zone", z.span, z.abbr.zones...)
		}
	}
	return zone, nil
}

// atOffset reads the wall time of r at an offset from UTC. The offset fixes
// the instant of a one-off; of a series it says nothing about summer time, so
// the zone is asked.
func (p *parser) atOffset(z zoneName, r Reading) (Reading, error) {
	if !r.HasClock && r.Rule == nil {
		return r, p.refuse("when.no_hour", z.span)
	}
	if *z.offset < -12*60 || *z.offset > 14*60 {
		return r, p.refuse("when.impossible", z.span)
	}
	offset := time.Duration(*z.offset) * time.Minute
	asUTC, _, err := planner.ResolveLocal(r.Start, "UTC")
	if err != nil {
		return r, err
	}
	if r.Rule != nil {
		zones := zonesAt(asUTC.Add(-offset), offset)
		if len(zones) == 0 {
			return r, p.refuse("when.impossible", z.span)
		}
		return r, p.ask("when.which_zone", z.span, zones...)
	}
	at := asUTC.Add(-offset)
	if !r.HasDate { // its next time
		for at.Before(p.Now) {
			at = at.AddDate(0, 0, 1)
		}
		for !at.AddDate(0, 0, -1).Before(p.Now) {
			at = at.AddDate(0, 0, -1)
		}
	}
	shift := r.Start
	if r.Start, err = planner.WallAt(at, p.Zone); err != nil {
		return r, err
	}
	if r.HasEnd {
		r.End = r.Start.Add(r.End.Sub(shift))
	}
	r.Instant = at
	return r, nil
}

// zonesAt are the well-known zones with that offset from UTC at t.
func zonesAt(t time.Time, offset time.Duration) (zones []string) {
	for _, zone := range wellKnown {
		loc, err := planner.Zone(zone)
		if err != nil {
			continue
		}
		if _, seconds := t.In(loc).Zone(); time.Duration(seconds)*time.Second == offset {
			zones = append(zones, zone)
		}
	}
	return zones
}

// wellKnown are the zones offered for an offset: one or two for each.
var wellKnown = []string{
	"UTC", "Europe/London", "Europe/Paris", "Africa/Algiers", "Europe/Athens", "Africa/Johannesburg",
	"Asia/Riyadh", "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu",
	"Asia/Dhaka", "Asia/Yangon", "Asia/Ho_Chi_Minh", "Asia/Shanghai", "Asia/Tokyo", "Australia/Darwin",
	"Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney", "Pacific/Noumea", "Pacific/Auckland", "Pacific/Fiji",
	"Pacific/Tongatapu", "Pacific/Kiritimati", "Atlantic/Azores", "Atlantic/Cape_Verde", "America/Noronha",
	"America/Sao_Paulo", "America/Santiago", "America/St_Johns", "America/Halifax", "America/New_York", "America/Panama",
	"America/Chicago", "America/Mexico_City", "America/Denver", "America/Phoenix", "America/Los_Angeles",
	"America/Anchorage", "Pacific/Honolulu", "Pacific/Pago_Pago", "Etc/GMT+12",
}
