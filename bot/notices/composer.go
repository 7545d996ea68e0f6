package notices

import (
	"fmt"
	"slices"

	"entente/bot/access"
	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/planner"
	"entente/planner/when"
)

// composer says one delivery, in the language and zone of whoever receives it.
type composer struct {
	telling.Voice
	m        delivery.Message
	to       planner.Person // without a zone where it is a room
	formName func(command string) string
}

// reader is whoever receives it, reading times.
func (c *composer) reader() when.Reader { return when.ReaderOf(c.to, c.Lang, c.m.Now) }

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
