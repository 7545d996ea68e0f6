package store

import "strings"

// insert adds rows, many in one statement: into is its beginning up to VALUES,
// onConflict its end. No two rows may have the same key.
func (tx *Tx) insert(into string, rows [][]any, onConflict string) error {
	return tx.insertAs(into, holes, rows, onConflict)
}

// insertAs is insert where a row is more than its holes: values makes it of the
// number of its first one and how many there are.
func (tx *Tx) insertAs(into string, values func(from, n int) string, rows [][]any, onConflict string) error {
	return inserts(into, values, rows, onConflict, func(statement string, args []any) error {
		_, err := tx.exec(statement, args...)
		return err
	})
}

// insertNew is insert for new rows of t, which it adds to the audit of the
// change under way: there is nothing to compare them with.
func (tx *Tx) insertNew(t table, into string, rows [][]any, onConflict string) error {
	if tx.change == nil {
		return tx.insert(into, rows, onConflict)
	}
	return inserts(into, holes, rows, onConflict+` RETURNING `+t.image(), func(statement string, args []any) error {
		list, err := tx.images(statement, args...)
		if err != nil {
			return err
		}
		tx.record(t, list, nil)
		return nil
	})
}

// inserts runs the statements that add rows.
func inserts(into string, values func(from, n int) string, rows [][]any, end string, run func(statement string, args []any) error) error {
	for len(rows) > 0 {
		n := rowsAtOnce(len(rows))
		lines := make([]string, n)
		var args []any
		for i, row := range rows[:n] {
			lines[i] = "(" + values(len(args)+1, len(row)) + ")"
			args = append(args, row...)
		}
		if err := run(into+` VALUES `+strings.Join(lines, ", ")+` `+end, args); err != nil {
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
