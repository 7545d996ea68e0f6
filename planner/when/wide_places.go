package when

// widePlace is a name that several zones have: a country of several, of which
// those are offered where most of its people live, or a city that has a
// namesake with universities too. A name by which a zone is said is none of them.
type widePlace struct {
	rest  []string // tokens that follow the first
	zones []string
}

// widePlaces are such names in both languages, by their first token.
var widePlaces = map[string]widePlace{
	"us":        {nil, american},
	"usa":       {nil, american},
	"united":    {[]string{"states"}, american},
	"etats":     {[]string{"-", "unis"}, american},
	"canada":    {nil, []string{"America/Toronto", "America/Halifax", "America/Winnipeg", "America/Edmonton", "America/Vancouver"}},
	"brazil":    {nil, brazilian},
	"bresil":    {nil, brazilian},
	"australia": {nil, australian},
	"australie": {nil, australian},

	"birmingham":  {nil, []string{"Europe/London", "America/Chicago"}},
	"cambridge":   {nil, []string{"Europe/London", "America/New_York"}},
	"durham":      {nil, []string{"Europe/London", "America/New_York"}},
	"guadalajara": {nil, []string{"America/Mexico_City", "Europe/Madrid"}},
	"hamilton":    {nil, []string{"America/Toronto", "Pacific/Auckland"}},
	"kingston":    {nil, []string{"America/Toronto", "America/Jamaica"}},
	"newcastle":   {nil, []string{"Europe/London", "Australia/Sydney"}},
	"portland":    {nil, []string{"America/Los_Angeles", "America/New_York"}},
	"san":         {[]string{"jose"}, []string{"America/Costa_Rica", "America/Los_Angeles"}},
	"valencia":    {nil, []string{"Europe/Madrid", "America/Caracas"}},
}

var (
	american   = []string{"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"}
	brazilian  = []string{"America/Sao_Paulo", "America/Manaus", "America/Fortaleza"}
	australian = []string{"Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"}
)

// widePlace reads the name of a place that several zones have. In a sentence it
// has to be said that its time is meant.
func (p *parser) widePlace(z *zoneName, led bool) bool {
	if p.done() {
		return false
	}
	wide, ok := widePlaces[p.tokens[p.i].text]
	if !ok || !startsWith(p.tokens[p.i+1:], wide.rest) {
		return false
	}
	if _, n := places().find(p.tokens[p.i:]); n > 1+len(wide.rest) { // Cambridge Bay
		return false
	}
	p.i += 1 + len(wide.rest)
	z.abbr = &abbreviated{ambiguous: true, zones: wide.zones}
	return led || !p.loose || p.is(zoneAfter)
}
