package slack

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// allScopes are those of the manifest, as Slack tells them, without some.
func allScopes(t *testing.T, without ...string) string {
	t.Helper()
	m, err := readManifest()
	if err != nil {
		t.Fatal(err)
	}
	has := slices.DeleteFunc(m.OAuthConfig.Scopes.Bot, func(scope string) bool { return slices.Contains(without, scope) })
	return "identify," + strings.Join(has, ", ")
}

func TestCheckNamesAllThatIsMissing(t *testing.T) {
	for _, tt := range []struct {
		name     string
		scopes   string
		bot, app string // Slack's refusals
		byHTTP   bool
		want     []string // of each fault; none: all is well
	}{
		{name: "all there", scopes: allScopes(t)},
		{name: "all there, by HTTP", scopes: allScopes(t), byHTTP: true},
		{name: "scopes not told", scopes: ""},
		{name: "two scopes missing", scopes: allScopes(t, "reactions:read", "files:write"),
			want: []string{"lacks the scope files:write: add it at api.slack.com/apps", "lacks the scope reactions:read: add it at"}},
		{name: "both tokens refused", bot: "token_revoked", app: "invalid_auth",
			want: []string{"bot token: Slack refuses it (token_revoked): copy", "app token: Slack refuses it (invalid_auth): generate"}},
		{name: "a scope missing and the app token's too", scopes: allScopes(t, "im:write"), app: "missing_scope",
			want: []string{"lacks the scope im:write", "app token: Slack refuses it (missing_scope): generate"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			api := &webAPI{answer: func(w http.ResponseWriter, method string, _ url.Values) {
				code := tt.bot
				if method == "apps.connections.open" {
					code = tt.app
				} else if tt.scopes != "" {
					w.Header().Set("X-OAuth-Scopes", tt.scopes)
				}
				reply(w, map[string]any{"ok": code == "", "error": code, "user": "entente", "team": "Insmi", "url": "wss://x"})
			}}
			a := api.adapter(t)
			if tt.byHTTP {
				a.endpoint = newEndpoint(testSecret, a.log)
			}
			found, err := a.Check(t.Context())
			if len(tt.want) == 0 {
				if err != nil || !strings.HasPrefix(found, "logged in as entente in Insmi") || tt.byHTTP != strings.Contains(found, "/slack/net/events") {
					t.Errorf("Check = %q, %v", found, err)
				}
				return
			}
			if err == nil {
				t.Fatalf("Check = %q, want %q", found, tt.want)
			}
			faults := strings.Split(err.Error(), "\n")
			if len(faults) != len(tt.want) || strings.Contains(err.Error(), "secret") {
				t.Fatalf("faults %q, want %q", faults, tt.want)
			}
			for i, want := range tt.want {
				if !strings.Contains(faults[i], want) {
					t.Errorf("fault %q, want %q", faults[i], want)
				}
			}
		})
	}
}
