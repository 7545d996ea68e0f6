package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// arrows is the table of ARCHITECTURE.md: what each package may import, of
// ours and of others, besides the standard library. "x/…" is x and all below.
var arrows = map[string][]string{
	"planner":           {"github.com/teambition/rrule-go", "github.com/robfig/cron/v3"},
	"planner/when":      {"planner"},
	"planner/ical":      {"planner", "github.com/emersion/go-ical"},
	"planner/holidays":  {"planner", "planner/when", "github.com/rickar/cal/v2/…"},
	"store":             {"planner", "modernc.org/sqlite/…", "github.com/jackc/pgx/v5/…", "github.com/pressly/goose/v3/…"},
	"store/storetest":   {"planner", "store", "github.com/jackc/pgx/v5/…"},
	"bot/chat":          {"planner"},
	"bot/chat/chattest": {"bot/chat", "planner"},
	"bot/words":         {"bot/chat", "planner/…", "github.com/goccy/go-yaml/…"},
	"bot/knowledge":     {"github.com/goccy/go-yaml/…", "github.com/kljensen/snowball/…"},
	"bot/delivery":      {"bot/chat", "planner", "planner/holidays", "store"},
	"bot/grammar":       {"bot/words", "planner"},
	"bot/access":        {"planner", "store"},
	"bot/memory":        {"bot/chat", "bot/grammar", "bot/knowledge", "bot/words", "planner", "store"},
	"bot/telling":       {"bot/access", "bot/chat", "bot/memory", "bot/words", "planner/…", "store"},
	"bot/notices":       {"bot/access", "bot/chat", "bot/delivery", "bot/memory", "bot/telling", "bot/words", "planner/…", "store"},
	"bot/turn":          {"bot/access", "bot/chat", "bot/delivery", "bot/grammar", "bot/knowledge", "bot/memory", "bot/telling", "bot/words", "planner/…", "store"},
	"bot/questions":     {"bot/chat", "bot/grammar", "bot/knowledge", "bot/memory", "bot/telling", "bot/turn", "bot/words", "planner/…", "store"},
	"bot/talks":         {"bot/chat", "bot/delivery", "bot/grammar", "bot/memory", "bot/telling", "bot/turn", "bot/words", "planner/…", "store"},
	"bot/reminders":     {"bot/chat", "bot/delivery", "bot/grammar", "bot/memory", "bot/telling", "bot/turn", "bot/words", "planner/…", "store"},
	"bot/people":        {"bot/access", "bot/chat", "bot/delivery", "bot/grammar", "bot/memory", "bot/talks", "bot/telling", "bot/turn", "bot/words", "planner/…", "store"},
	"bot/events": {"bot/chat", "bot/delivery", "bot/grammar", "bot/memory", "bot/people", "bot/reminders", "bot/talks", "bot/telling", "bot/turn", "bot/words",
		"planner/…", "store"},
	"bot":              {"bot/…", "planner/…", "store"},
	"bot/simulation":   {"bot/…", "planner", "store", "modernc.org/sqlite"}, // tests only
	"adapters/console": {"bot/chat", "planner/…"},
	"adapters/slack":   {"bot/chat", "planner/…", "github.com/slack-go/slack/…", "github.com/goccy/go-yaml"},
	"adapters/matrix": {"bot/chat", "planner/…", "maunium.net/go/mautrix/…", "go.mau.fi/util/…", "github.com/rs/zerolog/…",
		"modernc.org/sqlite"}, // of the SDK's own store
	"adapters/web":         {"bot/chat", "planner/…", "github.com/prometheus/client_golang/…"},
	"adapters/counterpart": {}, // tests only
	"":                     {"planner/…", "store", "bot/…", "adapters/…", "github.com/goccy/go-yaml/…", "github.com/jessevdk/go-flags"},
}

// forTests may be imported by tests besides.
var forTests = []string{"github.com/google/go-cmp/…", "pgregory.net/rapid", "store/storetest", "planner/…", "bot/chat/…", "adapters/counterpart"}

// namesThatSayNothing are no package's.
var namesThatSayNothing = []string{"util", "utils", "common", "manager", "service", "services", "helper", "helpers", "misc", "base", "lib", "shared"}

// listed is what `go list` says of a package.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

// packages lists ours.
func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "goolm", "-json=ImportPath,Imports,TestImports,XTestImports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImportsFollowTheTable(t *testing.T) {
	for _, p := range packages(t) {
		name := ourName(p.ImportPath)
		allowed, ok := arrows[name]
		if !ok {
			t.Errorf("%s stands in no row of the table", p.ImportPath)
		}
		if slices.Contains(namesThatSayNothing, path.Base(p.ImportPath)) {
			t.Errorf("%s: a name that does not say what is inside", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if !mayImport(allowed, imported) {
				t.Errorf("%s must not import %s", p.ImportPath, imported)
			}
		}
		allowed = append(slices.Clone(allowed), forTests...)
		for _, imported := range append(p.TestImports, p.XTestImports...) {
			if imported != p.ImportPath && !mayImport(allowed, imported) {
				t.Errorf("tests of %s must not import %s", p.ImportPath, imported)
			}
		}
	}
}

// Nothing of the program imports what starts servers and databases for tests.
func TestOnlyTestsImportWhatIsForTests(t *testing.T) {
	all := packages(t)
	forTests := map[string]bool{}
	for _, p := range all {
		forTests[p.ImportPath] = slices.Contains(p.Imports, "testing")
	}
	if !forTests["entente/adapters/counterpart"] {
		t.Error("entente/adapters/counterpart is not known as one for tests")
	}
	for _, p := range all {
		for _, imported := range p.Imports {
			if forTests[imported] && !forTests[p.ImportPath] {
				t.Errorf("%s must not import %s outside its tests", p.ImportPath, imported)
			}
		}
	}
}

// A method that is called by a name known only then makes the linker keep every
// exported method of every type, a sixth of the program: text/template does so,
// and many a library for command lines.
func TestNoMethodIsCalledByName(t *testing.T) {
	link := exec.Command("go", "build", "-tags", "goolm", "-ldflags=-dumpdep", "-o", filepath.Join(t.TempDir(), "entente"), ".")
	link.Env = append(os.Environ(), "CGO_ENABLED=0")
	graph, err := link.CombinedOutput()
	if err != nil {
		t.Fatalf("go build: %v", err)
	}
	if !bytes.Contains(graph, []byte("main.main -> main.run\n")) {
		t.Error("the linker does not write its graph as this test reads it")
	}
	var callers []string
	for edge := range strings.Lines(string(graph)) {
		caller, called, _ := strings.Cut(strings.TrimSpace(edge), " -> ")
		if strings.HasSuffix(called, " <ReflectMethod>") && !strings.HasPrefix(caller, "reflect.") && !strings.HasPrefix(caller, "type:") {
			callers = append(callers, edge)
		}
	}
	if callers != nil {
		t.Errorf("the calls that lead to one:\n%s", strings.Join(callers, ""))
	}
}

// ourName is an import path without the name of the module.
func ourName(path string) string {
	return strings.TrimPrefix(strings.TrimPrefix(path, "entente"), "/")
}

func mayImport(allowed []string, path string) bool {
	first, _, _ := strings.Cut(path, "/")
	if first != "entente" && !strings.Contains(first, ".") {
		return true // the standard library
	}
	return slices.ContainsFunc(allowed, func(row string) bool {
		tree, whole := strings.CutSuffix(row, "/…")
		name := ourName(path)
		return name == tree || whole && strings.HasPrefix(name, tree+"/")
	})
}
