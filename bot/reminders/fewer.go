package reminders

import (
	"slices"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// levelNames are what people call how many reminders they want, folded, and the
// canonical word of each.
var levelNames = []struct {
	level   planner.Level
	word    string
	phrases []string
}{
	{planner.DayBefore, "day before", []string{"day before", "the day before", "day before only", "only the day before", "la veille", "la veille seulement", "seulement la veille", "veille"}},
	{planner.DigestOnly, "digest", []string{"digest", "digest only", "only the digest", "resume", "le resume", "resume seulement", "le resume seulement", "seulement le resume"}},
	{planner.NoReminders, "none", []string{"none", "no reminders", "aucun", "rien", "aucun rappel"}},
	{planner.AllReminders, "all", []string{"all", "all of them", "tous", "tous les rappels"}},
}

// fewer is `fewer reminders here`: it offers how many, for the room or for
// oneself; `fewer reminders here: day before` says so at once.
func (r *request) fewer(rest string) (*turn.Reply, error) {
	r.Command = "fewer"
	where, forRoom, err := r.takeWhere(&rest)
	if err != nil {
		return nil, err
	}
	if wanted := words.Fold(grammar.Squeeze(rest)); wanted != "" {
		for _, l := range levelNames {
			if slices.Contains(l.phrases, wanted) {
				return r.writeLevel(l.level, forRoom)
			}
		}
		return nil, &planner.Refusal{Why: "fewer.usage", Words: grammar.Squeeze(rest)}
	}
	key := "fewer.ask_me"
	if forRoom {
		key = "fewer.ask_room"
	}
	p := r.Tell(key, nil)
	p.Asker, p.Choices = true, true
	for _, l := range levelNames {
		if l.level != planner.AllReminders {
			p.Button(r.Label("button.level_"+string(l.level)), "fewer reminders "+where+": "+l.word)
		}
	}
	if forRoom {
		p.Button(r.Label("button.fewer_me"), "fewer reminders for me")
	}
	return p, nil
}

// allReminders is `all reminders here`, back to all of them.
func (r *request) allReminders(rest string) (*turn.Reply, error) { return r.fewer(rest + ": all") }

// takeWhere takes "here" or "for me" out of what follows the command. In a room
// it is the room's where the person may decide for it, else their own.
func (r *request) takeWhere(rest *string) (where string, forRoom bool, err error) {
	forMe, here := false, false
	for _, phrase := range []string{"for me", "pour moi", "to me", "me concernant"} {
		if after, ok := grammar.CutOut(*rest, phrase); ok {
			*rest, forMe = after, true
		}
	}
	for _, phrase := range []string{"in this room", "dans ce salon", "here", "ici"} {
		if after, ok := grammar.CutOut(*rest, phrase); ok {
			*rest, here = after, true
		}
	}
	if r.Room.Direct || forMe {
		return "for me", false, nil
	}
	err = r.MayQuieten()
	switch {
	case err == nil:
		return "here", true, nil
	case here && !r.In.Pressed && grammar.Squeeze(*rest) != "":
		return "", false, err // they decide for the room in so many words
	case turn.Refused(err):
		return "for me", false, nil
	}
	return "", false, err
}

// writeLevel keeps how many reminders come, here or to the person.
func (r *request) writeLevel(level planner.Level, forRoom bool) (*turn.Reply, error) {
	wishes, err := r.Tx.WishesOf(r.Person.ID)
	key := "fewer.me_"
	if forRoom {
		key = "fewer.room_"
		wishes, err = r.Tx.WishesIn(r.Room.ID)
	}
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	wishes.Level = level
	if err := r.Tx.SaveWishes(wishes); err != nil {
		return nil, err
	}
	name := string(level)
	if level == planner.AllReminders {
		name = "all"
	}
	p := r.Tell(key+name, words.Args{"number": telling.ChangeID(r.Change)})
	p.Asker = !forRoom
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}
