package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A sheet is one data file, kept as a tree so that a fault can name its line.
type sheet struct {
	name string
	tree *ast.File
}

// open reads a data file into value. Unknown keys, repeated keys and a second
// document are faults.
func open(fsys fs.FS, name string, value any) (sheet, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return sheet{}, err
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return sheet{}, located(name, err)
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return sheet{}, fmt.Errorf("%s:1: one YAML document expected, found %d", name, len(tree.Docs))
	}
	if err := yaml.NodeToValue(tree.Docs[0].Body, value, yaml.Strict()); err != nil {
		return sheet{}, located(name, err)
	}
	return sheet{name, tree}, nil
}

// located puts the file and line before an error of the YAML library.
func located(name string, err error) error {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return fmt.Errorf("%s:1: %w", name, err)
	}
	return fmt.Errorf("%s:%d: %s", name, at.GetToken().Position.Line, at.GetMessage())
}

// fault is a mistake at a key, given as a path such as "facts[2].en". Where
// the key is missing, the line is that of what should hold it.
func (s sheet) fault(path, wrong string, args ...any) error {
	return fmt.Errorf("%s:%d: %s: %s", s.name, s.line(path), path, fmt.Sprintf(wrong, args...))
}

func (s sheet) line(path string) int {
	for path != "" {
		if p, err := yaml.PathString("$." + path); err == nil {
			if node, err := p.FilterFile(s.tree); err == nil {
				return first(node)
			}
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 1
}

// first is the line on which a node starts; the token of a mapping is the
// colon after its first key.
func first(node ast.Node) int {
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	return node.GetToken().Position.Line
}
