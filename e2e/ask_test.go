package e2e

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// answer is one line of `entente ask --json`.
type answer struct {
	Question    string   `json:"question"`
	Lang        string   `json:"lang"`
	Answer      string   `json:"answer"`
	Instruments []string `json:"instruments"`
	Declined    bool     `json:"declined"`
	Missing     []string `json:"missing"`
	Sources     []source `json:"sources"`
	Facts       []string `json:"facts"`
}

type source struct {
	Title string `json:"title"`
	URL   string `json:"url"`
	Date  string `json:"date"`
}

func TestAsk(t *testing.T) {
	tests := []struct {
		question, lang, instrument string
		declined                   bool
		contains                   string
	}{
		{"what is an IRN?", "en", "IRN", false, "network"},
		{"qu’est-ce qu’un IRP ?", "fr", "IRP", false, "projet"},
		{"what is the best recipe for onion soup?", "en", "", true, ""},
	}
	var questions []string
	for _, tt := range tests {
		questions = append(questions, tt.question)
	}
	lines := strings.Split(strings.TrimSpace(must(t, t.TempDir(), questions, "ask", "--json")), "\n")
	if len(lines) != len(tests) {
		t.Fatalf("%d lines for %d questions:\n%s", len(lines), len(tests), strings.Join(lines, "\n"))
	}
	for i, tt := range tests {
		var got answer
		decoder := json.NewDecoder(strings.NewReader(lines[i]))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&got); err != nil {
			t.Errorf("%s: %v in %s", tt.question, err, lines[i])
			continue
		}
		first := ""
		if len(got.Instruments) > 0 {
			first = got.Instruments[0]
		}
		if got.Question != tt.question || got.Lang != tt.lang || first != tt.instrument || got.Declined != tt.declined ||
			!strings.Contains(strings.ToLower(got.Answer), tt.contains) {
			t.Errorf("%s: got %s", tt.question, lines[i])
		}
		for _, s := range got.Sources {
			if s.Title == "" || !strings.HasPrefix(s.URL, "https://") || s.Date == "" {
				t.Errorf("%s: source %+v", tt.question, s)
			}
		}
		if !tt.declined && (len(got.Sources) == 0 || len(got.Facts) == 0) {
			t.Errorf("%s: no source or no fact", tt.question)
		}
	}
}

// TestAskTakesNothingOver: each line of standard input stands by itself.
func TestAskTakesNothingOver(t *testing.T) {
	dir := t.TempDir()
	alone := must(t, dir, nil, "ask", "--json", "and its purpose?")
	after := must(t, dir, []string{"what is an IRC?", "and its purpose?"}, "ask", "--json")
	_, second, _ := strings.Cut(after, "\n")
	if diff := cmp.Diff(alone, second); diff != "" {
		t.Errorf("the line before changed the answer (-alone +after):\n%s", diff)
	}
}
