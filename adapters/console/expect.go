package console

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/planner"
)

// expect is `< text` and its kin. It looks at what the bot said in a place
// since the last line said.
type expect struct {
	where place // zero: where somebody spoke last
	how   string
	only  string // with how "only": who alone sees it
	count int    // so many messages fit; atLeastOne, or 0 for none
	text  string
	match *regexp.Regexp // instead of text
}

// atLeastOne is the count of an expectation that names none.
const atLeastOne = -1

// expectForm is [PLACE] [top|answer|file|only NAME] <[~ ! !~ 2] TEXT.
var expectForm = form(`^(?:(` + thereWord + `) )?(?:(top|answer|file|only (` + nameWord + `)) )?<(~|!|!~|\d+)?(?: (.*))?$`)

func (ps *parser) expect(source string) (directive, error) {
	m := expectForm().FindStringSubmatch(source)
	e := expect{how: m[2], only: nameKey(m[3]), count: atLeastOne, text: m[5]}
	if e.text == "" {
		return nil, fmt.Errorf("what is expected?")
	}
	var err error
	if m[1] != "" {
		if e.where, err = ps.where(m[1], ""); err != nil {
			return nil, err
		}
	}
	switch m[4] {
	case "", "~":
	case "!", "!~":
		e.count = 0
	default:
		if e.count, err = strconv.Atoi(m[4]); err != nil {
			return nil, fmt.Errorf("count %q: %w", m[4], err)
		}
	}
	if strings.HasSuffix(m[4], "~") {
		if e.match, err = regexp.Compile(e.text); err != nil {
			return nil, fmt.Errorf("expression: %w", err)
		}
	}
	return e, nil
}

func (e expect) play(p *player) error {
	where, ok := p.there(e.where)
	if !ok {
		return nil
	}
	fitting := 0
	for _, u := range p.botSaid(where, p.heard) {
		text := u.text
		if e.how == "file" && u.out.File != nil {
			text = string(u.out.File.Content)
		}
		if e.shown(u) && e.fits(text) {
			fitting++
		}
	}
	switch {
	case e.count == atLeastOne && fitting > 0, e.count == fitting:
	case e.count > 0:
		p.miss(where, p.heard, fmt.Sprintf("%d fit", fitting))
	default:
		p.miss(where, p.heard, "")
	}
	return nil
}

// shown says whether a message is shown in the way that is asked for.
func (e expect) shown(u utterance) bool {
	switch e.how {
	case "":
		return true
	case "top":
		return atTop(u.out.To) && u.out.OnlyFor == ""
	case "answer":
		return !atTop(u.out.To)
	case "file":
		return u.out.File != nil
	default:
		return nameKey(planner.Native(u.out.OnlyFor)) == e.only
	}
}

// fits says whether text holds what is expected, as written or as people type
// it: with plain spaces and apostrophes.
func (e expect) fits(text string) bool {
	typed := asTyped(text)
	if e.match != nil {
		return e.match.MatchString(text) || e.match.MatchString(typed)
	}
	return strings.Contains(text, e.text) || strings.Contains(typed, e.text)
}

// asTyped is text with the characters that stand on a keyboard.
func asTyped(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "’", "'").Replace(text)
}

// silence is `silence`, `#ganda silence`, `silence everywhere`: since the last
// line that made anything happen the bot said nothing. A reaction is not said.
type silence struct {
	where      place
	everywhere bool
}

var silenceForm = form(`^(?:(` + thereWord + `) )?silence( everywhere)?$`)

func (ps *parser) silence(source string) (directive, error) {
	m := silenceForm().FindStringSubmatch(source)
	if m[1] == "" {
		return silence{everywhere: m[2] != ""}, nil
	}
	if m[2] != "" {
		return nil, fmt.Errorf("either in %s or everywhere", m[1])
	}
	where, err := ps.where(m[1], "")
	return silence{where: where}, err
}

func (s silence) play(p *player) error {
	where, ok := p.here, true
	if !s.everywhere {
		where, ok = p.there(s.where)
	}
	if !ok {
		return nil
	}
	for _, u := range p.said[p.stirred:] {
		if isBot(u) && (s.everywhere || u.place == where) {
			p.miss(u.place, p.stirred, "")
			return nil
		}
	}
	return nil
}

// rings is `rings alice bob` and `rings nobody`: whom the bot's messages there
// notify, since the last line said.
type rings struct {
	where place
	names []string // sorted; empty: nobody
}

var ringsForm = form(`^(?:(` + thereWord + `) )?rings((?: ` + nameWord + `)+)$`)

func (ps *parser) rings(source string) (directive, error) {
	m := ringsForm().FindStringSubmatch(source)
	r := rings{names: strings.Fields(strings.ToLower(m[2]))}
	if slices.Equal(r.names, []string{"nobody"}) {
		r.names = nil
	}
	slices.Sort(r.names)
	if m[1] == "" {
		return r, nil
	}
	var err error
	r.where, err = ps.where(m[1], "")
	return r, err
}

func (r rings) play(p *player) error {
	where, ok := p.there(r.where)
	if !ok {
		return nil
	}
	var rung []string
	for _, u := range p.botSaid(where, p.heard) {
		for _, who := range u.out.Ring {
			rung = append(rung, nameKey(planner.Native(who)))
		}
	}
	slices.Sort(rung)
	if rung = slices.Compact(rung); !slices.Equal(rung, r.names) {
		p.miss(where, p.heard, "rung: "+strings.Join(append(rung, "nobody else"), ", "))
	}
	return nil
}

// there is the place that an expectation looks at.
func (p *player) there(named place) (place, bool) {
	if named != (place{}) {
		return named, true
	}
	if p.here == (place{}) {
		p.fault("nobody has spoken yet: say where, as in \"#ganda < …\"")
		return place{}, false
	}
	return p.here, true
}
