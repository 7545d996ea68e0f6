package bot

import (
	"fmt"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// shownFeedback is how many remarks, and how many questions, are listed.
const shownFeedback = 15

// namesKept is for how long it is known who gave feedback, and what was asked.
const namesKept = 90 * 24 * time.Hour

// feedback is `that's wrong: …`, on the last answer given here, or for admins
// `feedback list`.
func (r *request) feedback(rest string) (*reply, error) {
	if word := words.Fold(rest); word == "list" || word == "liste" {
		return r.listFeedback()
	}
	last, err := r.lastAnswer()
	if err != nil {
		return nil, err
	}
	return r.takeFeedback(last, rest)
}

// takeFeedback keeps a remark on an answer; without one, a thumb that points
// down.
func (r *request) takeFeedback(last answered, remark string) (*reply, error) {
	if last.Answer == "" {
		return nil, &planner.Refusal{Why: "feedback.on_what"}
	}
	if len([]rune(remark)) > planner.MaxText {
		return nil, &planner.Refusal{Why: "text.long", Args: words.Args{"n": planner.MaxText}}
	}
	_, err := r.tx.SaveFeedback(store.Feedback{
		At: r.now, Person: r.person.ID, Question: last.Question, Answer: last.Answer, Remark: strings.TrimSpace(remark),
	})
	if err != nil {
		return nil, err
	}
	return &reply{blocks: r.say("feedback.taken", nil), asker: true}, nil
}

// listFeedback shows admins what was said of answers, the newest first.
func (r *request) listFeedback() (*reply, error) {
	if err := r.mayAdminister(); err != nil {
		return nil, err
	}
	given, err := r.tx.FeedbackGiven(shownFeedback)
	if err != nil {
		return nil, err
	}
	p := &reply{private: true}
	if len(given) == 0 {
		return p.add(r.say("feedback.none", nil)...), nil
	}
	p.add(r.say("feedback.list", nil)...)
	for _, f := range given {
		who := ""
		if f.Person != "" {
			person, err := r.tx.Person(f.Person)
			if err != nil {
				return nil, err
			}
			who = person.Name
		}
		day, err := planner.DateOf(f.At, r.timeContext().Zone)
		if err != nil {
			return nil, err
		}
		p.add(r.say("feedback.item", words.Args{"n": f.Number, "date": when.SayDate(day, r.reader()), "who": who, "question": f.Question, "answer": f.Answer, "remark": f.Remark})...)
	}
	return p, nil
}

// questions is `questions stats`, for admins: what was asked and declined most.
func (r *request) questionStats(string) (*reply, error) {
	if err := r.mayAdminister(); err != nil {
		return nil, err
	}
	since := r.now.Add(-namesKept)
	asked, err := r.tx.QuestionsAsked(since, shownFeedback)
	if err != nil {
		return nil, err
	}
	declined, err := r.tx.QuestionsDeclined(since, shownFeedback)
	if err != nil {
		return nil, err
	}
	p := &reply{private: true}
	p.add(r.say("questions.asked", words.Args{"n": len(asked)})...).add(tallyRows(asked)...)
	return p.add(r.say("questions.declined", words.Args{"n": len(declined)})...).add(tallyRows(declined)...), nil
}

func tallyRows(tallies []store.Tally) []chat.Block {
	if len(tallies) == 0 {
		return nil
	}
	var rows [][]chat.Text
	for _, t := range tallies {
		rows = append(rows, []chat.Text{plain(t.Text), plain(fmt.Sprintf("× %d", t.Times))})
	}
	return []chat.Block{{Rows: rows}}
}
