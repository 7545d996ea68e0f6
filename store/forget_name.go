package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// saidTexts are the columns that keep, as JSON, what was said and its buttons.
var saidTexts = []string{"posts.data", "dialogs.data", "inbox.answer"}

// forgetName puts nobodysName in place of a name where the program copied it: as
// the title of an event that was given none, and on buttons.
func (tx *Tx) forgetName(name string) error {
	if name == "" {
		return nil
	}
	if _, err := tx.exec(`UPDATE events SET title = $2 WHERE title = $1`, name, nobodysName); err != nil {
		return err
	}
	for _, text := range personTexts {
		if err := tx.rename(text, nobodysName, name); err != nil {
			return err
		}
	}
	whole, err := regexp.Compile(`(^|[^\pL\pN])` + regexp.QuoteMeta(name) + `($|[^\pL\pN])`)
	if err != nil {
		return err
	}
	for _, text := range saidTexts {
		if err := tx.forgetSaid(text, name, whole); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

// forgetSaid takes a name, where it stands as whole words, out of the JSON of a
// column.
func (tx *Tx) forgetSaid(reference, name string, whole *regexp.Regexp) error {
	table, column, _ := strings.Cut(reference, ".")
	rows, err := all(tx, scanned[string], `SELECT DISTINCT `+column+` FROM `+table+`
		WHERE replace(`+column+`, $1, '') <> `+column, name)
	if err != nil {
		return err
	}
	for _, row := range rows {
		var said any
		decoder := json.NewDecoder(bytes.NewReader([]byte(row)))
		decoder.UseNumber()
		if err := decoder.Decode(&said); err != nil {
			return fmt.Errorf("read what was said: %w", err)
		}
		without, err := json.Marshal(withoutName(said, whole))
		if err != nil {
			return fmt.Errorf("write what was said: %w", err)
		}
		if _, err := tx.exec(`UPDATE `+table+` SET `+column+` = $2 WHERE `+column+` = $1`, row, string(without)); err != nil {
			return err
		}
	}
	return nil
}

// withoutName is a JSON value whose texts do not hold a name; its keys stay.
func withoutName(value any, name *regexp.Regexp) any {
	switch v := value.(type) {
	case string:
		return name.ReplaceAllString(v, "${1}"+nobodysName+"${2}")
	case []any:
		for i := range v {
			v[i] = withoutName(v[i], name)
		}
	case map[string]any:
		for key := range v {
			v[key] = withoutName(v[key], name)
		}
	}
	return value
}
