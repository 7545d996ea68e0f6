package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/store"
)

func TestQuestions(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			for i, q := range []store.Question{
				{Text: "how long is an IRN?", About: "IRN duration"},
				{Text: "combien de temps dure un IRN ?", About: "IRN duration"},
				{Text: "what is an IEA?", About: "IEA definition"},
				{Text: "weather in Paris", Declined: true},
				{Text: "weather in Paris", Declined: true},
				{Text: "what is an IRX?", Declined: true},
			} {
				q.At, q.Lang = monday.Add(time.Duration(i)*time.Hour), "en"
				if err := tx.SaveQuestion(q); err != nil {
					return err
				}
			}
			return nil
		})
		update(t, s, func(tx *store.Tx) error {
			asked, err := tx.QuestionsAsked(monday, 10)
			if diff := cmp.Diff([]store.Tally{{"IRN duration", 2}, {"IEA definition", 1}}, asked); diff != "" || err != nil {
				t.Errorf("%v %s", err, diff)
			}
			declined, err := tx.QuestionsDeclined(monday, 1)
			if diff := cmp.Diff([]store.Tally{{"weather in Paris", 2}}, declined); diff != "" || err != nil {
				t.Errorf("%v %s", err, diff)
			}
			if n, err := tx.PurgeQuestions(monday.Add(3 * time.Hour)); n != 3 || err != nil {
				t.Errorf("purged %d, %v", n, err)
			}
			asked, err = tx.QuestionsAsked(monday, 10)
			if len(asked) != 0 || err != nil {
				t.Errorf("after that %v, %v", asked, err)
			}
			return nil
		})
	})
}

// TestFeedbackIsForgotten: who gave it, and texts that may name anybody.
func TestFeedbackIsForgotten(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			p, _, err := tx.EnsurePerson(alice, "Alice", monday)
			if err != nil {
				return err
			}
			for _, remark := range []string{"", "it is three years"} {
				f := store.Feedback{At: monday, Person: p.ID, Question: "how long?", Answer: "two years", Remark: remark}
				if _, err := tx.SaveFeedback(f); err != nil {
					return err
				}
			}
			given, err := tx.FeedbackGiven(1)
			want := []store.Feedback{{Number: 2, At: monday, Person: p.ID, Question: "how long?", Answer: "two years", Remark: "it is three years"}}
			if diff := cmp.Diff(want, given); diff != "" || err != nil {
				t.Errorf("%v %s", err, diff)
			}
			if n, err := tx.PurgeFeedback(monday.Add(time.Second)); n != 2 || err != nil {
				t.Errorf("forgot %d, %v", n, err)
			}
			given, err = tx.FeedbackGiven(1)
			if len(given) > 0 || err != nil {
				t.Errorf("after that %+v, %v", given, err)
			}
			return nil
		})
	})
}
