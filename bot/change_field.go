package bot

import (
	"cmp"
	"strconv"

	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// field is something of an event, a date, a talk or a collaboration that people
// set, and hear of when somebody else has changed it. Its words are under
// "history." and its name.
type field string

const (
	fieldState     field = "state"
	fieldTime      field = "moved"
	fieldPlace     field = "place"
	fieldTitle     field = "title"
	fieldCertainty field = "certainty"
	fieldChair     field = "chair"
	fieldClosed    field = "closed"
)

// fieldsOf are the fields of an audited row, in the order in which they are said.
func fieldsOf(a store.Audit) []field {
	switch {
	case a.OfDate():
		return []field{fieldState, fieldTime, fieldPlace}
	case a.OfEvent():
		return []field{fieldTitle, fieldPlace, fieldState, fieldCertainty, "capacity", "visibility", "link", "link_access"}
	case a.OfTalk():
		return []field{fieldTitle, "abstract", fieldChair, "links"}
	case a.OfCollaboration():
		return []field{"code", fieldTitle, "theme", fieldPlace, fieldClosed}
	}
	return nil
}

// of is what a row has in the field; two rows that have the same are not told
// apart.
func (f field) of(i store.Image) string {
	switch f {
	case fieldState:
		return string(i.State)
	case fieldTime:
		return i.Start.String() + " " + i.End.String() + " " + i.Zone + strconv.FormatBool(i.AllDay)
	case fieldPlace:
		return i.Place
	case fieldTitle:
		return i.Title
	case fieldCertainty:
		return string(i.Certainty)
	case fieldChair:
		return cmp.Or(string(i.Chair), i.ChairName)
	case fieldClosed:
		return strconv.FormatBool(i.Closed)
	case "capacity":
		return strconv.Itoa(i.Capacity)
	case "visibility":
		return string(i.Visibility)
	case "link":
		return i.Link
	case "link_access":
		return i.LinkAccess
	case "abstract":
		return i.Abstract
	case "links":
		return i.Links
	case "code":
		return i.Code
	default:
		return i.Theme
	}
}

// changedFields are those in which a row became another.
func changedFields(a store.Audit, was, is store.Image) (changed []field) {
	for _, f := range fieldsOf(a) {
		if f.of(was) != f.of(is) {
			changed = append(changed, f)
		}
	}
	return changed
}

// fieldChanged says what became of a field of the event, of a talk or of a
// collaboration. The words for links and abstracts do not repeat them: not
// everybody may see the one, and the other is long.
func (r *request) fieldChanged(f field, was, is store.Image) string {
	switch f {
	case fieldState:
		if is.State == planner.Planned {
			return r.Label("history.held")
		}
		return r.Label("history.cancelled")
	case fieldCertainty:
		return r.Label("history.certainty_" + cmp.Or(string(is.Certainty), "sure"))
	case fieldClosed:
		return r.Label("history.closed_" + strconv.FormatBool(is.Closed))
	}
	return r.fromTo("history."+string(f), r.shown(f, was), r.shown(f, is))
}

// shown is what people see of a field; empty where there is nothing.
func (r *request) shown(f field, i store.Image) string {
	switch {
	case f == fieldChair && i.Chair != "":
		return r.NameOf(i.Chair)
	case f == "capacity" && i.Capacity == 0:
		return ""
	case f == "visibility" && i.Visibility != "":
		return r.Label("visibility." + string(i.Visibility))
	}
	return f.of(i)
}

// dateChanged says what became of a field of a date.
func (r *request) dateChanged(f field, was, is store.Image) string {
	start := when.SayStart(was.Span(), r.Reader())
	switch {
	case f == fieldState && is.State == planner.Planned:
		return r.Words.Text(r.Lang, "history.date_held", words.Args{"when": start})
	case f == fieldState:
		return r.Words.Text(r.Lang, "history.date_cancelled", words.Args{"when": start})
	case f == fieldTime:
		then, now := telling.FromSpanTo(was.Span(), is.Span(), r.Reader())
		return r.fromTo("history.moved", then, now)
	}
	return r.Words.Text(r.Lang, "history.date_place", words.Args{"when": start, "was": orNone(was.Place), "now": orNone(is.Place)})
}

// fromTo says what something was and is now.
func (r *request) fromTo(key, before, after string) string {
	return r.Words.Text(r.Lang, key, words.Args{"was": orNone(before), "now": orNone(after)})
}

func orNone(text string) string { return cmp.Or(text, "–") }
