package bot

import (
	"strings"

	"entente/bot/events"
	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/questions"
	"entente/bot/reminders"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner/when"
)

// withoutCommand handles what begins with no command, but is one in other words:
// a wish, a correction.
func (r *request) withoutCommand(text string) (*turn.Reply, error) {
	if wished, ok := r.wished(text); ok {
		return r.act(wished)
	}
	if p, err := r.howToDo(text); p != nil || err != nil {
		return p, err
	}
	sentence, err := events.Corrected(r.Turn, text)
	if err != nil {
		return nil, err
	}
	if sentence != "" {
		return r.act(sentence)
	}
	return r.noCommand(text)
}

// noCommand handles what begins with no command: a plan without its verb, a
// question about the calendar, something for later versions, a mistyped
// command, and at last the knowledge base.
func (r *request) noCommand(text string) (*turn.Reply, error) {
	if m := grammar.EventForm.FindString(" " + text); m != "" && strings.TrimSpace(m) == text {
		return r.show(text)
	}
	if name, rest := reminders.MuteSentence(text); name != "" && !grammar.Asks(text) {
		r.Command = name
		return r.as(name, rest)
	}
	if p := r.notYet(text); p != nil {
		return p, nil
	}
	for _, answer := range r.inOtherWords() {
		if p, err := answer(r.Turn, text); p != nil || err != nil {
			return p, err
		}
	}
	if near := r.bot.nearest(text); len(near) > 0 && !grammar.Asks(text) {
		return r.didYouMean(text, near), nil
	}
	if p, err := r.unclearOf(text); p != nil || err != nil {
		return p, err
	}
	return questions.Answer(r.Turn, text)
}

// inOtherWords are what may be said without a command, in the order in which it is
// tried; each gives nil for what it does not understand.
func (r *request) inOtherWords() []func(*turn.Turn, string) (*turn.Reply, error) {
	return []func(*turn.Turn, string) (*turn.Reply, error){
		events.SaysCertainty, events.VisibilitySentence, events.BlackoutOf,
		talks.AnswerOfSpeaker, talks.ChairSentence,
		events.HolidayQuestion, events.SeriesSentence, events.InZone, events.ShiftSentence,
		func(_ *turn.Turn, text string) (*turn.Reply, error) { return r.stayAfterDays(text) },
		events.Question, events.ReadBack, people.BareZone,
	}
}

// wished is what a sentence wishes to be done: "I would like to move E5 to 14
// May" is "move E5 to 14 May". What names neither a number nor a day or an hour
// may as well be a question on the instruments ("I want to extend our IRL"),
// and is none.
func (r *request) wished(text string) (string, bool) {
	wanted, ok := grammar.CutWish(text)
	if !ok {
		return "", false
	}
	c, _ := r.bot.find(wanted)
	if c == nil || !c.Changes || grammar.Instrument.MatchString(text) {
		return "", false
	}
	if grammar.EventForm.MatchString(" "+wanted) || grammar.ReminderForm.MatchString(wanted) {
		return wanted, true
	}
	found, err := when.Find(grammar.BlankQuoted(wanted), r.TimeContext())
	exact := err == nil && !found.Period || turn.Refused(err)
	return wanted, exact
}

// later are words that begin what Entente cannot do yet, and the sentence that
// says what to do meanwhile.
var later = map[string]string{
	"poll": "poll", "sondage": "poll", "vote": "poll", "doodle": "poll",
	"report": "report", "rapport": "report", "bilan": "report",
	"budget": "budget", "feed": "feed", "flux": "feed", "subscribe": "feed", "abonner": "feed",
	"announce": "announce", "annoncer": "announce",
}

// notYet says in one sentence that something cannot be done yet, and what to do
// meanwhile; nil for anything else.
func (r *request) notYet(text string) *turn.Reply {
	if grammar.Asks(text) {
		return nil
	}
	have := grammar.Tokens(text)
	if len(have) == 0 {
		return nil
	}
	if why, ok := later[have[0].Fold]; ok {
		return &turn.Reply{Blocks: r.Say("not_yet."+why, words.Args{"words": text[have[0].From:have[0].To]}), Asker: true}
	}
	return nil
}

// didYouMean offers the commands that a mistyped one may have meant.
func (r *request) didYouMean(text string, near []string) *turn.Reply {
	p := r.Tell("did_you_mean", words.Args{"words": grammar.FirstWord(text)})
	p.Asker, p.Choices = true, true
	for _, phrase := range near[:min(3, len(near))] {
		_, rest, _ := strings.Cut(text, " ")
		sentence := strings.TrimSpace(phrase + " " + rest)
		p.Button(sentence, sentence)
	}
	return p
}

// unclearOf answers a sentence that names an event by its number and says
// nothing of it that is understood: with what can be said; nil without a number.
// Such a sentence is never a question on the instruments.
func (r *request) unclearOf(text string) (*turn.Reply, error) {
	if !grammar.EventForm.MatchString(" " + grammar.BlankQuoted(text)) {
		return nil, nil
	}
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, err
	}
	id := telling.EventID(t.Event)
	p := r.Tell("event.unclear", words.Args{"id": id, "title": telling.Strong(t.Event.Title)})
	p.Asker = true
	return p.Button(r.Label("button.show_it"), "show "+id), nil
}
