package events

import (
	"bytes"
	"fmt"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/ical"
	"entente/store"
)

// calendar is `calendar E12` or `calendar GANDA`: a file for a calendar program.
// With anything else it is the agenda, for which people say calendar too.
func (r *request) calendar(rest string) (*turn.Reply, error) {
	if grammar.EventForm.MatchString(" " + rest) {
		t, err := r.SubjectOf(rest)
		if err != nil {
			return nil, err
		}
		p, err := r.calendarFile(telling.EventID(t.Event), t.Event.Title, []planner.Event{t.Event})
		if p != nil {
			p.About = memory.Subject{Event: t.Event.ID}
		}
		return p, err
	}
	var s turn.Scope
	left, err := r.takeCode(rest, &s)
	if err != nil {
		return nil, err
	}
	if s.Collaboration == nil || grammar.StripConnectives(left) != "" {
		return r.agenda(rest)
	}
	all, err := r.Tx.Events(store.EventFilter{Collaboration: &s.Collaboration.ID})
	if err != nil {
		return nil, err
	}
	return r.calendarFile(s.Collaboration.Code, s.Collaboration.Title, all)
}

// calendarFile is a file of events with all their dates.
func (r *request) calendarFile(id, name string, events []planner.Event) (*turn.Reply, error) {
	cal := ical.Calendar{Name: name}
	for _, e := range events {
		sees, err := r.CanSee(e)
		if err != nil {
			return nil, err
		}
		if !sees || e.State == planner.Withdrawn {
			continue
		}
		occs, err := r.Tx.OccurrencesOf(e.ID)
		if err != nil {
			return nil, fmt.Errorf("find dates: %w", err)
		}
		spoken, err := talks.ForCalendar(r.Tx, e)
		if err != nil {
			return nil, fmt.Errorf("find talks: %w", err)
		}
		cal.Items = append(cal.Items, ical.Item{Event: e, Occurrences: occs, Collaboration: r.CodeOf(e), Talks: spoken})
	}
	if len(cal.Items) == 0 {
		return r.Tell("agenda.empty", nil), nil
	}
	var file bytes.Buffer
	if err := ical.Write(&file, cal); err != nil {
		return nil, fmt.Errorf("write calendar: %w", err)
	}
	if file.Len() > chat.MaxFile {
		return nil, &planner.Refusal{Why: "calendar.too_big", Words: id}
	}
	p := r.Tell("calendar.file", words.Args{"id": telling.Code(id), "title": telling.Strong(name)})
	p.Private = r.Slash() // a file cannot be shown to one person alone in a room
	p.File = &chat.File{Name: id + ".ics", Type: "text/calendar", Content: file.Bytes()}
	return p, nil
}
