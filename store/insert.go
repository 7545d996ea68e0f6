package store

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// insert adds rows, many in one statement: into is its beginning up to VALUES,
// onConflict its end. No two rows may have the same key.
func (tx *Tx) insert(into string, rows [][]any, onConflict string) error {
	return tx.insertAs(into, listed, rows, onConflict)
}

// insertAs is insert where a row is more than its holes: values makes it of
// them.
func (tx *Tx) insertAs(into string, values func(holes []string) string, rows [][]any, onConflict string) error {
	return inserts(into, values, rows, onConflict, func(statement string, args []any) error {
		_, err := tx.exec(statement, args...)
		return err
	})
}

// insertNew is insert for new rows of t, which it adds to the audit of the
// change under way: there is nothing to compare them with, nor to be read.
func (tx *Tx) insertNew(t table, into string, rows [][]any) error {
	if err := tx.insert(into, rows, ``); err != nil || tx.change == nil {
		return err
	}
	list, err := t.imagesOf(columnsOf(into), rows)
	if err != nil {
		return err
	}
	tx.record(t, list, nil)
	return nil
}

// columnsOf are the columns that the beginning of an INSERT names.
func columnsOf(into string) []string {
	_, list, _ := strings.Cut(into, "(")
	return strings.FieldsFunc(list, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) })
}

// listed is a row of nothing but its holes.
func listed(holes []string) string { return strings.Join(holes, ", ") }

// inserts runs the statements that add rows.
func inserts(into string, values func(holes []string) string, rows [][]any, end string, run func(statement string, args []any) error) error {
	for len(rows) > 0 {
		n := rowsAtOnce(len(rows))
		var args []any
		pass := func(arg any) string {
			args = append(args, arg)
			return "$" + strconv.Itoa(len(args))
		}
		holes := once(rows[:n], pass)
		lines := make([]string, n)
		for i, row := range rows[:n] {
			in := slices.Clone(holes)
			for column, arg := range row {
				if in[column] == "" {
					in[column] = pass(arg)
				}
			}
			lines[i] = "(" + values(in) + ")"
		}
		if err := run(into+` VALUES `+strings.Join(lines, ", ")+` `+end, args); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// once passes the columns that are the same in all of many rows, and gives the
// holes of these: what is told a thousand people differs in who they are. The
// fewer arguments the better, since SQLite's driver looks for each among all.
func once(rows [][]any, pass func(any) string) []string {
	holes := make([]string, len(rows[0]))
	if len(rows) < mostAtOnce {
		return holes // few: so that there are few different statements
	}
	for column, first := range rows[0] {
		if !slices.ContainsFunc(rows, func(row []any) bool { return row[column] != first }) {
			holes[column] = pass(first)
		}
	}
	return holes
}

// mostAtOnce is how many rows are added in one statement.
const mostAtOnce = 32

// rowsAtOnce is how many of n rows go into the next statement. There are few
// sizes, so that few statements are to be kept prepared.
func rowsAtOnce(n int) int {
	for _, size := range []int{mostAtOnce, 8, 4, 3, 2} {
		if n >= size {
			return size
		}
	}
	return 1
}
