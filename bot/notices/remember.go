package notices

import (
	"slices"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/planner"
	"entente/store"
)

// Remember keeps what a delivery that was sent is about.
func (w Writer) Remember(tx *store.Tx, m delivery.Message, out chat.Outgoing, receipt chat.Receipt) error {
	s := memory.Subject{Buttons: out.Buttons, Shown: m.Delivery.Person}
	first := m.Dues[0]
	if !slices.ContainsFunc(m.Dues, func(d planner.Due) bool { return d.Occurrence != first.Occurrence }) {
		s.Event, s.Occurrence = first.Event, first.Occurrence
	}
	if tellsOne(m.Dues) {
		s.Due = first.Key
	}
	if s.Event == "" && s.Due == "" && len(s.Buttons) == 0 {
		return nil
	}
	langs, _, err := audience(tx, m)
	if err != nil {
		return err
	}
	if s.Card = isCard(m); s.Card {
		if err := w.rememberCard(tx, m, out, receipt); err != nil {
			return err
		}
		if s.Buttons, err = lastButtons(tx, out, receipt); err != nil {
			return err
		}
	}
	s.Lang = langs[0]
	if len(s.Buttons) > 0 && (first.Kind == planner.DueNotice || first.Kind == planner.DueTalk) {
		s.Asked = s.Shown
	}
	return s.Remember(tx, receipt, m.Now)
}

// lastButtons are the buttons of a message that is drawn in the place of another,
// or those that it had last: reactions stay under it, and whoever puts one more
// is told why it no longer counts.
func lastButtons(tx *store.Tx, out chat.Outgoing, receipt chat.Receipt) ([]chat.Button, error) {
	if len(out.Buttons) > 0 {
		return out.Buttons, nil
	}
	before, err := memory.About(tx, receipt.Room, receipt.Message)
	return before.Buttons, err
}
