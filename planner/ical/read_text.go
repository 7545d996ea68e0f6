package ical

import (
	"strings"

	goical "github.com/emersion/go-ical"
)

// textOf is the text of the first property called name; what go-ical cannot
// unescape is taken as it stands.
func textOf(props goical.Props, name string) string {
	prop := props.Get(name)
	if prop == nil {
		return ""
	}
	// It would cut a text at a comma that should have been escaped.
	if parts, err := prop.TextList(); err == nil {
		return strings.Join(parts, ",")
	}
	return prop.Value
}

func categoriesOf(props goical.Props) []string {
	var all []string
	for _, prop := range props.Values("CATEGORIES") {
		if parts, err := prop.TextList(); err == nil {
			all = append(all, parts...)
		}
	}
	return all
}

// hostOf is the part of uid after its last "@".
func hostOf(uid string) string {
	_, host, _ := strings.Cut(uid[max(strings.LastIndex(uid, "@"), 0):], "@")
	return host
}
