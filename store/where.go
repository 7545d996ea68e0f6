package store

import (
	"fmt"
	"strings"

	"entente/planner"
)

// where is a WHERE clause put together from the conditions that are wanted:
// "$1 IS NULL OR …" in one text fails on PostgreSQL (42P08).
type where struct {
	conditions []string
	args       []any
}

// add adds a condition; each "$?" in it stands for arg.
func (w *where) add(condition string, arg any) {
	w.args = append(w.args, arg)
	hole := fmt.Sprintf("$%d", len(w.args))
	w.conditions = append(w.conditions, strings.ReplaceAll(condition, "$?", hole))
}

// addIn adds that column has one of values; with none, nothing is found.
func addIn[T any](w *where, column string, values []T) {
	if len(values) == 0 {
		w.conditions = append(w.conditions, "FALSE")
		return
	}
	w.conditions = append(w.conditions, column+" IN ("+holes(len(w.args)+1, len(values))+")")
	for _, v := range values {
		w.args = append(w.args, v)
	}
}

// or opens the last condition, which begins with "(", to another one.
func (w *where) or(condition string, arg any) {
	last := len(w.conditions) - 1
	opened := w.conditions[last]
	w.add(condition, arg)
	w.conditions = append(w.conditions[:last], opened+" OR "+w.conditions[last+1])
}

// orIn closes the last condition with: or column has one of values. With none
// nothing is added, not even FALSE, which would keep SQLite from its indexes.
func (w *where) orIn(column string, values []planner.EventID) {
	last := len(w.conditions) - 1
	closed := w.conditions[last] + ")"
	if len(values) > 0 {
		addIn(w, column, values)
		closed = w.conditions[last] + " OR " + w.conditions[last+1] + ")"
	}
	w.conditions = append(w.conditions[:last], closed)
}

// within adds a condition that ends with a clause of its own: query, and what
// conditions adds.
func (w *where) within(query string, conditions func(*where)) {
	inner := &where{args: w.args}
	conditions(inner)
	w.args = inner.args
	w.conditions = append(w.conditions, query+" "+inner.String()+")")
}

// addNotIn adds that column has none of values. Their number is rounded up, by
// naming the last one again, so that there are few different statements.
func addNotIn(w *where, column string, values []string) {
	if len(values) == 0 {
		return
	}
	n := 4
	for n < len(values) {
		n *= 4
	}
	w.conditions = append(w.conditions, column+" NOT IN ("+holes(len(w.args)+1, n)+")")
	for i := range n {
		w.args = append(w.args, values[min(i, len(values)-1)])
	}
}

// String is the clause; without conditions it is empty.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(w.conditions, " AND ")
}

// holes is "$from, $from+1, …" for n arguments.
func holes(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", from+i)
	}
	return b.String()
}
