package slack

import (
	"encoding/json"
	"slices"
	"strings"

	slackapi "github.com/slack-go/slack"

	"entente/planner"
	"entente/planner/when"
)

// suggestion is a request to complete what is typed into a menu.
// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
type suggestion struct {
	Type     string `json:"type"`
	ActionID string `json:"action_id"`
	Value    string `json:"value"`
}

// zoneOptions answers an interactive request that asks to complete a zone:
// with the place of that name, then with every zone whose name has it in it.
// asked is false when it asks for anything else. It asks nobody, so that it
// can be acknowledged at once.
func zoneOptions(payload json.RawMessage) (answer any, asked bool) {
	var s suggestion
	if err := json.Unmarshal(payload, &s); err != nil || s.Type != "block_suggestion" {
		return nil, false
	}
	options := []*slackapi.OptionBlockObject{} // Slack wants a list, if an empty one
	if s.ActionID == actionZone {
		for _, zone := range zonesLike(s.Value) {
			options = append(options, option(zone, zone))
		}
	}
	return map[string]any{"options": options}, true
}

// zonesLike are at most maxChoices zones that somebody means who has typed so
// much: "Hanoï", "europe/pa", "new york".
func zonesLike(typed string) []string {
	var zones []string
	typed = shorten(typed, maxChoiceLabel)
	if zone, err := when.ParseZone(typed, when.Context{}); err == nil {
		zones = append(zones, zone)
	}
	part := strings.ToLower(strings.ReplaceAll(typed, " ", "_"))
	for _, name := range planner.ZoneNames() {
		if len(zones) == maxChoices {
			break
		}
		if strings.Contains(strings.ToLower(name), part) && !slices.Contains(zones, name) {
			zones = append(zones, name)
		}
	}
	return zones
}
