package knowledge

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestEveryFactIsComplete(t *testing.T) {
	b := loaded(t)
	for _, f := range b.facts {
		if f.Text.EN == "" || f.Text.FR == "" || f.Text.EN == f.Text.FR {
			t.Errorf("%s: not in both languages", f.ID)
		}
		if !slices.Contains(firmness, f.Confidence) || len(f.Sources) == 0 || len(f.Aspects) == 0 {
			t.Errorf("%s: confidence %q, sources %v, aspects %v", f.ID, f.Confidence, f.Sources, f.Aspects)
		}
		if f.Confidence != silent && (f.Confidence == base) != slices.Equal(f.Sources, []string{"insmi"}) {
			t.Errorf("%s: base is for the Insmi page and nothing else: %s, %v", f.ID, f.Confidence, f.Sources)
		}
		for _, key := range f.Sources {
			if o := b.sources[key]; o.Title == "" || o.URL == "" || o.Date == "" {
				t.Errorf("%s: source %s is incomplete: %+v", f.ID, key, o)
			}
		}
		for _, text := range []string{f.Text.EN, f.Text.FR} {
			if strings.ContainsAny(text, "\u00a0{}") || strings.Contains(text, "probabl") {
				t.Errorf("%s: %s", f.ID, text)
			}
		}
	}
}

// TestEveryFactCanBeTold finds facts that no question of the corpus reaches.
func TestEveryFactCanBeTold(t *testing.T) {
	b := loaded(t)
	told := map[string]bool{}
	for _, e := range corpus(t) {
		for _, id := range e.facts {
			told[id] = true
		}
	}
	for _, f := range b.facts {
		if !told[f.ID] {
			t.Errorf("%s is in no answer of the corpus", f.ID)
		}
	}
}

// TestAnswersAreComposedOfFacts takes the facts told out of each answer: what
// is left is made of the frames, names and dates of the data files, and of
// acronyms said back in quotation marks.
func TestAnswersAreComposedOfFacts(t *testing.T) {
	b := loaded(t)
	for _, lang := range []string{"en", "fr"} {
		frames := frameWords(b, lang)
		for _, e := range corpus(t) {
			a := b.Answer(ask(e.question, lang))
			left := strings.ReplaceAll(a.Text, "\u00a0", " ")
			for _, id := range a.Facts {
				text := b.fact(id).on(today, lang)
				if !strings.Contains(left, text) && !strings.Contains(left, capitalised(text)) {
					t.Errorf("%q: the answer lacks %s:\n%s", e.question, id, a.Text)
				}
				left = strings.ReplaceAll(strings.ReplaceAll(left, text, ""), capitalised(text), "")
			}
			for _, w := range words(outsideQuotes(left)) {
				if !frames[w] {
					t.Errorf("%q: %q comes from no data file:\n%s", e.question, w, a.Text)
				}
			}
			if a.Declined != (len(a.Facts) == 0) {
				t.Errorf("%q: declined %t with facts %v", e.question, a.Declined, a.Facts)
			}
		}
	}
}

// frameWords are the words of everything but the facts that an answer may say.
func frameWords(b *Base, lang string) map[string]bool {
	var texts []string
	p := b.say[lang]
	for v := reflect.ValueOf(p); len(texts) < v.NumField(); {
		texts = append(texts, strings.NewReplacer("{", " ", "}", " ").Replace(text(v.Field(len(texts)))))
	}
	for _, o := range b.sources {
		texts = append(texts, o.Name.in(lang), p.date(o.Date))
	}
	for _, k := range b.contacts {
		texts = append(texts, k.Text.in(lang))
	}
	for _, a := range b.aspects {
		texts = append(texts, a.Label.in(lang))
	}
	for _, f := range b.facts {
		texts = append(texts, f.Of.in(lang), f.Name)
	}
	for _, x := range b.instruments {
		texts = append(texts, x.Code, x.Of.in(lang))
	}
	set := map[string]bool{}
	for _, w := range words(strings.Join(texts, " ")) {
		set[w] = true
	}
	return set
}

// text is the text of a phrase, or of several.
func text(v reflect.Value) string {
	switch value := v.Interface().(type) {
	case string:
		return value
	case []string:
		return strings.Join(value, " ")
	case map[string]string:
		return strings.Join(slices.Collect(func(yield func(string) bool) {
			for _, s := range value {
				if !yield(s) {
					return
				}
			}
		}), " ")
	}
	return ""
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func TestLexicon(t *testing.T) {
	b := loaded(t)
	for _, a := range b.aspects {
		if a.Label.EN == "" || a.Label.FR == "" || len(a.Words.EN) == 0 || len(a.Words.FR) == 0 {
			t.Errorf("aspect %s: not in both languages", a.ID)
		}
		for _, id := range a.With {
			if b.aspect(id) == nil {
				t.Errorf("aspect %s: with %q, which is no aspect", a.ID, id)
			}
		}
	}
	for lang, tongue := range b.tongues {
		stop := map[string]bool{}
		for w := range tongue.stop {
			stop[tongue.stem(w)] = true
		}
		for first, phrases := range tongue.aspects {
			for _, p := range phrases {
				form := p.means == list || p.means == difference // such words say what form of answer is wanted
				if len(p.parts) == 1 && (stop[first] || first == anInstrument) && !form {
					t.Errorf("%s: aspect %s is found by the bare %q", lang, p.means, first)
				}
			}
		}
	}
	for lang, p := range b.say {
		for v, i := reflect.ValueOf(p), 0; i < v.NumField(); i++ {
			if text(v.Field(i)) == "" {
				t.Errorf("%s: phrase %s is missing", lang, v.Type().Field(i).Name)
			}
		}
		for _, why := range []string{offTopic, uncovered, which, elsewhere, near, tooLong, empty} {
			if p.Declined[why] == "" {
				t.Errorf("%s: no words for declining %s", lang, why)
			}
		}
	}
}
