package console

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A Script is a conversation with what is expected of it: one directive a
// line; docs/conversations.md lists them.
type Script struct {
	Name     string   // as its file is called
	Networks []string // on which it is played: the terminal, and those of "also"
	lines    []line
}

// line is one directive and where it stands.
type line struct {
	number int    // from 1
	source string // as written
	directive
}

// directive is what one line does when it is played. Faults of the script and
// what the bot did otherwise than expected are told to the player; an error is
// the bot's own failure and ends the play.
type directive interface{ play(p *player) error }

// ParseScript reads a script. The error names every fault, a line each, as
// "name:line: what is wrong".
func ParseScript(name string, r io.Reader) (Script, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return Script{}, fmt.Errorf("read script: %w", err)
	}
	s := Script{Name: name, Networks: []string{Network}}
	parse := parser{}
	var faults []error
	for i, source := range strings.Split(strings.TrimPrefix(string(text), "\uFEFF"), "\n") {
		source = strings.TrimSpace(source)
		if source == "" || source == "#" || strings.HasPrefix(source, "# ") {
			continue
		}
		d, err := parse.directive(source)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, i+1, err))
			continue
		}
		s.lines = append(s.lines, line{number: i + 1, source: source, directive: d})
	}
	s.Networks = append(s.Networks, parse.also...)
	if len(faults) == 0 && len(s.lines) == 0 {
		faults = append(faults, fmt.Errorf("%s:1: the script says nothing", name))
	}
	return s, errors.Join(faults...)
}

// parser reads directives one by one and remembers what later ones lean on.
type parser struct {
	zone string   // of the last "at"
	also []string // networks besides the terminal
}

// forms are the directives, each recognised by its first words. The last two
// may begin with a name, and so stand behind all others.
var forms = []struct {
	starts func(source string) bool
	read   func(*parser, string) (directive, error)
}{
	{begins("at "), (*parser).at},
	{begins("wait "), (*parser).wait},
	{begins("also "), (*parser).network},
	{begins("restart"), (*parser).restart},
	{has(expectForm), (*parser).expect},
	{has(silenceForm), (*parser).silence},
	{has(ringsForm), (*parser).rings},
	{has(sayForm), (*parser).say},
	{has(pressForm), (*parser).press},
	{has(reactForm), (*parser).react},
	{has(submitForm), (*parser).submit},
	{has(enterForm), (*parser).enter},
	{has(relocateForm), (*parser).relocate},
	{has(conditionForm), (*parser).condition},
	{has(introduceForm), (*parser).introduce},
}

// form is how a directive, a name or a mention looks. It is compiled when it is
// first looked for: `entente run` has no terminal, and these would take 0.8 MB.
func form(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// has recognises a directive by its form.
func has(form func() *regexp.Regexp) func(string) bool {
	return func(source string) bool { return form().MatchString(source) }
}

// begins recognises a directive by its first word.
func begins(word string) func(string) bool {
	return func(source string) bool { return strings.HasPrefix(source+" ", word) }
}

// directive reads one line.
func (ps *parser) directive(source string) (directive, error) {
	for _, form := range forms {
		if !form.starts(source) {
			continue
		}
		d, err := form.read(ps, source)
		if err == nil && ps.zone == "" && needsClock(d) {
			return nil, fmt.Errorf("no clock yet: begin with \"at 2027-01-04 09:00 Europe/Paris\"")
		}
		return d, err
	}
	return nil, fmt.Errorf("not understood: %q", source)
}

// needsClock says whether the bot must be running for d.
func needsClock(d directive) bool {
	switch d.(type) {
	case introduce, also:
		return false
	default:
		return true
	}
}

// also notes a further network that the script is played on.
type also struct{}

func (also) play(*player) error { return nil }

// network reads `also matrix`.
func (ps *parser) network(source string) (directive, error) {
	name := strings.TrimSpace(strings.TrimPrefix(source, "also "))
	if name != "matrix" && name != "slack" {
		return nil, fmt.Errorf("no such network: %q; write \"also matrix\" or \"also slack\"", name)
	}
	if !slices.Contains(ps.also, name) {
		ps.also = append(ps.also, name)
	}
	return also{}, nil
}

// where reads the name of a place and checks that the script is on its network.
func (ps *parser) where(text, speaker string) (place, error) {
	where := placeNamed(text, speaker)
	if where.network != Network && !slices.Contains(ps.also, where.network) {
		return place{}, fmt.Errorf("the script is not on %q: write \"also %s\" first", where.network, where.network)
	}
	return where, nil
}
