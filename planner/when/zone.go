package when

// ParseZone reads the name of a time zone: an IANA name, a city or a country
// with one zone, UTC. The error is a *planner.Refusal, or a *planner.Question
// for an abbreviation that several zones use.
func ParseZone(text string, c Context) (string, error) {
	return "", notUnderstood(text)
}

// ZoneOf is the zone of a city as people name it ("Hanoi", "CIRM, Marseille"
// through its last part), where it is known.
func ZoneOf(place string) (zone string, ok bool) { return "", false }
