// Package notices says what is due: each delivery in the language and by the clock
// of whoever receives it.
package notices

import (
	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// Writer says what is due: its methods are what a [delivery.Runner] asks for.
type Writer struct {
	Words *words.Catalogue
	// FormName is the name of the form that a command opens; empty when it opens
	// none.
	FormName func(command string) string
}

// composer says a delivery in one language.
func (w Writer) composer(tx *store.Tx, m delivery.Message, lang planner.Lang, to planner.Person) *composer {
	return &composer{telling.Voice{Words: w.Words, Tx: tx, Lang: lang}, m, to, w.FormName}
}

// Compose says a delivery: in a room in the room's language, or in both;
// privately in the person's.
func (w Writer) Compose(tx *store.Tx, m delivery.Message) (chat.Outgoing, error) {
	var out chat.Outgoing
	langs, to, err := audience(tx, m)
	if err != nil {
		return out, err
	}
	for _, lang := range langs {
		c := w.composer(tx, m, lang, to)
		p, err := c.sayAll()
		if err != nil {
			return out, err
		}
		out.Blocks = append(out.Blocks, p.blocks...)
		if lang == langs[0] {
			out.Buttons, out.Ring = p.buttons, p.ring
		}
	}
	if isCard(m) {
		return inPlace(tx, m.Dues[0], out)
	}
	return out, nil
}

// audience is the languages in which a delivery is said, and to whom: nobody in
// particular in a room.
func audience(tx *store.Tx, m delivery.Message) (langs []planner.Lang, to planner.Person, err error) {
	if m.Delivery.Person != "" {
		to, err = tx.Person(m.Delivery.Person)
		if err == nil && to.Lang == "" && m.Dues[0].Kind == planner.DueTalk {
			return spoken(talkLang(tx, m.Dues[0])), to, nil
		}
		return spoken(to.Lang), to, err
	}
	room, err := tx.Room(m.Delivery.Room)
	if err != nil {
		return nil, to, err
	}
	lang := room.Lang
	if lang == "" {
		lang = plannedLang(tx, m.Dues[0])
	}
	return spoken(lang), to, nil
}

// plannedLang is the language in which what is due was planned or set, where
// that of the room is not known.
func plannedLang(tx *store.Tx, due planner.Due) planner.Lang {
	if e, err := tx.Event(due.Event); due.Event != "" && err == nil {
		return e.Lang
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return planner.English
	}
	owner, err := tx.Person(rule.Owner)
	if err != nil {
		return planner.English
	}
	return owner.Lang
}

// spoken are the languages to say something in.
func spoken(lang planner.Lang) []planner.Lang {
	switch lang {
	case planner.Both:
		return []planner.Lang{planner.English, planner.French}
	case planner.French:
		return []planner.Lang{planner.French}
	}
	return []planner.Lang{planner.English}
}
