package store

import (
	"cmp"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/planner"
)

// image is a row as the audit keeps it.
type image struct {
	id    string
	event planner.EventID // that it concerns, if any
	json  string          // of the table's columns, by name
}

// image is what is read of a row for the audit: its id, the event concerned,
// and then its columns.
func (t table) image() string {
	return `id, ` + cmp.Or(t.event, "NULL") + `, ` + t.columns
}

// imagesWhere are the rows of t whose column has that value, in order of their
// ids.
func (tx *Tx) imagesWhere(t table, column, value string) ([]image, error) {
	list, err := all(tx, whichever(imageOf), `SELECT `+t.image()+` FROM `+t.name+` WHERE `+column+` = $1`, value)
	slices.SortFunc(list, func(a, b image) int { return cmp.Compare(a.id, b.id) })
	return list, err
}

// imageOf is of what [table.image] names.
func imageOf(columns []*sql.ColumnType, values []any) (image, error) {
	o := newObject()
	for i, column := range columns[2:] {
		o.add(column.Name(), ofEither(values[i+2], column))
	}
	text, err := o.text()
	return image{id: reference(values[0]), event: planner.EventID(reference(values[1])), json: text}, err
}

// reference is an id, of whichever kind; empty for NULL.
func reference(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// ofEither is a value as both engines are to give it: SQLite's truth values are
// numbers.
func ofEither(value any, column *sql.ColumnType) any {
	if n, ok := value.(int64); ok && column.DatabaseTypeName() == "BOOLEAN" {
		return n != 0
	}
	return value
}

// imagesOf are the images of rows that were just added, of those columns: what
// would be read of them.
func (t table) imagesOf(columns []string, rows [][]any) ([]image, error) {
	kept := strings.Split(t.columns, ", ")
	places := make([]int, len(kept))
	for i, column := range kept {
		if places[i] = slices.Index(columns, column); places[i] < 0 {
			return nil, fmt.Errorf("no %s in a new row of %s", column, t.name)
		}
	}
	id, event := slices.Index(columns, "id"), slices.Index(columns, t.event)
	list := make([]image, len(rows))
	for i, row := range rows {
		o := newObject()
		for k, column := range kept {
			o.add(column, row[places[k]])
		}
		text, err := o.text()
		if err != nil {
			return nil, err
		}
		list[i] = image{id: reference(row[id]), json: text}
		if event >= 0 {
			list[i].event = planner.EventID(reference(row[event]))
		}
	}
	return list, nil
}

// object is a JSON object that is written one column after the other: as
// [json.Marshal] writes a map, when they come in the order of their names. Equal
// rows make equal texts.
type object struct {
	bytes  []byte
	failed error
}

func newObject() *object { return &object{bytes: append(make([]byte, 0, 512), '{')} }

// add adds a value as a database gives it, or is given it.
func (o *object) add(column string, value any) {
	if len(o.bytes) > 1 {
		o.bytes = append(o.bytes, ',')
	}
	o.bytes = append(appendText(o.bytes, column), ':')
	value, err := driver.DefaultParameterConverter.ConvertValue(value)
	switch v := value.(type) {
	case nil:
		o.bytes = append(o.bytes, "null"...)
	case bool:
		o.bytes = strconv.AppendBool(o.bytes, v)
	case int64:
		o.bytes = strconv.AppendInt(o.bytes, v, 10)
	case string:
		o.bytes = appendText(o.bytes, v)
	default:
		err = cmp.Or(err, fmt.Errorf("a %T", value))
	}
	if err != nil {
		o.failed = fmt.Errorf("image of %s: %w", column, err)
	}
}

// appendText appends a JSON string.
func appendText(text []byte, s string) []byte {
	plain := func(c rune) bool { return ' ' <= c && c <= '~' && !strings.ContainsRune(`"\<>&`, c) }
	if strings.IndexFunc(s, func(c rune) bool { return !plain(c) }) < 0 {
		return append(append(append(text, '"'), s...), '"')
	}
	quoted, _ := json.Marshal(s) // a string always marshals
	return append(text, quoted...)
}

func (o *object) text() (string, error) { return string(append(o.bytes, '}')), o.failed }
