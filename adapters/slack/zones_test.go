package slack

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestZonesAreCompleted(t *testing.T) {
	for typed, want := range map[string]string{ // what is typed and what is offered first
		"Hanoï":           "Asia/Ho_Chi_Minh",
		"marseille":       "Europe/Paris",
		"europe/par":      "Europe/Paris",
		"new york":        "America/New_York",
		"<!channel>":      "",
		"\u202e\x00":      "Africa/Abidjan", // nothing is typed
		"America/Argen":   "America/Argentina/Buenos_Aires",
		"Asia/Ho_Chi_Min": "Asia/Ho_Chi_Minh",
	} {
		zones := zonesLike(typed)
		if len(zones) > maxChoices {
			t.Errorf("%q: %d zones", typed, len(zones))
		}
		if first := slices.Concat(zones, []string{""})[0]; first != want {
			t.Errorf("%q: %q is offered first, want %q", typed, first, want)
		}
	}
}

func TestSuggestions(t *testing.T) {
	for payload, want := range map[string]string{
		`{"type":"block_suggestion","action_id":"zone","value":"europe/pari"}`: `{"options":[{"text":{"type":"plain_text","text":"Europe/Paris","emoji":false},"value":"Europe/Paris"}]}`,
		`{"type":"block_suggestion","action_id":"zone","value":"xyzzy"}`:       `{"options":[]}`,
		`{"type":"block_suggestion","action_id":"other","value":"paris"}`:      `{"options":[]}`,
	} {
		answer, asked := zoneOptions(json.RawMessage(payload))
		got, err := json.Marshal(answer)
		if err != nil || !asked || string(got) != want {
			t.Errorf("%s: %s, %v, %v, want %s", payload, got, asked, err, want)
		}
	}
	for _, payload := range []string{"", "[]", `{"type":"block_actions"}`} {
		if answer, asked := zoneOptions(json.RawMessage(payload)); asked {
			t.Errorf("%s: answered with %v", payload, answer)
		}
	}
}
