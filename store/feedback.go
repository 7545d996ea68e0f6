package store

import (
	"fmt"
	"time"

	"entente/planner"
)

// Feedback is what somebody said of an answer of the knowledge base.
type Feedback struct {
	Number   int
	At       time.Time
	Person   planner.PersonID // empty where the person is forgotten
	Question string
	Answer   string
	Remark   string // empty: a thumb that points down
}

func scanFeedback(r row) (f Feedback, err error) {
	err = r.Scan(&f.Number, scanTime{&f.At}, orNull(&f.Person), &f.Question, &f.Answer, &f.Remark)
	return f, err
}

// SaveFeedback keeps it, and gives its number.
func (tx *Tx) SaveFeedback(f Feedback) (Feedback, error) {
	var err error
	if f.Number, err = tx.count(countFeedback, 1); err != nil {
		return f, err
	}
	_, err = tx.exec(`INSERT INTO feedback (id, number, at, person, question, answer, remark) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		planner.NewID[string](), f.Number, millis(f.At), null(f.Person), clean(f.Question), clean(f.Answer), clean(f.Remark))
	if err != nil {
		return f, fmt.Errorf("save feedback: %w", err)
	}
	return f, nil
}

// FeedbackGiven is the newest feedback, at most limit.
func (tx *Tx) FeedbackGiven(limit int) ([]Feedback, error) {
	given, err := all(tx, scanFeedback, `
		SELECT number, at, person, question, answer, remark FROM feedback ORDER BY number DESC LIMIT $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	return given, nil
}

// PurgeFeedback forgets feedback given before that instant: who gave it, and
// texts that may name anybody.
func (tx *Tx) PurgeFeedback(before time.Time) (int, error) {
	rows, err := tx.exec(`DELETE FROM feedback WHERE at < $1`, millis(before))
	if err != nil {
		return 0, fmt.Errorf("purge feedback: %w", err)
	}
	return int(rows), nil
}
