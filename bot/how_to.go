package bot

import (
	"errors"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// howTo begin a question on how something is done here, folded.
var howTo = []string{
	"how do i", "how can i", "how do we", "how can we", "how to", "how should i", "how may i",
	"comment", "comment puis-je", "comment peut-on", "comment faire pour", "comment fait-on pour", "comment est-ce que je peux",
}

// howToDo answers "how do I cancel a seminar?" with the help of the command,
// where what follows begins with one and names an event or a reminder: "how do I
// apply?" and "how do I extend an IRL?" are questions on the instruments.
func (r *request) howToDo(text string) (*reply, error) {
	deed, longest := "", 0
	begin := grammar.OpeningOf(text)
	for _, phrase := range howTo {
		if rest, ok := begin.Cut(phrase); ok && len(phrase) > longest {
			deed, longest = strings.Trim(rest, " ?,"), len(phrase)
		}
	}
	if deed == "" || instrument.MatchString(text) {
		return nil, nil
	}
	c, rest := r.bot.find(deed)
	if c == nil || !c.changes {
		return nil, nil
	}
	ours := !c.hidden && (grammar.KindIn(rest) != "" && c.name != "plan" || idForm.MatchString(" "+rest))
	for _, t := range grammar.Tokens(deed) {
		switch t.Fold {
		case "reminder", "reminders", "digest", "rappel", "rappels":
			ours = true
		}
	}
	if !ours {
		return nil, nil
	}
	if c.hidden { // "change a reminder"
		return r.help("remind")
	}
	return r.help(c.phrases[0])
}

// undoable is "what can I undo?": the person's last change, and what takes it
// back.
func (r *request) undoable(string) (*reply, error) {
	change, err := r.tx.LastChange(r.person.ID, r.now.Add(-planner.UndoWithin))
	if errors.Is(err, store.ErrNotFound) {
		return nil, &planner.Refusal{Why: "undo.nothing"}
	}
	if err != nil {
		return nil, err
	}
	p := r.tell("undo.last", words.Args{"command": commandSaid(change), "what": r.changedNames(change), "number": telling.ChangeID(&change)})
	p.private = change.Room != r.in.Room
	return p.button(r.label("button.undo"), undoSentence(&change)), nil
}
