package bot

import (
	"errors"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
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
func (r *request) howToDo(text string) (*turn.Reply, error) {
	deed, longest := "", 0
	begin := grammar.OpeningOf(text)
	for _, phrase := range howTo {
		if rest, ok := begin.Cut(phrase); ok && len(phrase) > longest {
			deed, longest = strings.Trim(rest, " ?,"), len(phrase)
		}
	}
	if deed == "" || grammar.Instrument.MatchString(text) {
		return nil, nil
	}
	c, rest := r.bot.find(deed)
	if c == nil || !c.Changes {
		return nil, nil
	}
	ours := !c.Hidden && (grammar.KindIn(rest) != "" && c.Name != "plan" || grammar.EventForm.MatchString(" "+rest))
	for _, t := range grammar.Tokens(deed) {
		switch t.Fold {
		case "reminder", "reminders", "digest", "rappel", "rappels":
			ours = true
		}
	}
	if !ours {
		return nil, nil
	}
	if c.Hidden { // "change a reminder"
		return r.help("remind")
	}
	return r.help(c.Phrases[0])
}

// undoable is "what can I undo?": the person's last change, and what takes it
// back.
func (r *request) undoable(string) (*turn.Reply, error) {
	change, err := r.Tx.LastChange(r.Person.ID, r.Now.Add(-planner.UndoWithin))
	if errors.Is(err, store.ErrNotFound) {
		return nil, &planner.Refusal{Why: "undo.nothing"}
	}
	if err != nil {
		return nil, err
	}
	p := r.Tell("undo.last", words.Args{"command": commandSaid(change), "what": r.changedNames(change), "number": telling.ChangeID(&change)})
	p.Private = change.Room != r.In.Room
	return p.Button(r.Label("button.undo"), telling.UndoSentence(&change)), nil
}
