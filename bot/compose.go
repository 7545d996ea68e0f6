package bot

import (
	"fmt"
	"slices"

	"entente/bot/access"
	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// composer says one delivery, in the language and zone of whoever receives it.
type composer struct {
	telling.Voice
	m        delivery.Message
	to       planner.Person // without a zone where it is a room
	formName func(command string) string
}

// said is what a delivery says.
type said struct {
	blocks  []chat.Block
	buttons []chat.Button
	ring    []planner.IdentityID
}

// add appends what more is said.
func (p *said) add(blocks ...chat.Block) *said {
	p.blocks = append(p.blocks, blocks...)
	return p
}

// button appends a button.
func (p *said) button(label, sentence string) *said {
	p.buttons = append(p.buttons, chat.Button{Label: label, Sentence: sentence})
	return p
}

// reader is whoever receives it, reading times.
func (c *composer) reader() when.Reader { return when.ReaderOf(c.to, c.Lang, c.m.Now) }

// writer says what is due.
type writer struct {
	words *words.Catalogue
	// formName is the name of the form that a command opens; empty when it opens
	// none.
	formName func(command string) string
}

// composer says a delivery in one language.
func (w writer) composer(tx *store.Tx, m delivery.Message, lang planner.Lang, to planner.Person) *composer {
	return &composer{telling.Voice{Words: w.words, Tx: tx, Lang: lang}, m, to, w.formName}
}

// compose says a delivery: in a room in the room's language, or in both;
// privately in the person's.
func (w writer) compose(tx *store.Tx, m delivery.Message) (chat.Outgoing, error) {
	var out chat.Outgoing
	langs, to, err := w.audience(tx, m)
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

// sayAll says what a delivery holds: each date once, and what was missed in one
// list.
func (c *composer) sayAll() (*said, error) {
	all := &said{}
	if notices, err := c.missedOnes(); err != nil || len(notices) > 1 {
		if err != nil {
			return nil, err
		}
		return c.missed(notices)
	}
	for i, due := range c.m.Dues {
		again := slices.ContainsFunc(c.m.Dues[:i], func(d planner.Due) bool {
			return due.Occurrence != "" && d.Occurrence == due.Occurrence
		})
		p, err := c.say(due, again)
		if err != nil {
			return nil, err
		}
		all.add(p.blocks...)
		all.buttons, all.ring = append(all.buttons, p.buttons...), append(all.ring, p.ring...)
	}
	if err := c.offerLater(all); err != nil {
		return nil, err
	}
	return c.offerFewer(all), nil
}

// audience is the languages in which a delivery is said, and to whom: nobody in
// particular in a room.
func (w writer) audience(tx *store.Tx, m delivery.Message) (langs []planner.Lang, to planner.Person, err error) {
	if m.Delivery.Person != "" {
		to, err = tx.Person(m.Delivery.Person)
		if err == nil && to.Lang == "" && m.Dues[0].Kind == planner.DueTalk {
			return spoken(w.talkLang(tx, m.Dues[0])), to, nil
		}
		return spoken(to.Lang), to, err
	}
	room, err := tx.Room(m.Delivery.Room)
	if err != nil {
		return nil, to, err
	}
	lang := room.Lang
	if lang == "" {
		lang = w.plannedLang(tx, m.Dues[0])
	}
	return spoken(lang), to, nil
}

// plannedLang is the language in which what is due was planned or set, where
// that of the room is not known.
func (w writer) plannedLang(tx *store.Tx, due planner.Due) planner.Lang {
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

// viewer is whoever receives the delivery.
func (c *composer) viewer() (*access.Viewer, error) {
	v := c.personally()
	if c.m.Delivery.Person != "" {
		return v, nil
	}
	var err error
	if v.Room, err = c.Tx.Room(c.m.Delivery.Room); err != nil {
		return nil, fmt.Errorf("find room: %w", err)
	}
	return v, nil
}

// personally is the person to whom the delivery is, in private.
func (c *composer) personally() *access.Viewer {
	return &access.Viewer{Tx: c.Tx, Person: c.to.ID, Observes: c.to.Observes, Room: planner.Room{Direct: true}}
}

// linkShown is what is said of the live link of a date to whoever receives the
// delivery.
func (c *composer) linkShown(e planner.Event, o planner.Occurrence) ([]chat.Block, error) {
	v, err := c.viewer()
	if err != nil {
		return nil, err
	}
	return c.LiveLink(v, c.reader(), e, o)
}
