package slack

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	slackapi "github.com/slack-go/slack"
)

// manifestText describes the app to Slack: what it may do and is told. Tests
// compare it with what the package uses.
//
//go:embed manifest.yaml
var manifestText []byte

func readManifest() (slackapi.Manifest, error) {
	var m slackapi.Manifest
	if err := yaml.Unmarshal(manifestText, &m); err != nil {
		return m, fmt.Errorf("read manifest of the slack app: %w", err)
	}
	return m, nil
}

// missingScopes are those of the manifest that are not among granted, which
// are separated by commas.
func missingScopes(granted string) ([]string, error) {
	m, err := readManifest()
	if err != nil {
		return nil, err
	}
	var has []string
	for scope := range strings.SplitSeq(granted, ",") {
		has = append(has, strings.TrimSpace(scope))
	}
	return slices.DeleteFunc(m.OAuthConfig.Scopes.Bot, func(scope string) bool { return slices.Contains(has, scope) }), nil
}
