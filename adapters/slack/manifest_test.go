package slack

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scopesOf says which scopes a call or event needs, by Slack's reference.
// https://docs.slack.dev/reference/methods https://docs.slack.dev/reference/events
var scopesOf = map[string]string{
	"AuthTestContext":               "",
	"StartSocketModeContext":        "", // connections:write of the app-level token
	"PostMessageContext":            "chat:write",
	"PostEphemeralContext":          "chat:write",
	"UpdateMessageContext":          "chat:write",
	"AddReactionContext":            "reactions:write",
	"OpenConversationContext":       "im:write",
	"GetUserInfoContext":            "users:read",
	"GetConversationInfoContext":    "channels:read groups:read mpim:read",
	"GetConversationHistoryContext": "channels:history groups:history im:history",
	"GetConversationRepliesContext": "channels:history groups:history im:history mpim:history",
	"GetUploadURLExternalContext":   "files:write",
	"CompleteUploadExternalContext": "files:write",
	"UploadToURL":                   "",
	"OpenViewContext":               "", // on a trigger
	"SendMessageContext":            "", // to a response address

	"app_mention":           "app_mentions:read",
	"message.channels":      "channels:history",
	"message.groups":        "groups:history",
	"message.im":            "im:history",
	"message.mpim":          "mpim:history",
	"member_joined_channel": "channels:read groups:read",
	"member_left_channel":   "channels:read groups:read",
	"channel_archive":       "channels:read",
	"channel_deleted":       "channels:read",
	"channel_left":          "channels:read",
	"group_archive":         "groups:read",
	"group_deleted":         "groups:read",
	"group_left":            "groups:read",
	"channel_rename":        "channels:read",
	"group_rename":          "groups:read",
	"channel_unarchive":     "channels:read",
	"group_unarchive":       "groups:read",
	"channel_id_changed":    "groups:read",
	"reaction_added":        "reactions:read",
	"reaction_removed":      "reactions:read",
	"app_uninstalled":       "",
	"tokens_revoked":        "",

	"/entente": "commands",
}

func TestManifestAsksForWhatIsUsed(t *testing.T) {
	calls, events := used(t)
	scopes := map[string]bool{}
	for _, name := range slices.Concat(calls, events, []string{"/entente"}) {
		needed, known := scopesOf[name]
		if !known {
			t.Errorf("%s: its scopes are not in this test's table", name)
		}
		for _, scope := range strings.Fields(needed) {
			scopes[scope] = true
		}
	}
	var want []string
	for scope := range scopes {
		want = append(want, scope)
	}
	slices.Sort(want)
	m, err := readManifest()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, m.OAuthConfig.Scopes.Bot); diff != "" {
		t.Errorf("scopes (-used +manifest.yaml):\n%s", diff)
	}
	if diff := cmp.Diff(events, m.Settings.EventSubscriptions.BotEvents); diff != "" {
		t.Errorf("events (-used +manifest.yaml):\n%s", diff)
	}
}

// TestManifestSwitchesOnWhatIsUsed: the slash command, presses and forms, the
// conversation with a person, and nothing by HTTP unless somebody says where.
func TestManifestSwitchesOnWhatIsUsed(t *testing.T) {
	m, err := readManifest()
	if err != nil {
		t.Fatal(err)
	}
	if c := m.Features.SlashCommands; len(c) != 1 || c[0].Command != "/entente" || !c[0].ShouldEscape || c[0].Url != "" {
		t.Errorf("slash commands %+v: want /entente, with mentions escaped", c)
	}
	if s := m.Settings; !s.Interactivity.IsEnabled || !s.SocketModeEnabled || s.Interactivity.RequestUrl != "" || s.EventSubscriptions.RequestUrl != "" {
		t.Errorf("settings %+v: want interactivity and Socket Mode, and no address", s)
	}
	if home := m.Features.AppHome; home.MessagesTabReadOnlyEnabled || !home.MessagesTabEnabled || home.HomeTabEnabled {
		t.Errorf("home %+v: want messages only", home)
	}
}

// TestDocumentSaysWhatEachScopeIsFor: docs/slack.md names every scope, and the
// keys of the manifest that differ for HTTP with the path that is served.
func TestDocumentSaysWhatEachScopeIsFor(t *testing.T) {
	text, err := os.ReadFile("../../docs/slack.md")
	if err != nil {
		t.Fatal(err)
	}
	m, err := readManifest()
	if err != nil {
		t.Fatal(err)
	}
	a := &Adapter{name: "NAME"}
	keys := []string{"url: https://HOST" + a.path(), "request_url: https://HOST" + a.path(), "message_menu_options_url: https://HOST" + a.path(), "socket_mode_enabled: false"}
	for _, scope := range m.OAuthConfig.Scopes.Bot {
		keys = append(keys, "| `"+scope+"` |")
	}
	for _, key := range keys {
		if !strings.Contains(string(text), key) {
			t.Errorf("docs/slack.md lacks %q", key)
		}
	}
}

// used are the methods that the package calls on the Web API's client, and
// the events that [reader.event] knows, as they are subscribed to.
func used(t *testing.T) (calls, events []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.CallExpr:
				if method, ok := node.Fun.(*ast.SelectorExpr); ok && onAPI(method.X) {
					calls = append(calls, method.Sel.Name)
				}
			case *ast.FuncDecl:
				if node.Name.Name == "event" {
					events = append(events, casesOf(t, node)...)
				}
			}
			return true
		})
	}
	slices.Sort(events)
	return calls, events
}

// onAPI says whether x is api or ….api.
func onAPI(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name == "api"
	case *ast.SelectorExpr:
		return x.Sel.Name == "api"
	}
	return false
}

// casesOf are the event types of the function's own switch.
func casesOf(t *testing.T, function *ast.FuncDecl) []string {
	t.Helper()
	var events []string
	for _, statement := range function.Body.List {
		choice, ok := statement.(*ast.SwitchStmt)
		if !ok {
			continue
		}
		for _, clause := range choice.Body.List {
			for _, value := range clause.(*ast.CaseClause).List {
				name, err := strconv.Unquote(value.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				if name == "message" {
					events = append(events, "message.channels", "message.groups", "message.im", "message.mpim")
					continue
				}
				events = append(events, name)
			}
		}
	}
	return events
}
