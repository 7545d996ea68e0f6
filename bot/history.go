package bot

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// eventHistory is `history E12`, « historique E12 »: who changed what, when, the
// last change last.
func (r *request) eventHistory(rest string) (*reply, error) {
	t, err := r.subjectOf(rest)
	if err != nil {
		return nil, err
	}
	list, err := r.tx.HistoryOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	rows := make([][]chat.Text, len(list))
	for i, past := range list {
		if rows[i], err = r.pastRow(past); err != nil {
			return nil, err
		}
	}
	p := r.tell("history.head", words.Args{"id": code(eventID(t.event)), "title": strong(t.event.Title), "n": len(list)})
	p.about = subject{Event: t.event.ID}
	return r.addRows(p, rows, "history "+eventID(t.event)), nil
}

// pastRow says of a change when it was made, by whom, and what it did.
func (r *request) pastRow(past store.Past) ([]chat.Text, error) {
	row := []chat.Text{
		plain(when.SayInstant(past.Change.At, r.reader())),
		{{Text: r.changedBy(past.Change) + ", "}, commandSaid(past.Change), {Text: " (" + changeID(&past.Change) + ")"}},
	}
	done, err := r.pastDone(past)
	if past.Change.UndoneBy != 0 {
		done = append(done, r.Words.Text(r.lang, "history.undone", words.Args{"number": changeID(&store.Change{Number: past.Change.UndoneBy})}))
	}
	for _, what := range done {
		row = append(row, plain(what))
	}
	return row, err
}

// changedBy is the name of whoever made a change.
func (r *request) changedBy(change store.Change) string {
	switch name := r.nameOf(change.Person); {
	case change.Person == "":
		return r.label("history.itself")
	case name == "":
		return r.label("history.somebody")
	default:
		return name
	}
}

// dateDone is what a change did to the date that began then, in wall time.
type dateDone struct{ start, said string }

// pastDone says what a change did: to the event and its talks, then to its
// dates, of which the first is named and the others are counted.
func (r *request) pastDone(past store.Past) (done []string, err error) {
	dates := map[string][]dateDone{}
	var order []string
	for _, a := range past.Rows {
		was, is, err := a.Images()
		switch {
		case err != nil:
			return nil, err
		case a.OfEvent() && a.Before == "":
			return []string{r.label("history.planned")}, nil
		case a.OfDate() && a.Before != "":
			kind, said := r.dateChanged(was, is)
			if kind != "" && dates[kind] == nil {
				order = append(order, kind)
			}
			dates[kind] = append(dates[kind], dateDone{was.Start.String(), said})
		case !a.OfDate():
			done = append(done, r.imageChanged(was, is)...)
		}
	}
	for _, kind := range order {
		said := slices.MinFunc(dates[kind], func(a, b dateDone) int { return strings.Compare(a.start, b.start) }).said
		if others := len(dates[kind]) - 1; others > 0 {
			said += r.Words.Text(r.lang, "history.others", words.Args{"n": others})
		}
		done = append(done, said)
	}
	return done, nil
}

// imageChanged says what became of the event or of a talk.
func (r *request) imageChanged(was, is store.Image) (done []string) {
	changed := func(key, before, after string) {
		if before != after {
			done = append(done, r.fromTo("history."+key, before, after))
		}
	}
	changed("title", was.Title, is.Title)
	changed("place", was.Place, is.Place)
	switch {
	case was.State == is.State:
	case is.State == planner.Planned:
		done = append(done, r.label("history.held"))
	default:
		done = append(done, r.label("history.cancelled"))
	}
	return done
}

// dateChanged says what became of a date, and of which kind that is; "" where
// people would see no difference.
func (r *request) dateChanged(was, is store.Image) (kind, said string) {
	start := when.SayStart(was.Span(), r.reader())
	switch {
	case was.State != is.State && is.State == planner.Planned:
		return "held", r.Words.Text(r.lang, "history.date_held", words.Args{"when": start})
	case was.State != is.State:
		return "cancelled", r.Words.Text(r.lang, "history.date_cancelled", words.Args{"when": start})
	case was.Span() != is.Span():
		return "moved", r.fromTo("history.moved", start, when.SayStart(is.Span(), r.reader()))
	case was.Place != is.Place:
		return "place", r.fromTo("history.place", was.Place, is.Place)
	}
	return "", ""
}

func (r *request) fromTo(key, before, after string) string {
	none := func(text string) string {
		if text == "" {
			return "–"
		}
		return text
	}
	return r.Words.Text(r.lang, key, words.Args{"was": none(before), "now": none(after)})
}
