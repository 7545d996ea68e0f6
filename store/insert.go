package store

import "strings"

// insert adds rows, many in one statement: into is its beginning up to VALUES,
// onConflict its end. No two rows may have the same key.
func (tx *Tx) insert(into string, rows [][]any, onConflict string) error {
	for len(rows) > 0 {
		n := rowsAtOnce(len(rows))
		values := make([]string, n)
		var args []any
		for i, row := range rows[:n] {
			values[i] = "(" + holes(len(args)+1, len(row)) + ")"
			args = append(args, row...)
		}
		if _, err := tx.exec(into+` VALUES `+strings.Join(values, ", ")+` `+onConflict, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// rowsAtOnce is how many of n rows go into the next statement. There are few
// sizes, so that few statements are to be kept prepared.
func rowsAtOnce(n int) int {
	for _, size := range []int{32, 8, 4, 3, 2} {
		if n >= size {
			return size
		}
	}
	return 1
}
