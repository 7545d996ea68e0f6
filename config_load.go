package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Fault is one thing that is wrong with a configuration.
type Fault struct {
	Key  string // as "slack[0].name"
	Line int    // in the file; 0 when it concerns no line
	What string
}

// ConfigError is everything that is wrong with a configuration file.
type ConfigError struct {
	File   string
	Faults []Fault // by line
}

// Error has one line a fault: "FILE:LINE: key: what is wrong".
func (e *ConfigError) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = fmt.Sprintf("%s:%d: %s: %s", e.File, f.Line, f.Key, f.What)
	}
	return strings.Join(lines, "\n")
}

// Load reads a configuration file over [Default], with the secrets that it
// points to, and validates it. An unknown key is a fault. The error is a
// *[ConfigError] with all faults, unless the file cannot be read.
func Load(file string, getenv func(string) string) (Config, error) {
	config := Default()
	text, err := os.ReadFile(file)
	if err != nil {
		return config, fmt.Errorf("read config: %w", err)
	}
	r := reader{lines: map[string]int{}}
	r.document(text, reflect.ValueOf(&config).Elem())
	if len(r.faults) == 0 || len(r.lines) > 0 { // else it is not YAML at all
		r.add(config.readSecrets(getenv))
		r.add(config.Validate())
	}
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b Fault) int { return a.Line - b.Line })
		return config, &ConfigError{File: file, Faults: r.faults}
	}
	return config, nil
}

// reader walks the tree of a YAML file beside the value to fill, so that it
// can go on after a fault and knows the line of every key.
type reader struct {
	lines  map[string]int // by key
	faults []Fault
}

func (r *reader) fault(node ast.Node, key, what string, args ...any) {
	r.faults = append(r.faults, Fault{Key: key, Line: lineOf(node), What: fmt.Sprintf(what, args...)})
}

// add takes faults of the values in, unless their key has one already, and
// gives each the line of its key or, where that is missing, of what it is in.
func (r *reader) add(faults []Fault) {
	for _, f := range faults {
		if slices.ContainsFunc(r.faults, func(known Fault) bool { return known.Key == f.Key }) {
			continue
		}
		for key := f.Key; f.Line == 0 && key != ""; key = key[:max(0, strings.LastIndexAny(key, ".["))] {
			f.Line = r.lines[key]
		}
		r.faults = append(r.faults, f)
	}
}

func (r *reader) document(text []byte, into reflect.Value) {
	file, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	var syntax yaml.Error
	switch {
	case errors.As(err, &syntax):
		line := syntax.GetToken().Position.Line
		r.faults = append(r.faults, Fault{Key: "yaml", Line: line, What: syntax.GetMessage()})
		return
	case err != nil:
		r.faults = append(r.faults, Fault{Key: "yaml", Line: 1, What: err.Error()})
		return
	}
	for i, doc := range file.Docs {
		switch {
		case doc.Body == nil: // nothing but comments
		case i > 0:
			r.fault(doc.Body, "yaml", "a second document: a configuration is one")
		default:
			r.read(doc.Body, into, "")
		}
	}
}

// read fills into, whose key is given, from node.
func (r *reader) read(node ast.Node, into reflect.Value, key string) {
	_, isNull := node.(*ast.NullNode)
	kind := into.Kind()
	switch {
	case kind == reflect.Struct && isNull, kind == reflect.Slice && isNull:
	case kind == reflect.Struct:
		r.mapping(node, into, key)
	case kind == reflect.Slice:
		r.list(node, into, key)
	case isNull:
		r.fault(node, key, `no value; leave the key out, or write "" for none`)
	default:
		if err := yaml.NodeToValue(node, into.Addr().Interface()); err != nil {
			r.fault(node, key, "must be %s", expected(into.Interface()))
		}
	}
}

func (r *reader) mapping(node ast.Node, into reflect.Value, key string) {
	mapping, ok := node.(ast.MapNode)
	if !ok {
		r.fault(node, cmp.Or(key, "yaml"), "must be a mapping of keys to values")
		return
	}
	fields := fieldsOf(into)
	for entry := mapping.MapRange(); entry.Next(); {
		name := entry.Key().GetToken().Value
		full := strings.TrimPrefix(key+"."+name, ".")
		field, known := fields[name]
		_, twice := r.lines[full]
		switch {
		case !known:
			r.fault(entry.Key(), full, "unknown key; known here: %s", names(into))
		case twice:
			r.fault(entry.Key(), full, "stands here a second time")
		default:
			r.lines[full] = lineOf(entry.Key())
			r.read(entry.Value(), field, full)
		}
	}
}

func (r *reader) list(node ast.Node, into reflect.Value, key string) {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		r.fault(node, key, "must be a list")
		return
	}
	for i, item := range list.Values {
		itemKey := fmt.Sprintf("%s[%d]", key, i)
		r.lines[itemKey] = lineOf(item)
		value := reflect.New(into.Type().Elem()).Elem()
		switch entry := value.Addr().Interface().(type) {
		case *SlackConfig:
			*entry = defaultSlack()
		case *MatrixConfig:
			*entry = defaultMatrix()
		}
		r.read(item, value, itemKey)
		into.Set(reflect.Append(into, value))
	}
}

// fieldsOf maps the keys of a struct to its fields.
func fieldsOf(into reflect.Value) map[string]reflect.Value {
	fields := map[string]reflect.Value{}
	for i := range into.NumField() {
		if key := into.Type().Field(i).Tag.Get("yaml"); key != "-" {
			fields[key] = into.Field(i)
		}
	}
	return fields
}

func names(into reflect.Value) string {
	return strings.Join(slices.Sorted(maps.Keys(fieldsOf(into))), ", ")
}

// expected says what a value of v's type looks like.
func expected(v any) string {
	switch v.(type) {
	case Duration:
		return "a length of time, as 90s, 12h or 30d"
	case slog.Level:
		return "debug, info, warn or error"
	}
	return "a text"
}

func lineOf(node ast.Node) int { return node.GetToken().Position.Line }
