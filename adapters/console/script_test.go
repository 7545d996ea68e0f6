package console

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// parse reads a script that must be understood.
func parse(t *testing.T, text string) Script {
	t.Helper()
	script, err := ParseScript("test.txt", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func TestParseScript(t *testing.T) {
	const head = "at 2027-01-04 09:00 Europe/Paris\n"
	nine := time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)
	ganda, alice := inRoom(Network, "ganda"), direct(Network, "alice")
	tests := []struct {
		line string
		want directive
	}{
		{"at 2027-01-04 09:00 Europe/Paris", setClock{to: nine, zone: "Europe/Paris"}},
		{"at 2027-01-04 09:00", setClock{to: nine, zone: "Europe/Paris"}},
		{"wait 7d", waitFor{days: 7, zone: "Europe/Paris"}},
		{"wait 1w 2h 30m", waitFor{days: 7, exactly: 150 * time.Minute, zone: "Europe/Paris"}},
		{"wait until 2027-01-04 08:00 UTC", waitUntil{to: nine}},
		{"restart", restart{}},
		{"also matrix", also{}},
		{"alice in #ganda> use GANDA here", speak{name: "alice", where: ganda, text: "use GANDA here"}},
		{"alice in #GANDA, aside> x > y, z", speak{name: "alice", where: ganda, text: "x > y, z", aside: true, manner: "aside"}},
		{"alice in dm> next", speak{name: "alice", where: alice, text: "next"}},
		{"Alice in #ganda, reply> one", speak{name: "Alice", where: ganda, text: "one", reply: true, manner: "reply"}},
		{"alice in #ganda, 3 times> ab", speak{name: "alice", where: ganda, text: "ababab", manner: "3 times"}},
		{`alice in #ganda, escaped> a\u202e "b"\n`, speak{name: "alice", where: ganda, text: "a\u202e \"b\"\n", manner: "escaped"}},
		{"alice in #ganda>", speak{name: "alice", where: ganda}},
		{"< Tomorrow", expect{count: atLeastOne, text: "Tomorrow"}},
		{"<! error", expect{text: "error"}},
		{"<2 Tomorrow", expect{count: 2, text: "Tomorrow"}},
		{"#ganda < a < b", expect{where: ganda, count: atLeastOne, text: "a < b"}},
		{"#ganda top < a", expect{where: ganda, how: "top", count: atLeastOne, text: "a"}},
		{"dm Alice <! a", expect{where: alice, text: "a"}},
		{"only Alice < a", expect{how: "only Alice", only: "alice", count: atLeastOne, text: "a"}},
		{"silence", silence{}},
		{"silence everywhere", silence{everywhere: true}},
		{"dm alice silence", silence{where: alice}},
		{"rings bob alice", rings{names: []string{"alice", "bob"}}},
		{"#ganda rings nobody", rings{where: ganda}},
		{`press "Plan it"`, press{label: "Plan it"}},
		{`bob presses "say "no"" in #ganda`, press{name: "bob", label: `say "no"`, where: "#ganda"}},
		{"react 2", press{choice: 2}},
		{"bob reacts 1 in dm", press{name: "bob", choice: 1, where: "dm"}},
		{"file <! a", expect{how: "file", text: "a"}},
		{"alice submits: title = a = b; place =", submit{name: "alice", values: [][2]string{{"title", "a = b"}, {"place", ""}}}},
		{"alice submits in #ganda: title = a", submit{name: "alice", where: "#ganda", values: [][2]string{{"title", "a"}}}},
		{"alice submits again", submit{name: "alice", again: true}},
		{"alice invites it to #ganda", enter{name: "alice", where: ganda, kind: "invited"}},
		{"alice removes it from #ganda", enter{name: "alice", where: ganda, kind: "left"}},
		{"dm alice is cut", setCondition{where: alice, is: cut}},
		{"alice zone Asia/Tokyo", introduce{name: "alice", zone: "Asia/Tokyo"}},
		{"alice has no zone", introduce{name: "alice", zone: noZone}},
		{"alice lang fr", introduce{name: "alice", lang: "fr"}},
	}
	for _, test := range tests {
		script := parse(t, head+test.line)
		got := script.lines[len(script.lines)-1].directive
		opts := cmp.AllowUnexported(setClock{}, waitFor{}, waitUntil{}, restart{}, also{}, speak{}, expect{}, silence{}, rings{},
			press{}, submit{}, enter{}, setCondition{}, introduce{}, place{})
		if diff := cmp.Diff(test.want, got, opts); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.line, diff)
		}
	}
}

func TestParseScriptOnOtherNetworks(t *testing.T) {
	script := parse(t, "also matrix\nat 2027-01-04 09:00 UTC\nalice in matrix:#ganda> hello\ndm matrix:alice < hello")
	if diff := cmp.Diff([]string{"terminal", "matrix"}, script.Networks); diff != "" {
		t.Error(diff)
	}
	if got, want := script.lines[2].directive.(speak).where, inRoom("matrix", "ganda"); got != want {
		t.Errorf("said in %v, want %v", got, want)
	}
	if got, want := script.lines[3].directive.(expect).where, direct("matrix", "alice"); got != want {
		t.Errorf("expected in %v, want %v", got, want)
	}
}

func TestCommentsAndEmptyLines(t *testing.T) {
	script := parse(t, "\uFEFF# a comment\r\n#\r\n\r\n  at 2027-01-04 09:00 UTC  \r\n#ganda silence\r\n")
	if len(script.lines) != 2 || script.lines[0].number != 4 || script.lines[1].number != 5 {
		t.Errorf("lines: %+v", script.lines)
	}
}

func TestParseScriptFaults(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "test.txt:1: the script says nothing"},
		{"alice in dm> next", `test.txt:1: no clock yet: begin with "at 2027-01-04 09:00 Europe/Paris"`},
		{"at soon", `test.txt:1: not a date, hour and zone: "soon"`},
		{"at 2027-02-30 09:00 UTC", `test.txt:1: date "2027-02-30"`},
		{"at 2027-02-03 9h UTC", `test.txt:1: hour "9h"`},
		{"at 2027-02-03 09:00 CET", `test.txt:1: zone "CET"`},
		{"at 2027-02-03 09:00 UTC\nwait", `test.txt:2: not a length of time: "wait"`},
		{"at 2027-02-03 09:00 UTC\nwait 7 moons", `test.txt:2: not a length of time: "7 moons"`},
		{"at 2027-02-03 09:00 UTC\nalice in matrix:#ganda> hello", `test.txt:2: the script is not on "matrix": write "also matrix" first`},
		{"at 2027-02-03 09:00 UTC\nalice in #ganda, loudly> hello", `test.txt:2: "loudly": not a way to speak in #ganda`},
		{"at 2027-02-03 09:00 UTC\nalice in dm, aside> hello", `test.txt:2: "aside": not a way to speak in dm alice`},
		{"at 2027-02-03 09:00 UTC\nalice in dm, slash> hello", `test.txt:2: "slash": not a way to speak in dm alice`},
		{"at 2027-02-03 09:00 UTC\nalice submits: title", `test.txt:2: "title": write the fields as title = Oceans`},
		{"at 2027-02-03 09:00 UTC\nalice submits in matrix:dm: a = b", `test.txt:2: the script is not on "matrix"`},
		{"at 2027-02-03 09:00 UTC\n<~ (", "test.txt:2: expression: "},
		{"at 2027-02-03 09:00 UTC\n<", "test.txt:2: what is expected?"},
		{"at 2027-02-03 09:00 UTC\n<text", `test.txt:2: not understood: "<text"`},
		{"at 2027-02-03 09:00 UTC\nreact 0", "test.txt:2: choices are counted from 1"},
		{"at 2027-02-03 09:00 UTC\nrestart now", "test.txt:2: restart stands alone"},
		{"also irc", `test.txt:1: no such network: "irc"`},
		{"# 1\nalice zone Mars\nnonsense", "test.txt:3: not understood: \"nonsense\""},
		{"# 1\nalice zone Mars\nnonsense", `test.txt:2: zone "Mars"`},
	}
	for _, test := range tests {
		_, err := ParseScript("test.txt", strings.NewReader(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}

// TestTheProjectsScriptsAreUnderstood reads the conversations that `entente
// rehearse` plays, so that a slip in one is found by its line.
func TestTheProjectsScriptsAreUnderstood(t *testing.T) {
	files, err := filepath.Glob("../../bot/testdata/conversations/*")
	if err != nil || len(files) < 30 {
		t.Fatalf("found %d conversations: %v", len(files), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseScript(filepath.Base(name), strings.NewReader(string(text))); err != nil {
			t.Error(err)
		}
	}
}

// FuzzParseScript: no text makes the parser fall over, and every line of a
// fault's message names its place.
func FuzzParseScript(f *testing.F) {
	f.Add("at 2027-01-04 09:00 Europe/Paris\nalice in #ganda> plan\n<~ Tue.*15:00\nwait 7d\n#ganda < Tomorrow\nreact 2")
	f.Add("also slack\nat 2027-01-04 09:00 UTC\nalice in slack:dm, 3 times, escaped> \\u202e\ndm slack:alice <! x\npress \"y\"")
	f.Add("# comment\nwait until never\nbob presses \"Undo\" in dm\nrings nobody\n#ganda is gone\nalice invites it to #a")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		script, err := ParseScript("fuzz.txt", strings.NewReader(text))
		if err == nil && len(script.lines) == 0 {
			t.Error("an empty script without a fault")
		}
		if err != nil && !strings.HasPrefix(err.Error(), "fuzz.txt:") {
			t.Errorf("the fault does not name its place: %v", err)
		}
	})
}
