package bot

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// shownFeedback is how many remarks, and how many questions, are listed.
const shownFeedback = 15

// shownAnswer is how many characters of an answer feedback is listed with.
const shownAnswer = 200

// namesKept is for how long feedback is kept, and what was asked: its texts may
// name anybody.
const namesKept = 90 * 24 * time.Hour

// otherwise is what begins as feedback and is none without a colon: "wrong room,
// sorry", "feedback on Monday's talk".
var otherwise = regexp.MustCompile(`^(?:wrong|faux|feedback)\s*[^\s:]`)

// feedback is `that's wrong: …`, on the answer that it replies to, else on the
// last one given to that person here.
func (r *request) feedback(rest string) (*reply, error) {
	if words.Fold(r.text) == "feedback" {
		return r.help("feedback")
	}
	if otherwise.MatchString(words.Fold(r.text)) {
		return r.noCommand(r.text)
	}
	about, err := memory.About(r.tx, r.in.Room, r.in.ReplyTo)
	if err == nil && about.Told != nil { // also an answer to somebody else
		return r.takeFeedback(*about.Told, rest)
	}
	if err != nil {
		return nil, err
	}
	last, err := r.lastAnswer()
	if err != nil {
		return nil, err
	}
	return r.takeFeedback(last, rest)
}

// takeFeedback keeps a remark on an answer; without one, a thumb that points
// down.
func (r *request) takeFeedback(last memory.Answered, remark string) (*reply, error) {
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

// listFeedback is `feedback list`, for admins: what was said of answers, the
// newest first.
func (r *request) listFeedback(rest string) (*reply, error) {
	if rest != "" { // "remarks on Monday's talk"
		return r.noCommand(r.text)
	}
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
	var rows [][]chat.Text
	for _, f := range given {
		row, err := r.feedbackRow(f)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return p.add(r.say("feedback.list", nil)...).add(chat.Block{Rows: rows}), nil
}

// feedbackRow is one remark, with what it is on.
func (r *request) feedbackRow(f store.Feedback) ([]chat.Text, error) {
	day, err := planner.DateOf(f.At, r.timeContext().Zone)
	if err != nil {
		return nil, err
	}
	row := []chat.Text{telling.Plain(when.SayDate(day, r.reader()))}
	if f.Person != "" {
		person, err := r.tx.Person(f.Person)
		if err != nil {
			return nil, err
		}
		row = append(row, telling.Plain(person.Name))
	}
	answer := cut(grammar.Squeeze(f.Answer), shownAnswer)
	if len(answer) < len(grammar.Squeeze(f.Answer)) {
		answer += "…"
	}
	row = append(row, telling.Plain(f.Question), telling.Plain(answer))
	return append(row, telling.Plain(cmp.Or(f.Remark, thumbDown))), nil
}

// questionStats is `questions stats`, for admins: what was asked and declined most.
func (r *request) questionStats(rest string) (*reply, error) {
	if strings.Trim(rest, " ?") != "" {
		return r.noCommand(r.text)
	}
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
	p.add(r.say("questions.asked", nil)...).add(r.tallied(asked))
	return p.add(r.say("questions.declined", nil)...).add(r.tallied(declined)), nil
}

// tallied are rows of what was asked, with how often.
func (r *request) tallied(tallies []store.Tally) chat.Block {
	if len(tallies) == 0 {
		return r.say("questions.none", nil)[0]
	}
	var rows [][]chat.Text
	for _, t := range tallies {
		rows = append(rows, []chat.Text{telling.Plain(t.Text), telling.Plain(fmt.Sprintf("× %d", t.Times))})
	}
	return chat.Block{Rows: rows}
}
