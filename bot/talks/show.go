package talks

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/ical"
	"entente/store"
)

// Show adds to what is shown of an event the talk on the date meant; of a
// series the next one, with a button for the others.
func Show(said *turn.Turn, p *turn.Reply, s *turn.Target) error {
	r := &request{Turn: said}
	if s.One == nil && s.Event.Rule == nil && len(s.Occurrences) == 1 {
		s.One = &s.Occurrences[0]
	}
	if s.One != nil {
		t, err := r.talkOf(s)
		if err == nil {
			p.Add(r.talkCard(t)...)
		}
		return err
	}
	talks, err := r.Tx.TalksOf(s.Event.ID)
	if err != nil || len(talks) == 0 {
		return err
	}
	if next, ok := planner.Next(s.Occurrences, r.Now); ok {
		p.Add(r.Voice().TalkLine(talks[next.ID])...)
	}
	if r.MayChange(s.Event) == nil {
		p.Add(r.asksSaid(s.Event, talks[""])...)
	}
	p.Button(r.Label("button.series"), "series "+telling.EventID(s.Event))
	return nil
}

// ForCalendar are the talks of an event as a calendar shows them: who speaks
// and of what, once they have accepted, and the abstract.
func ForCalendar(tx *store.Tx, e planner.Event) (map[planner.OccurrenceID]ical.Talk, error) {
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

// talkCard is all that is known of a talk, a line each.
func (r *request) talkCard(t *talkOn) []chat.Block {
	talk := t.talk()
	blocks := r.Voice().TalkLine(talk)
	item := func(key, value string) {
		if value != "" {
			blocks = append(blocks, r.Say(key, words.Args{"value": value})...)
		}
	}
	for _, paragraph := range strings.Split(talk.Abstract, "\n") {
		if strings.TrimSpace(paragraph) != "" {
			blocks = append(blocks, chat.Block{Text: telling.Plain(paragraph)})
		}
	}
	if !talk.Chair.Nobody() {
		item("talk.card_chair", telling.WithAffiliation(r.Tx, talk.Chair))
	}
	item("talk.card_language", talk.Language)
	for _, kind := range planner.LinkKinds() {
		if address := talk.Links[kind]; address != "" && kind != planner.LiveLink {
			link := chat.Span{Kind: chat.Link, Text: address, URL: address}
			blocks = append(blocks, r.Say("talk.card_link", words.Args{"kind": r.Label("talk.link." + string(kind)), "value": link})...)
		}
	}
	return blocks
}
