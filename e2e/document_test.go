package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocumentNamesTests: every test that docs/networks.md names is there.
func TestDocumentNamesTests(t *testing.T) {
	document, err := os.ReadFile("../docs/networks.md")
	if err != nil {
		t.Fatal(err)
	}
	var sources strings.Builder
	for _, pattern := range []string{"*_test.go", "../*_test.go", "../adapters/*/*_test.go", "../bot/*_test.go", "../bot/*/*_test.go"} {
		for _, file := range glob(t, pattern) {
			text, err := os.ReadFile(filepath.Clean(file))
			if err != nil {
				t.Fatal(err)
			}
			sources.Write(text)
		}
	}
	names := regexp.MustCompile(`\bTest[A-Z]\w+(/[^|;,]+)?`).FindAllString(string(document), -1)
	if len(names) < 40 {
		t.Fatalf("only %d tests are named", len(names))
	}
	for _, name := range names {
		test, parts, _ := strings.Cut(strings.TrimSpace(name), "/")
		if !strings.Contains(sources.String(), "func "+test+"(") {
			t.Errorf("%s is no test", test)
		}
		for part := range strings.SplitSeq(parts, "/") {
			if part != "" && part != "…" && !strings.Contains(sources.String(), `"`+part+`"`) {
				t.Errorf("%s: no part of a test is called %q", name, part)
			}
		}
	}
}
