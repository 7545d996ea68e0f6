package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write puts text into a file of the test's own folder.
func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func environment(variables ...string) func(string) string {
	return func(name string) string {
		for _, v := range variables {
			if n, value, _ := strings.Cut(v, "="); n == name {
				return value
			}
		}
		return ""
	}
}

func TestExampleIsTheDefault(t *testing.T) {
	config, err := Load("config.example.yaml", environment())
	if err != nil {
		t.Fatal(err)
	}
	config.Admins, config.Observers = nil, nil // an empty list and none are the same
	if diff := cmp.Diff(Default(), config); diff != "" {
		t.Errorf("config.example.yaml says otherwise than Default (-default +example):\n%s", diff)
	}
}

// switchedOn takes away the "#" of the settings that the example has switched off.
func switchedOn(example string) string {
	off := regexp.MustCompile(`(?m)^#(\S| {2,}\S)`)
	return off.ReplaceAllString(example, "$1")
}

func TestExampleNamesEveryKey(t *testing.T) {
	var r reader
	var config Config
	r.lines = map[string]int{}
	r.document([]byte(switchedOn(string(exampleConfig))), reflect.ValueOf(&config).Elem())
	if len(r.faults) > 0 {
		t.Fatalf("faults: %v", r.faults)
	}
	lines := strings.Split(switchedOn(string(exampleConfig)), "\n")
	for _, key := range keysOf(reflect.TypeFor[Config](), "") {
		line, ok := r.lines[key]
		if !ok {
			t.Errorf("config.example.yaml lacks %s", key)
			continue
		}
		above := strings.HasPrefix(strings.TrimSpace(lines[line-2]), "#")
		section, second := strings.HasSuffix(lines[line-1], ":"), strings.HasSuffix(key, "_file")
		if !above && !section && !second {
			t.Errorf("line %d: %s has no sentence above it", line, key)
		}
	}
	if diff := cmp.Diff([]SlackConfig{defaultSlack()}, config.Slack); diff != "" {
		t.Errorf("slack: other defaults (-code +example):\n%s", diff)
	}
	config.Matrix[0].Allow = nil
	if diff := cmp.Diff([]MatrixConfig{defaultMatrix()}, config.Matrix); diff != "" {
		t.Errorf("matrix: other defaults (-code +example):\n%s", diff)
	}
}

// keysOf lists the keys of a configuration type, those of lists for entry 0.
func keysOf(typ reflect.Type, in string) []string {
	var keys []string
	for i := range typ.NumField() {
		field := typ.Field(i)
		name := field.Tag.Get("yaml")
		if name == "-" {
			continue
		}
		key := strings.TrimPrefix(in+"."+name, ".")
		keys = append(keys, key)
		switch {
		case field.Type.Kind() == reflect.Struct:
			keys = append(keys, keysOf(field.Type, key)...)
		case field.Type.Kind() == reflect.Slice && field.Type.Elem().Kind() == reflect.Struct:
			keys = append(keys, keysOf(field.Type.Elem(), key+"[0]")...)
		}
	}
	return keys
}

func TestLoadNamesEveryFault(t *testing.T) {
	const token = "xoxb-not-to-be-seen"
	tests := []struct {
		name, yaml string
		want       []string // without "FILE:"
	}{
		{"nothing", "", nil},
		{"only comments", "# nothing\n", nil},
		{"a section without keys", "slack:\nweb:\n", nil},
		{"three at once", "web:\n  listen: nowhere\ndatabse:\n  url: x\ndelivery:\n  lease: soon\n", []string{
			"2: web.listen: must be HOST:PORT, as 127.0.0.1:8080, or \"\" for none",
			"3: databse: unknown key; known here: admins, collaborations, database, delivery, knowledge, log, matrix, observers, retention, slack, web",
			"6: delivery.lease: must be a length of time, as 90s, 12h or 30d",
		}},
		{"unknown inside a list", "slack:\n- name: a\n  bot_token_env: BOT\n  app_token_env: APP\n  token: " + token + "\n", []string{
			"5: slack[0].token: unknown key; known here: api_url, app_token_env, app_token_file, bot_token_env, bot_token_file, name, signing_secret_env, signing_secret_file",
		}},
		{"two ways into Slack", "slack:\n- name: a\n  bot_token_env: BOT\n  app_token_env: APP\n  signing_secret_env: SIGN\n", []string{
			"5: slack[0].signing_secret_env: stands beside an app token: Slack sends by HTTP or by Socket Mode, not both",
		}},
		{"Slack by HTTP without a server", "web:\n  listen: \"\"\nslack:\n- name: a\n  bot_token_env: BOT\n  signing_secret_env: SIGN\n", []string{
			"6: slack[0].signing_secret_env: Slack sends by HTTP: give web.listen an address",
		}},
		{"an empty signing secret", "slack:\n- name: a\n  bot_token_env: BOT\n  signing_secret_env: NOT_SET\n", []string{
			"4: slack[0].signing_secret_env: the environment variable of this name is empty or not set",
		}},
		{"one app for two workspaces", "slack:\n- {name: a, bot_token_env: BOT, app_token_env: APP}\n- {name: b, bot_token_env: BOT2, app_token_env: APP}\n", []string{
			"3: slack[1].app_token_env: it is the token of slack[0]: each workspace needs an app of its own",
		}},
		{"missing secrets", "slack:\n- name: a\n  bot_token_env: NOT_SET\nmatrix:\n- homeserver: https://h\n  user: \"@b:h\"\n  password_file: nowhere\n", []string{
			"2: slack[0].app_token_env: missing: name the environment variable that holds it, or a file in app_token_file; or the signing secret, where Slack is to send by HTTP",
			"3: slack[0].bot_token_env: the environment variable of this name is empty or not set",
			"7: matrix[0].password_file: this file cannot be read: no such file or directory",
		}},
		{"a token where its name belongs", "slack:\n- bot_token_env: " + token + "\n  app_token_file: " + token + "\n", []string{
			"2: slack[0].bot_token_env: the environment variable of this name is empty or not set",
			"3: slack[0].app_token_file: this file cannot be read: no such file or directory",
		}},
		{"same name twice", "slack:\n- {name: a, bot_token_env: BOT, app_token_env: APP}\n- {name: a, bot_token_env: BOT2, signing_secret_env: SIGN}\n", []string{
			`3: slack[1].name: "a" is taken by another network`,
		}},
		{"key twice", "log:\n  level: info\n  level: debug\n", []string{"3: log.level: stands here a second time"}},
		{"wrong shapes", "log: debug\nadmins: {a: b}\nweb:\n  listen:\n", []string{
			"1: log: must be a mapping of keys to values",
			"2: admins: must be a list",
			`4: web.listen: no value; leave the key out, or write "" for none`,
		}},
		{"not a mapping", "- a\n", []string{"1: yaml: must be a mapping of keys to values"}},
		{"level and format", "log:\n  level: loud\n  format: xml\n", []string{
			"2: log.level: must be debug, info, warn or error",
			`3: log.format: must be text or json, not "xml"`,
		}},
		{"second document", "log: {}\n---\nweb: {}\n", []string{"3: yaml: a second document: a configuration is one"}},
		{"database", "database: {url: mysql://x}\n", []string{"1: database.url: must be sqlite:FILE or postgres://…"}},
		{"too short", "delivery: {lease: 5ms}\nretention: {inbox: 0d}\n", []string{
			"1: delivery.lease: must be at least 1s",
			"2: retention.inbox: must be at least 1h",
		}},
		{"admins", "admins: [alice, 'terminal:alice', 'nowhere:x']\n", []string{
			`1: admins[0]: "alice" must be NETWORK:ID with the name of a network of this file`,
			`1: admins[2]: "nowhere:x" must be NETWORK:ID with the name of a network of this file`,
		}},
	}
	env := environment("BOT="+token, "APP=xapp", "BOT2=xoxb-2", "SIGN=0123")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := write(t, "config.yaml", tt.yaml)
			_, err := Load(file, env)
			var got []string
			var faults *ConfigError
			if errors.As(err, &faults) {
				got = strings.Split(strings.ReplaceAll(err.Error(), file+":", ""), "\n")
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
			if err != nil && strings.Contains(err.Error(), token) {
				t.Errorf("the token is shown: %v", err)
			}
		})
	}
}

func TestLoadSaysWhereTheSyntaxIsWrong(t *testing.T) {
	for name, yaml := range map[string]string{
		"tab":     "log:\n\tlevel: info\n",
		"bracket": "log:\n  level: [info\n",
		"indent":  "log:\n  level: info\n format: text\n",
	} {
		_, err := Load(write(t, "config.yaml", yaml), environment())
		var faults *ConfigError
		if !errors.As(err, &faults) || faults.Faults[0].Line < 2 {
			t.Errorf("%s: got %v, want a fault after line 1", name, err)
		}
	}
}

func TestLoadReadsSecrets(t *testing.T) {
	url := write(t, "url", "postgres://entente:secret@db/entente\n")
	file := write(t, "config.yaml", fmt.Sprintf(
		"database: {url_file: %q}\nslack:\n- {name: insmi, bot_token_env: BOT, app_token_env: APP}\n", url))
	config, err := Load(file, environment("BOT=xoxb-1", "APP= xapp-2 "))
	if err != nil {
		t.Fatal(err)
	}
	got := []Secret{config.Database.Secret, config.Slack[0].BotToken, config.Slack[0].AppToken}
	want := []Secret{"postgres://entente:secret@db/entente", "xoxb-1", "xapp-2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSecretIsNeverPrinted(t *testing.T) {
	config := Config{Slack: []SlackConfig{{BotToken: "hush"}}}
	var logged strings.Builder
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("start", "token", config.Slack[0].BotToken, "slack", config.Slack)
	slog.New(slog.NewTextHandler(&logged, nil)).Info("start", "token", config.Slack[0].BotToken, "slack", config.Slack)
	printed := logged.String() + fmt.Sprintf("%v %+v %#v", config, config, config) +
		fmt.Sprintf("%s %q %x", config.Slack[0].BotToken, config.Slack[0].BotToken, config.Slack[0].BotToken)
	if strings.Contains(printed, "hush") || strings.Contains(printed, "68757368") {
		t.Errorf("printed: %s", printed)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(string(exampleConfig))
	f.Add(switchedOn(string(exampleConfig)))
	f.Add("slack:\n- {name: *a}\n? [x]: &b c\n<<: {}\n")
	f.Fuzz(func(t *testing.T, text string) {
		config := Default()
		r := reader{lines: map[string]int{}}
		r.document([]byte(text), reflect.ValueOf(&config).Elem()) // must not panic
		for _, fault := range r.faults {
			if fault.Line < 1 {
				t.Errorf("%q: %+v has no line", text, fault)
			}
		}
	})
}
