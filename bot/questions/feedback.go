package questions

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
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// shownFeedback is how many remarks, and how many questions, are listed.
const shownFeedback = 15

// shownAnswer is how many characters of an answer feedback is listed with.
const shownAnswer = 200

// Kept is for how long feedback is kept, and what was asked: its texts may
// name anybody.
const Kept = 90 * 24 * time.Hour

// ThumbDown is feedback on an answer of the knowledge base, whatever its colour
// (Unicode UTS #51, section 2.4, "emoji modifiers").
const ThumbDown = "👎"

// otherwise is what begins as feedback and is none without a colon: "wrong room,
// sorry", "feedback on Monday's talk".
var otherwise = regexp.MustCompile(`^(?:wrong|faux|feedback)\s*[^\s:]`)

// feedback is `that's wrong: …`, on the answer that it replies to, else on the
// last one given to that person here.
func (r *request) feedback(rest string) (*turn.Reply, error) {
	if words.Fold(r.Text) == "feedback" {
		return r.As("help", "feedback")
	}
	if otherwise.MatchString(words.Fold(r.Text)) {
		return r.Elsewhere(r.Text)
	}
	about, err := memory.About(r.Tx, r.In.Room, r.In.ReplyTo)
	if err == nil && about.Told != nil { // also an answer to somebody else
		return TakeFeedback(r.Turn, *about.Told, rest)
	}
	if err != nil {
		return nil, err
	}
	last, err := r.lastAnswer()
	if err != nil {
		return nil, err
	}
	return TakeFeedback(r.Turn, last, rest)
}

// TakeFeedback keeps a remark on an answer; without one, a thumb that points
// down.
func TakeFeedback(r *turn.Turn, last memory.Answered, remark string) (*turn.Reply, error) {
	if last.Answer == "" {
		return nil, &planner.Refusal{Why: "feedback.on_what"}
	}
	if len([]rune(remark)) > planner.MaxText {
		return nil, &planner.Refusal{Why: "text.long", Args: words.Args{"n": planner.MaxText}}
	}
	_, err := r.Tx.SaveFeedback(store.Feedback{
		At: r.Now, Person: r.Person.ID, Question: last.Question, Answer: last.Answer, Remark: strings.TrimSpace(remark),
	})
	if err != nil {
		return nil, err
	}
	return &turn.Reply{Blocks: r.Say("feedback.taken", nil), Asker: true}, nil
}

// listFeedback is `feedback list`, for admins: what was said of answers, the
// newest first.
func (r *request) listFeedback(rest string) (*turn.Reply, error) {
	if rest != "" { // "remarks on Monday's talk"
		return r.Elsewhere(r.Text)
	}
	if err := r.MayAdminister(); err != nil {
		return nil, err
	}
	given, err := r.Tx.FeedbackGiven(shownFeedback)
	if err != nil {
		return nil, err
	}
	p := &turn.Reply{Private: true}
	if len(given) == 0 {
		return p.Add(r.Say("feedback.none", nil)...), nil
	}
	var rows [][]chat.Text
	for _, f := range given {
		row, err := r.feedbackRow(f)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return p.Add(r.Say("feedback.list", nil)...).Add(chat.Block{Rows: rows}), nil
}

// feedbackRow is one remark, with what it is on.
func (r *request) feedbackRow(f store.Feedback) ([]chat.Text, error) {
	day, err := planner.DateOf(f.At, r.TimeContext().Zone)
	if err != nil {
		return nil, err
	}
	row := []chat.Text{telling.Plain(when.SayDate(day, r.Reader()))}
	if f.Person != "" {
		person, err := r.Tx.Person(f.Person)
		if err != nil {
			return nil, err
		}
		row = append(row, telling.Plain(person.Name))
	}
	answer := telling.Beginning(grammar.Squeeze(f.Answer), shownAnswer)
	if len(answer) < len(grammar.Squeeze(f.Answer)) {
		answer += "…"
	}
	row = append(row, telling.Plain(f.Question), telling.Plain(answer))
	return append(row, telling.Plain(cmp.Or(f.Remark, ThumbDown))), nil
}

// questionStats is `questions stats`, for admins: what was asked and declined most.
func (r *request) questionStats(rest string) (*turn.Reply, error) {
	if strings.Trim(rest, " ?") != "" {
		return r.Elsewhere(r.Text)
	}
	if err := r.MayAdminister(); err != nil {
		return nil, err
	}
	since := r.Now.Add(-Kept)
	asked, err := r.Tx.QuestionsAsked(since, shownFeedback)
	if err != nil {
		return nil, err
	}
	declined, err := r.Tx.QuestionsDeclined(since, shownFeedback)
	if err != nil {
		return nil, err
	}
	p := &turn.Reply{Private: true}
	p.Add(r.Say("questions.asked", nil)...).Add(r.tallied(asked))
	return p.Add(r.Say("questions.declined", nil)...).Add(r.tallied(declined)), nil
}

// tallied are rows of what was asked, with how often.
func (r *request) tallied(tallies []store.Tally) chat.Block {
	if len(tallies) == 0 {
		return r.Say("questions.none", nil)[0]
	}
	var rows [][]chat.Text
	for _, t := range tallies {
		rows = append(rows, []chat.Text{telling.Plain(t.Text), telling.Plain(fmt.Sprintf("× %d", t.Times))})
	}
	return chat.Block{Rows: rows}
}
