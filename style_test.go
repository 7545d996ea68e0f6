package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is one Go file of this repository.
type source struct {
	path string // from the root
	test bool
	*ast.File
	*token.FileSet
}

func (s source) line(pos token.Pos) int { return s.Position(pos).Line }

// in says whether the file is one of paths; one that ends in "/" is a folder.
func (s source) in(paths ...string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		return s.path == p || strings.HasSuffix(p, "/") && strings.HasPrefix(s.path, p)
	})
}

func (s source) imports(name string) bool {
	return slices.ContainsFunc(s.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == strconv.Quote(name) })
}

// sources parses all Go files, those of e2e too.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (file == "bin" || strings.HasPrefix(file, ".") && file != "."):
			return filepath.SkipDir
		case !strings.HasSuffix(file, ".go"):
			return nil
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.ParseComments)
		all = append(all, source{filepath.ToSlash(file), strings.HasSuffix(file, "_test.go"), parsed, set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	const longestFile, longestFunction = 400, 60
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		if lines := s.line(s.FileEnd); lines > longestFile {
			t.Errorf("%s has %d lines: would two rooms be clearer?", s.path, lines)
		}
		for _, d := range s.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if lines := s.line(f.End()) - s.line(f.Pos()) + 1; lines > longestFunction {
				t.Errorf("%s:%d: %s has %d lines", s.path, s.line(f.Pos()), f.Name.Name, lines)
			}
		}
	}
}

// TestTimeComesFromOnePlace guards the rules of time: see ARCHITECTURE.md.
func TestTimeComesFromOnePlace(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.File, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isTime(call.Fun, "Date") && !isTime(call.Args[len(call.Args)-1], "UTC") &&
				!s.in("planner/zone.go", "planner/resolve.go") {
				t.Errorf("%s:%d: time.Date outside UTC: planner.ResolveLocal makes instants of wall times", s.path, s.line(n.Pos()))
			}
			if (isTime(n, "LoadLocation") || isTime(n, "LoadLocationFromTZData") || isTime(n, "ParseInLocation") || isTime(n, "Local")) &&
				!s.in("planner/zone.go") {
				t.Errorf("%s:%d: zones come from planner.Zone", s.path, s.line(n.Pos()))
			}
			if isTime(n, "Now") && !s.test && strings.Contains(s.path, "/") && !s.in("adapters/", "e2e/", "planner/id.go") { // in an id it only makes an order
				t.Errorf("%s:%d: time.Now: the time is an argument", s.path, s.line(n.Pos()))
			}
			if isTime(n, "Sleep") && !s.imports("testing/synctest") {
				t.Errorf("%s:%d: time.Sleep: wait for the event itself, or use testing/synctest", s.path, s.line(n.Pos()))
			}
			return true
		})
	}
}

// TestTimesAreSaidInOnePlace: what people read of a time is said by package when;
// elsewhere a time is only written as data.
func TestTimesAreSaidInOnePlace(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || s.in("planner/", "e2e/", "adapters/console/player.go") { // the player prints as its scripts are written
			continue
		}
		ast.Inspect(s.File, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			layout, literal := call.Args[0].(*ast.BasicLit)
			data := isTime(call.Args[0], "DateOnly") || isTime(call.Args[0], "RFC3339") || literal && layout.Value == `"2006-01-02"`
			if ok && method.Sel.Name == "Format" && !data {
				t.Errorf("%s:%d: a time is formatted: planner/when says times", s.path, s.line(n.Pos()))
			}
			return true
		})
	}
}

func isTime(n ast.Node, name string) bool {
	selector, ok := n.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != name {
		return false
	}
	pkg, ok := selector.X.(*ast.Ident)
	return ok && pkg.Name == "time"
}

func TestEachPackageSaysOnceWhatItIs(t *testing.T) {
	comments := map[string][]string{}
	for _, s := range sources(t) {
		dir := path.Dir(s.path)
		if _, known := comments[dir]; !known && !s.test {
			comments[dir] = nil
		}
		if s.Doc != nil && !s.test {
			comments[dir] = append(comments[dir], s.path)
		}
	}
	for dir, files := range comments {
		if len(files) != 1 {
			t.Errorf("%s has its package comment in %d files: %q", dir, len(files), files)
		}
	}
}

func TestExportedNamesAreExplained(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, d := range s.Decls {
			for _, name := range unexplained(d) {
				t.Errorf("%s:%d: %s has no comment", s.path, s.line(d.Pos()), name)
			}
		}
	}
}

// unexplained lists the exported names of a declaration that have no comment,
// neither of their own nor of their group.
func unexplained(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		ofAnError := d.Recv != nil && (d.Name.Name == "Error" || d.Name.Name == "Unwrap")
		if d.Doc == nil && d.Name.IsExported() && isExportedReceiver(d.Recv) && !ofAnError {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		var names []string
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if d.Doc == nil && spec.Doc == nil && spec.Comment == nil && spec.Name.IsExported() {
					names = append(names, spec.Name.Name)
				}
			case *ast.ValueSpec:
				if d.Doc == nil && spec.Doc == nil && spec.Comment == nil && spec.Names[0].IsExported() {
					names = append(names, spec.Names[0].Name)
				}
			}
		}
		return names
	}
	return nil
}

// isExportedReceiver also holds for a function without one.
func isExportedReceiver(fields *ast.FieldList) bool {
	if fields == nil {
		return true
	}
	typ := fields.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.IsExported()
}

// TestOneSQLText: which database it is matters only where one is opened and
// migrated, where errors get their meaning, and where rows are claimed.
func TestOneSQLText(t *testing.T) {
	apart := []string{"store/engine.go", "store/sqlite.go", "store/postgres.go", "store/migrate.go"}
	same := []string{"hide", "skipLocked", "name", "reading", "within", "provider", "backup"}
	for _, s := range sources(t) {
		if !s.in("store/") || s.test || s.in("store/storetest/") || s.in(apart...) {
			continue
		}
		ast.Inspect(s.File, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if ofEngine(n) && !slices.Contains(same, n.Sel.Name) {
					t.Errorf("%s:%d: engine.%s: a query is the same on both databases", s.path, s.line(n.Pos()), n.Sel.Name)
				}
			case *ast.BinaryExpr:
				if (n.Op == token.EQL || n.Op == token.NEQ) && (ofEngine(n.X) || ofEngine(n.Y)) {
					t.Errorf("%s:%d: asks which database it is", s.path, s.line(n.Pos()))
				}
			}
			return true
		})
	}
}

// ofEngine says whether an expression is a field of the engine.
func ofEngine(e ast.Expr) bool {
	field, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, ok := field.X.(*ast.SelectorExpr)
	return ok && of.Sel.Name == "engine"
}
