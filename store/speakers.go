package store

import (
	"fmt"
	"slices"

	"entente/planner"
)

const speakerColumns = `id, number, event, occurrence, person, name, affiliation, language, email, invited_by, state, proposed`

func scanSpeaker(r row) (s planner.Speaker, err error) {
	err = r.Scan(&s.ID, &s.Number, &s.Event, orNull(&s.Occurrence), orNull(&s.Person), &s.Name, &s.Affiliation,
		&s.Language, &s.Email, orNull(&s.By), &s.State, scanText{&s.Proposed})
	return s, err
}

// speakers are those that a condition on $2 and following means, but for those
// dropped, in the order in which they were entered.
func (tx *Tx) speakers(condition string, values ...any) ([]planner.Speaker, error) {
	return all(tx, scanSpeaker, `
		SELECT `+speakerColumns+` FROM speakers WHERE state <> $1 AND `+condition+` ORDER BY number`, slices.Insert(values, 0, any(planner.Dropped))...)
}

// SpeakersOf are the speakers and candidates of an event, also those who
// declined, in the order in which they were entered.
func (tx *Tx) SpeakersOf(event planner.EventID) ([]planner.Speaker, error) {
	list, err := tx.speakers(`event = $2`, event)
	if err != nil {
		return nil, fmt.Errorf("speakers of event %s: %w", event, err)
	}
	return list, nil
}

// Speaking are the invitations of a person, whatever their event.
func (tx *Tx) Speaking(person planner.PersonID) ([]planner.Speaker, error) {
	list, err := tx.speakers(`person = $2`, person)
	if err != nil {
		return nil, fmt.Errorf("talks of person %s: %w", person, err)
	}
	return list, nil
}

// SpeakerByNumber is the speaker shown as S and that number, whatever their state.
func (tx *Tx) SpeakerByNumber(number int) (planner.Speaker, error) {
	s, err := one(tx, scanSpeaker, `SELECT `+speakerColumns+` FROM speakers WHERE number = $1`, number)
	if err != nil {
		return s, fmt.Errorf("speaker S%d: %w", number, err)
	}
	return s, nil
}

// SaveSpeaker adds a speaker or candidate, who has no ID yet, or changes one,
// and returns them with ID and Number.
func (tx *Tx) SaveSpeaker(s planner.Speaker) (planner.Speaker, error) {
	save := func() error {
		return tx.audited(speakersTable, "id", string(s.ID), func() error {
			return tx.insert(insertSpeaker, speakerRow(s), updateSpeaker)
		})
	}
	if s.ID == "" {
		number, err := tx.count(countSpeakers, 1)
		if err != nil {
			return s, fmt.Errorf("save speaker: %w", err)
		}
		s.ID, s.Number = planner.NewID[planner.SpeakerID](), number
		save = func() error {
			return tx.insertNew(speakersTable, insertSpeaker, speakerRow(s))
		}
	}
	if err := save(); err != nil {
		return s, fmt.Errorf("save speaker S%d: %w", s.Number, err)
	}
	return s, nil
}

const (
	insertSpeaker = `INSERT INTO speakers (` + speakerColumns + `)`
	updateSpeaker = `
		ON CONFLICT (id) DO UPDATE SET
			occurrence = excluded.occurrence, person = excluded.person, name = excluded.name,
			affiliation = excluded.affiliation, language = excluded.language, email = excluded.email,
			invited_by = excluded.invited_by, state = excluded.state, proposed = excluded.proposed`
)

func speakerRow(s planner.Speaker) [][]any {
	return [][]any{{s.ID, s.Number, s.Event, null(s.Occurrence), null(s.Person), clean(s.Name), clean(s.Affiliation),
		s.Language, clean(s.Email), null(s.By), s.State, textOf(s.Proposed)}}
}
