package store

import (
	"fmt"
	"time"

	"entente/planner"
)

// Question is one that was put to the knowledge base. It names nobody.
type Question struct {
	At       time.Time
	Lang     string
	Text     string
	About    string // instruments and aspects, as "IRN duration"; empty: nothing was understood
	Declined bool
}

// SaveQuestion keeps a question.
func (tx *Tx) SaveQuestion(q Question) error {
	_, err := tx.exec(`INSERT INTO questions (id, at, lang, text, about, declined) VALUES ($1, $2, $3, $4, $5, $6)`,
		planner.NewID[string](), millis(q.At), q.Lang, clean(q.Text), q.About, q.Declined)
	if err != nil {
		return fmt.Errorf("save question: %w", err)
	}
	return nil
}

// Tally is how often something was asked.
type Tally struct {
	Text  string
	Times int
}

func scanTally(r row) (t Tally, err error) {
	err = r.Scan(&t.Text, &t.Times)
	return t, err
}

// QuestionsAsked are the subjects of the questions answered since, the most
// frequent first, at most limit.
func (tx *Tx) QuestionsAsked(since time.Time, limit int) ([]Tally, error) {
	tallies, err := all(tx, scanTally, `
		SELECT about, COUNT(*) FROM questions WHERE at >= $1 AND NOT declined
		GROUP BY about ORDER BY COUNT(*) DESC, about LIMIT $2`, millis(since), limit)
	if err != nil {
		return nil, fmt.Errorf("questions asked: %w", err)
	}
	return tallies, nil
}

// QuestionsDeclined are the texts of the questions declined since, the most
// frequent first, at most limit.
func (tx *Tx) QuestionsDeclined(since time.Time, limit int) ([]Tally, error) {
	tallies, err := all(tx, scanTally, `
		SELECT text, COUNT(*) FROM questions WHERE at >= $1 AND declined
		GROUP BY text ORDER BY COUNT(*) DESC, text LIMIT $2`, millis(since), limit)
	if err != nil {
		return nil, fmt.Errorf("questions declined: %w", err)
	}
	return tallies, nil
}

// PurgeQuestions forgets questions asked before that instant.
func (tx *Tx) PurgeQuestions(before time.Time) (int, error) {
	rows, err := tx.exec(`DELETE FROM questions WHERE at < $1`, millis(before))
	if err != nil {
		return 0, fmt.Errorf("purge questions: %w", err)
	}
	return int(rows), nil
}
