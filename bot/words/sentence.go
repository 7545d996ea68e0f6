package words

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/bot/chat"
	"entente/planner"
)

// A sentence is parsed when it is first said: of some two thousand a bot says a
// few hundred.
type sentence struct {
	lang   planner.Lang
	source string // YAML, with its key
	once   sync.Once
	parsed []line
}

// item begins an item of a list.
const item = "- "

// line is one line of a sentence: a paragraph, or an item of a list when it
// begins with "- ".
type line struct {
	item   bool
	pieces []piece
}

// piece is a fixed text of one kind, a value to be put in, or the forms that a
// number chooses from.
type piece struct {
	kind  chat.SpanKind
	text  string
	value string   // name of the value
	forms []string // singular and plural, chosen by the value
}

// mark finds the marking of a sentence: **strong**, `code`, {value} and
// {number|singular|plural}.
var mark = regexp.MustCompile("\\*\\*(.+?)\\*\\*|`([^`]+)`|\\{([a-z_]+)((?:\\|[^{}|]*){2})?\\}")

// lines are its paragraphs and items; nil when there is no such sentence.
func (s *sentence) lines() []line {
	if s == nil {
		return nil
	}
	s.once.Do(func() {
		text, err := s.text()
		if err != nil {
			return // it shows its key; TestEverySource sees to it that none does
		}
		for text := range strings.SplitSeq(text, "\n") {
			text, isItem := strings.CutPrefix(text, item)
			s.parsed = append(s.parsed, line{item: isItem, pieces: pieces(text, chat.Plain, s.lang)})
		}
	})
	return s.parsed
}

// text is what stands under its key.
func (s *sentence) text() (string, error) {
	var texts map[string]string
	if err := yaml.UnmarshalWithOptions([]byte(s.source), &texts, yaml.Strict()); err != nil {
		return "", err
	}
	key, _, _ := strings.Cut(s.source, ":")
	return strings.TrimRight(texts[key], "\n"), nil
}

// pieces splits one line; kind is that of the marking around it.
func pieces(text string, kind chat.SpanKind, lang planner.Lang) []piece {
	var out []piece
	plain := func(s string) {
		if s == "" {
			return
		}
		if lang == planner.French && kind != chat.Code {
			s = frenchSpaces(s)
		}
		out = append(out, piece{kind: kind, text: s})
	}
	at := 0
	for _, m := range mark.FindAllStringSubmatchIndex(text, -1) {
		plain(text[at:m[0]])
		switch {
		case m[2] >= 0:
			out = append(out, pieces(text[m[2]:m[3]], chat.Strong, lang)...)
		case m[4] >= 0:
			out = append(out, pieces(text[m[4]:m[5]], chat.Code, lang)...)
		case m[8] >= 0:
			forms := strings.Split(text[m[8]+1:m[9]], "|")
			out = append(out, piece{kind: kind, value: text[m[6]:m[7]], forms: forms})
		default:
			out = append(out, piece{kind: kind, value: text[m[6]:m[7]]})
		}
		at = m[1]
	}
	plain(text[at:])
	return out
}

// french finds the plain spaces that French typography does not break at.
var french = strings.NewReplacer(" :", "\u00a0:", " ;", "\u00a0;", " !", "\u00a0!", " ?", "\u00a0?", "« ", "«\u00a0", " »", "\u00a0»")

// frenchSpaces sets the no-break spaces of French typography, so that the
// catalogue can be written with plain ones.
func frenchSpaces(s string) string { return french.Replace(s) }

// fill puts the values in.
func (l line) fill(args Args, lang planner.Lang) []chat.Span {
	var spans []chat.Span
	for _, p := range l.pieces {
		switch {
		case p.forms != nil:
			spans = join(spans, chat.Span{Kind: p.kind, Text: plural(p.forms, args[p.value], lang)})
		case p.value != "":
			for _, s := range spansOf(args[p.value]) {
				if p.kind != chat.Plain && s.Kind == chat.Plain {
					s.Kind = p.kind
				}
				spans = join(spans, s)
			}
		default:
			spans = join(spans, chat.Span{Kind: p.kind, Text: p.text})
		}
	}
	return spans
}

// join appends a span, to the one before where both are of one simple kind.
func join(spans []chat.Span, s chat.Span) []chat.Span {
	if s.Text == "" {
		return spans
	}
	simple := s.Kind == chat.Plain || s.Kind == chat.Strong || s.Kind == chat.Code
	if last := len(spans) - 1; simple && last >= 0 && spans[last].Kind == s.Kind {
		spans[last].Text += s.Text
		return spans
	}
	return append(spans, s)
}

// spansOf turns a value into spans. What has no value is left out.
func spansOf(value any) []chat.Span {
	switch v := value.(type) {
	case nil:
		return nil
	case chat.Span:
		return []chat.Span{v}
	case []chat.Span:
		return v
	case int:
		return []chat.Span{{Text: strconv.Itoa(v)}}
	default:
		return []chat.Span{{Text: fmt.Sprint(v)}}
	}
}

// plural chooses a form: English has a plural for all but 1, French for 2 and
// more.
func plural(forms []string, value any, lang planner.Lang) string {
	n, _ := value.(int)
	if n == 1 || (lang == planner.French && n == 0) {
		return forms[0]
	}
	return forms[1]
}
