package notices

import (
	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
)

// handedOver says to somebody that a collaboration is offered to them, or what
// became of their offer.
func (c *composer) handedOver(n delivery.Notice) (*said, error) {
	of, err := c.Tx.Collaboration(n.Collaboration)
	if err != nil {
		return nil, err
	}
	from, err := c.Tx.Person(n.From)
	if err != nil {
		return nil, err
	}
	p := c.tell("hand_over."+n.About, words.Args{"name": from.Name, "code": telling.Strong(of.Code), "title": chat.Span{Text: of.Title}})
	if n.About == delivery.NoticeHandOver {
		p.button(c.Words.Text(c.Lang, "button.take_over", nil), "take over "+of.Code)
		p.button(c.Words.Text(c.Lang, "button.turn_down", nil), "do not take over "+of.Code)
	}
	return p, nil
}

// noAccount says that the account of somebody who organises a collaboration was
// closed, and what can be done.
func (c *composer) noAccount(n delivery.Notice) (*said, error) {
	of, err := c.Tx.Collaboration(n.Collaboration)
	if err != nil {
		return nil, err
	}
	whose, err := c.Tx.Person(n.From)
	if err != nil {
		return nil, err
	}
	return c.tell("notice.no_account", words.Args{"name": whose.Name, "code": telling.Strong(of.Code), "network": telling.Code(n.Network), "ref": of.Code}), nil
}
