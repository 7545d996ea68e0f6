package bot

import (
	"slices"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner/when"
	"entente/store"
)

// eventHistory is `history E12`, « historique E12 »: who changed what, when, the
// last change last.
func (r *request) eventHistory(rest string) (*turn.Reply, error) {
	t, err := r.SubjectOf(rest)
	if err != nil {
		return nil, err
	}
	list, err := r.Tx.HistoryOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	rows := make([][]chat.Text, len(list))
	for i, past := range list {
		if rows[i], err = r.pastRow(past); err != nil {
			return nil, err
		}
	}
	p := r.Tell("history.head", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "n": len(list)})
	p.About = memory.Subject{Event: t.Event.ID}
	return r.AddRows(p, rows, "history "+telling.EventID(t.Event)), nil
}

// pastRow says of a change when it was made, by whom, and what it did.
func (r *request) pastRow(past store.Past) ([]chat.Text, error) {
	row := []chat.Text{
		telling.Plain(when.SayInstant(past.Change.At, r.Reader())),
		{{Text: r.changedBy(past.Change) + ", "}, commandSaid(past.Change), {Text: " (" + telling.ChangeID(&past.Change) + ")"}},
	}
	done, err := r.pastDone(past, everything)
	if past.Change.UndoneBy != 0 {
		done = append(done, r.Words.Text(r.Lang, "history.undone", words.Args{"number": telling.ChangeID(&store.Change{Number: past.Change.UndoneBy})}))
	}
	for _, what := range done {
		row = append(row, telling.Plain(what))
	}
	return row, err
}

// changedBy is the name of whoever made a change.
func (r *request) changedBy(change store.Change) string {
	switch name := r.NameOf(change.Person); {
	case change.Person == "":
		return r.Label("history.itself")
	case name == "":
		return r.Label("history.somebody")
	default:
		return name
	}
}

// dateDone is what a change did to the date that began then, in wall time.
type dateDone struct{ start, said string }

// pastDone says what a change did: to the event and its talks, then to its
// dates, of which the first is named and the others are counted. What is not
// wanted of it is left out.
func (r *request) pastDone(past store.Past, wanted func(store.Audit, field) bool) (done []string, err error) {
	dates := map[field][]dateDone{}
	var order []field
	added := 0
	for _, a := range past.Rows {
		was, is, err := a.Images()
		if err != nil {
			return nil, err
		}
		switch {
		case a.OfEvent() && a.Before == "":
			return []string{r.Label("history.planned")}, nil
		case a.OfCollaboration() && a.Before == "":
			return []string{r.Label("history.added")}, nil
		}
		changed := slices.DeleteFunc(changedFields(a, was, is), func(f field) bool { return !wanted(a, f) })
		switch {
		case !a.OfDate():
			for _, f := range changed {
				done = append(done, r.fieldChanged(f, was, is))
			}
		case a.Before == "":
			added++
		case len(changed) > 0:
			f := changed[0]
			if dates[f] == nil {
				order = append(order, f)
			}
			dates[f] = append(dates[f], dateDone{was.Start.String(), r.dateChanged(f, was, is)})
		}
	}
	for _, f := range order {
		said := slices.MinFunc(dates[f], func(a, b dateDone) int { return strings.Compare(a.start, b.start) }).said
		if others := len(dates[f]) - 1; others > 0 {
			said += r.Words.Text(r.Lang, "history.others", words.Args{"n": others})
		}
		done = append(done, said)
	}
	if added > 0 {
		done = append(done, r.Words.Text(r.Lang, "history.more_dates", words.Args{"n": added}))
	}
	return done, nil
}

// everything wants all that a change did.
func everything(store.Audit, field) bool { return true }

// ago says how long ago something was done; what is older than an hour, when.
func (r *request) ago(at time.Time) string {
	switch minutes := int(r.Now.Sub(at).Minutes()); {
	case minutes < 1:
		return r.Label("history.just_now")
	case minutes < 60:
		return r.Words.Text(r.Lang, "history.minutes_ago", words.Args{"n": minutes})
	}
	return when.SayInstant(at, r.Reader())
}
