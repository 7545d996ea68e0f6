// Package words is what Entente says: one catalogue of sentences per language,
// each parsed to spans once, into which values are put afterwards. A value never
// becomes markup, whatever it contains.
package words

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/planner"
)

//go:embed en/*.yaml fr/*.yaml
var files embed.FS

// Args are the values for the placeholders of a sentence: a string or
// fmt.Stringer becomes plain text, an int a number that plural forms may look
// at, a chat.Span or []chat.Span itself.
type Args map[string]any

// Catalogue holds every sentence in every language.
type Catalogue struct {
	sentences map[planner.Lang]map[string]*sentence
}

// Load reads the embedded catalogues. What stands under a key is parsed when it
// is first said: all of it would take 18 ms of the start, and 11 MB that leave
// the memory in pieces. An error names the file and the key.
func Load() (*Catalogue, error) {
	c := &Catalogue{sentences: map[planner.Lang]map[string]*sentence{}}
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		c.sentences[lang] = map[string]*sentence{}
		if err := c.loadLanguage(lang); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// loadLanguage reads all files of one language.
func (c *Catalogue) loadLanguage(lang planner.Lang) error {
	entries, err := files.ReadDir(string(lang))
	if err != nil {
		return fmt.Errorf("read catalogue %s: %w", lang, err)
	}
	for _, entry := range entries {
		name := string(lang) + "/" + entry.Name()
		file, err := files.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read catalogue: %w", err)
		}
		for _, source := range sources(string(file)) {
			key, _, _ := strings.Cut(source, ":")
			if _, double := c.sentences[lang][key]; double {
				return fmt.Errorf("catalogue %s: %s stands twice", name, key)
			}
			c.sentences[lang][key] = &sentence{lang: lang, source: source}
		}
	}
	return nil
}

// sources are the keys of a file, each with what stands under it: it begins
// with a line that is neither indented nor a comment.
func sources(file string) []string {
	var all []string
	begin, at := 0, 0
	for line := range strings.Lines(file) {
		if !strings.ContainsAny(line[:1], " #\n") {
			all = append(all, file[begin:at])
			begin = at
		}
		at += len(line)
	}
	return append(all, file[begin:])[1:] // before the first key are comments only
}

// Has says whether there is a sentence under key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.sentences[planner.English][key]
	return ok
}

// Keys lists every key of lang, sorted.
func (c *Catalogue) Keys(lang planner.Lang) []string {
	keys := make([]string, 0, len(c.sentences[lang]))
	for key := range c.sentences[lang] {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Placeholders lists the names of the values that a sentence takes, sorted.
func (c *Catalogue) Placeholders(lang planner.Lang, key string) []string {
	var names []string
	for _, l := range c.sentences[lang][key].lines() {
		for _, p := range l.pieces {
			if p.value != "" && !slices.Contains(names, p.value) {
				names = append(names, p.value)
			}
		}
	}
	slices.Sort(names)
	return names
}

// Blocks says a sentence as paragraphs and lists. An unknown key shows itself,
// so that a fault is seen and nobody is left without an answer.
func (c *Catalogue) Blocks(lang planner.Lang, key string, args Args) []chat.Block {
	lines := c.sentences[lang][key].lines()
	if lines == nil {
		return []chat.Block{{Text: []chat.Span{{Text: key}}}}
	}
	var blocks []chat.Block
	for _, l := range lines {
		spans := l.fill(args, lang)
		switch last := len(blocks) - 1; {
		case !l.item:
			blocks = append(blocks, chat.Block{Text: spans})
		case last >= 0 && blocks[last].List != nil:
			blocks[last].List = append(blocks[last].List, spans)
		default:
			blocks = append(blocks, chat.Block{List: [][]chat.Span{spans}})
		}
	}
	return blocks
}

// Spans says a sentence of one line.
func (c *Catalogue) Spans(lang planner.Lang, key string, args Args) []chat.Span {
	lines := c.sentences[lang][key].lines()
	if lines == nil {
		return []chat.Span{{Text: key}}
	}
	return lines[0].fill(args, lang)
}

// Text says a sentence of one line without marking: for labels and names.
func (c *Catalogue) Text(lang planner.Lang, key string, args Args) string {
	return strings.TrimSpace(chat.SpanText(c.Spans(lang, key, args)))
}
