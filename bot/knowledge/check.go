package knowledge

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// check returns every mistake in the facts, each with its file and line.
func (b *Base) check(all []collection) []error {
	var faults []error
	for _, id := range []string{definition, former, difference, choice, list, wish} {
		if b.aspect(id) == nil {
			faults = append(faults, fmt.Errorf("lexicon/aspects.yaml:1: aspects: %q is missing", id))
		}
	}
	for _, x := range b.instruments {
		if b.instrument(x.Beside) == nil {
			faults = append(faults, fmt.Errorf("lexicon/instruments.yaml:1: beside of %s: %q is no instrument", x.Code, x.Beside))
		}
	}
	seen := map[string]bool{}
	for _, c := range all {
		for _, key := range slices.Sorted(maps.Keys(c.Sources)) {
			faults = append(faults, c.Sources[key].check(c.sheet, "sources."+key)...)
		}
		for i, f := range c.Facts {
			at := fmt.Sprintf("facts[%d]", i)
			if f.ID == "" || seen[f.ID] {
				faults = append(faults, c.sheet.fault(at+".id", "%q is empty or used twice", f.ID))
			}
			seen[f.ID] = true
			faults = append(faults, b.checkFact(f, c.sheet, at)...)
		}
		for i, k := range c.Contacts {
			at := fmt.Sprintf("contacts[%d]", i)
			if k.Text.EN == "" || k.Text.FR == "" {
				faults = append(faults, c.sheet.fault(at, "both languages are needed"))
			}
			faults = append(faults, b.checkLinks(c.sheet, at, k.Instruments, k.Aspects, k.Sources)...)
		}
	}
	return faults
}

func (o origin) check(s sheet, at string) (faults []error) {
	for _, field := range [][2]string{{".name.en", o.Name.EN}, {".name.fr", o.Name.FR}, {".title", o.Title}} {
		if field[1] == "" {
			faults = append(faults, s.fault(at+field[0], "is missing"))
		}
	}
	if !strings.HasPrefix(o.URL, "https://") {
		faults = append(faults, s.fault(at+".url", "must start with https://"))
	}
	if !validDate(o.Date) {
		faults = append(faults, s.fault(at+".date", "%q is not undated, a year, about or before and a year, or a day as 2026-01-23", o.Date))
	}
	if o.Lang != "en" && o.Lang != "fr" {
		faults = append(faults, s.fault(at+".lang", "must be en or fr"))
	}
	return faults
}

func validDate(date string) bool {
	if date == undated {
		return true
	}
	if _, err := time.Parse(time.DateOnly, date); err == nil {
		return true
	}
	_, err := time.Parse("2006", strings.TrimPrefix(strings.TrimPrefix(date, about), before))
	return err == nil
}

func (b *Base) checkFact(f *fact, s sheet, at string) (faults []error) {
	for _, field := range [][2]string{{".en", f.Text.EN}, {".fr", f.Text.FR}} {
		if !strings.HasSuffix(field[1], ".") {
			faults = append(faults, s.fault(at+field[0], "must be a sentence that ends with a full stop"))
		}
	}
	if len(f.Aspects) == 0 {
		faults = append(faults, s.fault(at+".aspects", "is missing"))
	}
	if len(f.Sources) == 0 {
		faults = append(faults, s.fault(at+".sources", "is missing"))
	}
	switch f.Confidence {
	case base, single, silent:
	case other:
		if f.Of.EN == "" || f.Of.FR == "" {
			faults = append(faults, s.fault(at+".of", "other needs whose it is, as {en: At INS2I, fr: À l'INS2I}"))
		}
	case several:
		if len(f.Sources) < 2 {
			faults = append(faults, s.fault(at+".sources", "several needs two sources or more"))
		}
	default:
		faults = append(faults, s.fault(at+".confidence", "must be base, several, single, other or silent"))
	}
	faults = append(faults, f.checkValidity(s, at)...)
	for i, id := range f.Places {
		if !slices.ContainsFunc(b.places, func(p place) bool { return p.ID == id }) {
			faults = append(faults, s.fault(fmt.Sprintf("%s.places[%d]", at, i), "%q is no place of lexicon/places.yaml", id))
		}
	}
	if f.Against != "" && b.fact(f.Against) == nil {
		faults = append(faults, s.fault(at+".against", "no fact has the id %q", f.Against))
	}
	return append(faults, b.checkLinks(s, at, f.Instruments, f.Aspects, f.Sources)...)
}

// checkValidity looks at what a fact with a last day says after it.
func (f *fact) checkValidity(s sheet, at string) []error {
	_, err := time.Parse(time.DateOnly, f.ValidUntil)
	said := strings.HasSuffix(f.Past.EN, ".") && strings.HasSuffix(f.Past.FR, ".")
	switch {
	case f.ValidUntil == "" && f.Past == both{}:
		return nil
	case err != nil:
		return []error{s.fault(at+".valid_until", "%q is not a day as 2026-05-15", f.ValidUntil)}
	case !said:
		return []error{s.fault(at+".past", "must say in both languages what is true after that day")}
	}
	return nil
}

// checkLinks looks for names that stand for nothing.
func (b *Base) checkLinks(s sheet, at string, codes, aspects, sources []string) (faults []error) {
	for i, code := range codes {
		if b.instrument(code) == nil {
			faults = append(faults, s.fault(fmt.Sprintf("%s.instruments[%d]", at, i), "%q is no instrument", code))
		}
	}
	for i, id := range aspects {
		if id != glance && b.aspect(id) == nil {
			faults = append(faults, s.fault(fmt.Sprintf("%s.aspects[%d]", at, i), "%q is no aspect of lexicon/aspects.yaml", id))
		}
	}
	for i, key := range sources {
		if _, ok := b.sources[key]; !ok {
			faults = append(faults, s.fault(fmt.Sprintf("%s.sources[%d]", at, i), "%q is no source of any file", key))
		}
	}
	return faults
}

// fact, instrument and aspect find what an id names, nil when nothing does.
func (b *Base) fact(id string) *fact {
	i := slices.IndexFunc(b.facts, func(f *fact) bool { return f.ID == id })
	if i < 0 {
		return nil
	}
	return b.facts[i]
}

func (b *Base) instrument(code string) *instrument {
	i := slices.IndexFunc(b.instruments, func(x instrument) bool { return x.Code == code })
	if i < 0 {
		return nil
	}
	return &b.instruments[i]
}

func (b *Base) aspect(id string) *aspect {
	i := slices.IndexFunc(b.aspects, func(a aspect) bool { return a.ID == id })
	if i < 0 {
		return nil
	}
	return &b.aspects[i]
}
