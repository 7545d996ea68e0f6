package bot

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/bot/words"
)

// TestEveryReasonHasWords finds every reason that the code gives and every
// sentence that it says, and looks them up in the catalogue.
func TestEveryReasonHasWords(t *testing.T) {
	catalogue, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	refusal := regexp.MustCompile(`(?:Refusal\{Why: |\.refuse\()"([a-z_.]+)"`)
	question := regexp.MustCompile(`(?:Question\{Why: |p\.ask\()"([a-z_.]+)"`)
	said := regexp.MustCompile(`(?:\.(?:[Ss]ay|[Tt]ell|[Ll]abel|Text|Spans|Blocks)|\b(?:item|offer))\((?:(?:\w+\.)*[Ll]ang, )?"([a-z_.]+)"`)
	found := 0
	for _, file := range sources(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for prefix, form := range map[string]*regexp.Regexp{"refusal.": refusal, "question.": question, "": said} {
			for _, m := range form.FindAllStringSubmatch(string(text), -1) {
				found++
				if strings.HasSuffix(m[1], ".") || strings.HasSuffix(m[1], "_") {
					continue // the key goes on with a value
				}
				if !catalogue.Has(prefix + m[1]) {
					t.Errorf("%s: no sentence %q", filepath.Base(file), prefix+m[1])
				}
			}
		}
	}
	if found < 960 {
		t.Errorf("only %d keys were found: the patterns are out of date", found)
	}
}

// TestEveryCommandIsExplained: usage, summary and help of each.
func TestEveryCommandIsExplained(t *testing.T) {
	catalogue, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commandTable() {
		for _, prefix := range []string{"usage.", "summary.", "help."} {
			if !c.Hidden && !catalogue.Has(prefix+c.Name) {
				t.Errorf("no sentence %q", prefix+c.Name)
			}
		}
	}
	for _, why := range later {
		if !catalogue.Has("not_yet." + why) {
			t.Errorf("no sentence %q", "not_yet."+why)
		}
	}
}

func sources(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.go", "*/*.go", "../planner/*.go", "../planner/when/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			if !strings.HasSuffix(file, "_test.go") {
				files = append(files, file)
			}
		}
	}
	return files
}
