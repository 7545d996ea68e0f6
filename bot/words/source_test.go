package words

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"entente/planner"
)

// TestEverySource reads each file as a whole, as YAML is read, and wants the
// same of each key by itself.
func TestEverySource(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(files, "*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		file, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := yaml.UnmarshalWithOptions(file, &texts, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found += len(texts)
		for key, want := range texts {
			s := c.sentences[planner.Lang(name[:2])][key]
			if s == nil {
				t.Errorf("%s: %s is not found", name, key)
				continue
			}
			if got, err := s.text(); err != nil || got != strings.TrimRight(want, "\n") {
				t.Errorf("%s: %s says %q (%v), not %q", name, key, got, err, want)
			}
			for line := range strings.SplitSeq(strings.TrimRight(want, "\n"), "\n") {
				if strings.TrimPrefix(line, item) == "" {
					t.Errorf("%s: %s has an empty line", name, key)
				}
			}
		}
	}
	if n := len(c.Keys(planner.English)) + len(c.Keys(planner.French)); n != found {
		t.Errorf("%d keys for %d texts", n, found)
	}
}
