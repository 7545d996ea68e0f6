package store

import (
	"encoding/json"
	"fmt"
	"strings"
)

// repoint makes what points to one row, from a column "table.column", point to
// another.
func (tx *Tx) repoint(reference, to, from string) error {
	table, column, _ := strings.Cut(reference, ".")
	_, err := tx.exec(`UPDATE `+table+` SET `+column+` = $1 WHERE `+column+` = $2`, to, from)
	if err != nil {
		return fmt.Errorf("%s: %w", reference, err)
	}
	return nil
}

// rename puts one id in the place of another in the JSON of a column. In the
// audit it keeps what was done so far comparable with what is: it can still be
// undone.
func (tx *Tx) rename(reference, to, from string) error {
	if err := tx.writeAudit(); err != nil {
		return err
	}
	newText, err := json.Marshal(to)
	if err != nil {
		return fmt.Errorf("%s: %w", reference, err)
	}
	oldText, err := json.Marshal(from)
	if err != nil {
		return fmt.Errorf("%s: %w", reference, err)
	}
	table, column, _ := strings.Cut(reference, ".")
	_, err = tx.exec(`
		UPDATE `+table+` SET `+column+` = replace(`+column+`, $2, $1)
		WHERE replace(`+column+`, $2, '') <> `+column, string(newText), string(oldText))
	if err != nil {
		return fmt.Errorf("%s: %w", reference, err)
	}
	return nil
}
