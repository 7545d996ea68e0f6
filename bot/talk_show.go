package bot

import (
	"strings"

	"entente/bot/telling"
	"entente/planner"
	"entente/planner/ical"
	"entente/store"
)

// showTalk adds to what is shown of an event the talk on the date meant; of a
// series the next one, with a button for the others.
func (r *request) showTalk(p *reply, s *target) error {
	if s.one == nil && s.event.Rule == nil && len(s.occurrences) == 1 {
		s.one = &s.occurrences[0]
	}
	if s.one != nil {
		t, err := r.talkOf(s)
		if err == nil {
			p.add(r.talkCard(t)...)
		}
		return err
	}
	talks, err := r.tx.TalksOf(s.event.ID)
	if err != nil || len(talks) == 0 {
		return err
	}
	if next, ok := planner.Next(s.occurrences, r.now); ok {
		p.add(r.voice().TalkLine(talks[next.ID])...)
	}
	if r.mayChange(s.event) == nil {
		p.add(r.asksSaid(s.event, talks[""])...)
	}
	p.button(r.label("button.series"), "series "+telling.EventID(s.event))
	return nil
}

// CalendarTalks are the talks of an event as a calendar shows them: who speaks
// and of what, once they have accepted, and the abstract.
func CalendarTalks(tx *store.Tx, e planner.Event) (map[planner.OccurrenceID]ical.Talk, error) {
	talks, err := tx.TalksOf(e.ID)
	if err != nil {
		return nil, err
	}
	shown := map[planner.OccurrenceID]ical.Talk{}
	for id, t := range talks {
		var parts []string
		for _, s := range t.Confirmed() {
			parts = append(parts, telling.WithAffiliation(tx, s))
		}
		if t.Title != "" {
			parts = append(parts, t.Title)
		}
		if id != "" && len(parts) > 0 {
			shown[id] = ical.Talk{Summary: e.Title + ": " + strings.Join(parts, ", "), Description: t.Abstract}
		}
	}
	return shown, nil
}
