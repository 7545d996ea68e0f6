package e2e

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCheckNamesEveryMistake(t *testing.T) {
	const faulty = `database:
  url: sqlite:a.db
web:
  lisen: 127.0.0.1:8080
slack:
- name: insmi
  bot_token_env: xoxb-not-to-be-seen
  app_token_env: SLACK_APP_TOKEN
log:
  level: loud
`
	dir := t.TempDir()
	write(t, dir, "faulty.yaml", faulty)
	want := []string{
		"faulty.yaml:4: web.lisen:",
		"faulty.yaml:7: slack[0].bot_token_env:",
		"faulty.yaml:8: slack[0].app_token_env:",
		"faulty.yaml:10: log.level:",
	}
	for _, args := range [][]string{{"check"}, {"run"}, {}} {
		got := entente(t, dir, nil, append(args, "--config", "faulty.yaml")...)
		if got.code != 2 {
			t.Errorf("%q: exit %d, want 2", args, got.code)
		}
		var keys []string
		for line := range strings.Lines(got.stderr) {
			parts := strings.SplitN(line, ":", 4)
			keys = append(keys, strings.Join(parts[:min(3, len(parts))], ":")+":")
		}
		if diff := cmp.Diff(want, keys); diff != "" {
			t.Errorf("%q (-want +got):\n%s", args, diff)
		}
		if strings.Contains(got.stdout+got.stderr, "xoxb-") {
			t.Errorf("%q shows a token: %s", args, got.stderr)
		}
	}
}

func TestCheckIsSilentWhenAllIsWell(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "example.yaml", must(t, dir, nil, "check", "--example"))
	if out := must(t, dir, nil, "check", "--config", "example.yaml"); out != "" {
		t.Errorf("said %q", out)
	}
	must(t, dir, nil, "check") // without a file
}

func TestUsage(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"frobnicate"}, {"check", "--nonsense"}, {"backup"}} {
		if got := entente(t, dir, nil, args...); got.code != 2 || got.stderr == "" {
			t.Errorf("%q: %+v, want a sentence and exit 2", args, got)
		}
	}
	help := must(t, dir, nil, "help")
	for _, name := range []string{"run", "chat", "ask", "rehearse", "export", "check", "backup", "version"} {
		if !strings.Contains(help, "\n  "+name) {
			t.Errorf("help lacks %s:\n%s", name, help)
		}
	}
	if version := must(t, dir, nil, "version"); strings.Count(version, "\n") != 4 || strings.Contains(version, "time zones \n") {
		t.Errorf("version: %q", version)
	}
}
