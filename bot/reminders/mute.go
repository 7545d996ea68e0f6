package reminders

import (
	"strings"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// mute is `mute E12`: its reminders do not come to the person any more.
func (r *request) mute(rest string) (*turn.Reply, error) { return r.setMute(rest, true) }

// unmuteSentence is what brings the reminders of e back, in the language of the
// answer.
func (r *request) unmuteSentence(e planner.Event) string {
	return r.Words.Text(r.Lang, "remind.unmute_sentence", words.Args{"id": telling.EventID(e)})
}

// unmute is `unmute E12`.
func (r *request) unmute(rest string) (*turn.Reply, error) { return r.setMute(rest, false) }

func (r *request) setMute(rest string, muted bool) (*turn.Reply, error) {
	r.Command = "mute"
	t, err := r.SubjectOf(rest)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if err := r.Tx.Mute(r.Person.ID, t.Event.ID, muted); err != nil {
		return nil, err
	}
	key := "mute.off"
	if muted {
		key = "mute.on"
	}
	p := r.Tell(key, words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "number": telling.ChangeID(r.Change)})
	p.About, p.Asker = memory.Subject{Event: t.Event.ID}, true
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// MuteSentence is « mettre E12 en sourdine » as the name of a command, and what it
// is about; empty for anything else.
func MuteSentence(text string) (command, rest string) {
	rest, ok := grammar.CutOut(text, "en sourdine")
	if !ok {
		return "", text
	}
	for _, phrase := range []string{"ne plus mettre", "ne mets plus", "ne mettez plus", "enlever", "mettre", "mets", "mettez"} {
		if after, ok := grammar.CutPhrase(rest, phrase); ok {
			if strings.HasPrefix(phrase, "ne ") || phrase == "enlever" {
				return "unmute", strings.TrimSpace(after)
			}
			return "mute", strings.TrimSpace(after)
		}
	}
	return "", text
}
