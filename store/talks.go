package store

import (
	"encoding/json"
	"errors"
	"fmt"

	"entente/planner"
)

const talkColumns = `id, event, occurrence, title, abstract, chair, chair_name, language, links, promised, asks, withdrawn`

func scanTalk(r row) (t planner.Talk, err error) {
	err = r.Scan(&t.ID, &t.Event, orNull(&t.Occurrence), &t.Title, &t.Abstract, orNull(&t.Chair.Person), &t.Chair.Name,
		&t.Language, scanJSON{&t.Links}, scanText{&t.Promised}, scanJSON{&t.Asks}, &t.Withdrawn)
	return t, err
}

// TalkOf is the talk on a date, with its speakers. Where nobody has entered
// anything yet it has no ID; [planner.Talk.In] fills in what its series says.
func (tx *Tx) TalkOf(o planner.Occurrence) (planner.Talk, error) {
	t, err := one(tx, scanTalk, `SELECT `+talkColumns+` FROM talks WHERE occurrence = $1`, o.ID)
	if errors.Is(err, ErrNotFound) {
		t, err = planner.Talk{Event: o.Event, Occurrence: o.ID}, nil
	}
	if err == nil {
		t.Speakers, err = tx.speakers(`occurrence = $2`, o.ID)
	}
	if err != nil {
		return t, fmt.Errorf("talk on date %s: %w", o.ID, err)
	}
	return t.Standing(), nil
}

// TalksOf are the talks of an event by their dates, each with its speakers, and
// under "" what all of them have in common. A date of which nothing is known is
// not there.
func (tx *Tx) TalksOf(event planner.EventID) (map[planner.OccurrenceID]planner.Talk, error) {
	list, err := all(tx, scanTalk, `SELECT `+talkColumns+` FROM talks WHERE event = $1`, event)
	if err != nil {
		return nil, fmt.Errorf("talks of event %s: %w", event, err)
	}
	speakers, err := tx.SpeakersOf(event)
	if err != nil {
		return nil, err
	}
	return talksBy(list, speakers), nil
}

// TalksOn are the talks on some dates on which somebody is to speak, each with
// its speakers.
func (tx *Tx) TalksOn(dates []planner.OccurrenceID) (map[planner.OccurrenceID]planner.Talk, error) {
	if len(dates) == 0 {
		return nil, nil
	}
	ids := make([]any, len(dates))
	for i, id := range dates {
		ids[i] = id
	}
	speakers, err := tx.speakers(`occurrence IN (`+holes(2, len(ids))+`)`, ids...)
	if err != nil {
		return nil, fmt.Errorf("speakers on dates: %w", err)
	}
	if len(speakers) == 0 {
		return nil, nil
	}
	list, err := all(tx, scanTalk, `SELECT `+talkColumns+` FROM talks WHERE occurrence IN (`+holes(1, len(ids))+`)`, ids...)
	if err != nil {
		return nil, fmt.Errorf("talks on dates: %w", err)
	}
	return talksBy(list, speakers), nil
}

// talksBy are talks by their dates, each with its speakers.
func talksBy(list []planner.Talk, speakers []planner.Speaker) map[planner.OccurrenceID]planner.Talk {
	talks := map[planner.OccurrenceID]planner.Talk{}
	for _, t := range list {
		talks[t.Occurrence] = t.Standing()
	}
	for _, s := range speakers {
		if s.Occurrence == "" {
			continue
		}
		t, known := talks[s.Occurrence]
		if !known {
			t = planner.Talk{Event: s.Event, Occurrence: s.Occurrence}
		}
		t.Speakers = append(t.Speakers, s)
		talks[s.Occurrence] = t
	}
	return talks
}

// SaveTalk adds what is known of a talk, when it has no ID, or changes it; its
// speakers are saved by [Tx.SaveSpeaker].
func (tx *Tx) SaveTalk(t planner.Talk) (planner.Talk, error) {
	if t.ID == "" { // one whose making was undone is made again
		id, err := one(tx, scanned[planner.TalkID], `
			SELECT id FROM talks WHERE event = $1 AND coalesce(occurrence, '') = $2`, t.Event, t.Occurrence)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return t, fmt.Errorf("save talk: %w", err)
		}
		t.ID = id
	}
	save := func() error {
		return tx.audited(talksTable, "id", string(t.ID), func() error {
			return tx.insert(insertTalk, talkRow(t), updateTalk)
		})
	}
	if t.ID == "" {
		t.ID = planner.NewID[planner.TalkID]()
		save = func() error {
			return tx.insertNew(talksTable, insertTalk, talkRow(t))
		}
	}
	if err := save(); err != nil {
		return t, fmt.Errorf("save talk %s: %w", t.ID, err)
	}
	return t, nil
}

const (
	insertTalk = `INSERT INTO talks (` + talkColumns + `)`
	updateTalk = `
		ON CONFLICT (id) DO UPDATE SET
			title = excluded.title, abstract = excluded.abstract, chair = excluded.chair, chair_name = excluded.chair_name,
			language = excluded.language, links = excluded.links, promised = excluded.promised, asks = excluded.asks,
			withdrawn = excluded.withdrawn`
)

func talkRow(t planner.Talk) [][]any {
	return [][]any{{t.ID, t.Event, null(t.Occurrence), clean(t.Title), clean(t.Abstract), null(t.Chair.Person), clean(t.Chair.Name),
		clean(t.Language), jsonText(t.Links, len(t.Links)), textOf(t.Promised), asksText(t.Asks), t.Withdrawn}}
}

// jsonText is a list or map of n things as JSON; empty for none.
func jsonText(v any, n int) string {
	if n == 0 {
		return ""
	}
	data, err := json.Marshal(v)
	if err != nil {
		return "" // texts and numbers always marshal
	}
	return clean(string(data))
}

// asksText tells those who are never asked, "[]", from those asked as usual.
func asksText(asks []int) string {
	if asks == nil {
		return ""
	}
	return jsonText(asks, 1)
}

// scanJSON reads what jsonText writes.
type scanJSON struct{ to any }

// Scan implements sql.Scanner.
func (s scanJSON) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read JSON: a %T", src)
	}
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), s.to)
}
