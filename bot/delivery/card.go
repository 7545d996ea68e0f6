package delivery

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"entente/planner"
	"entente/store"
)

// cardPause is how long a card is left alone after it was drawn, so that fifty
// replies do not draw it fifty times.
const cardPause = 15 * time.Second

// cardKey begins the keys of the due rows of a card; what follows counts them.
func cardKey(c planner.Card) string {
	return fmt.Sprintf("card/%s/%s/%s/", c.Event, c.Occurrence, c.Room)
}

// Announce has an event, or a date of it, posted in a room, once: there already
// says that it was, and nothing is done.
func Announce(tx *store.Tx, c planner.Card, now time.Time) (there bool, err error) {
	kept, err := tx.Card(c.Event, c.Occurrence, c.Room)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return false, err
	}
	if err == nil && kept.Message != "" {
		return true, nil
	}
	c.Draws = kept.Draws
	return false, draw(tx, c, now)
}

// RedrawCards has the announcements of an event drawn anew where something on
// them changed.
func RedrawCards(tx *store.Tx, id planner.EventID, now time.Time) error {
	cards, err := tx.CardsOf(id)
	if err != nil {
		return err
	}
	for _, c := range cards {
		at := now
		if rest := c.Posted.Add(cardPause); rest.After(now) {
			at = rest
		}
		if err := RedrawCard(tx, c, at); err != nil {
			return err
		}
	}
	return nil
}

// RedrawCard has an announcement drawn anew at an instant, or earlier where that
// is due already.
func RedrawCard(tx *store.Tx, c planner.Card, at time.Time) error {
	waiting, err := tx.WaitingDues(c.Event, planner.DueCard)
	if err != nil {
		return err
	}
	for _, due := range waiting {
		if !strings.HasPrefix(due.Key, cardKey(c)) {
			continue
		}
		if due.At = earlier(due.At, at); due.At.Equal(at) {
			return tx.HoldDue(due)
		}
		return nil
	}
	return draw(tx, c, at)
}

// draw writes the row at which a card is drawn.
func draw(tx *store.Tx, c planner.Card, at time.Time) error {
	c.Draws++
	if err := tx.SaveCard(c); err != nil {
		return err
	}
	return tx.AddDue(planner.Due{
		Key: fmt.Sprintf("%s%d", cardKey(c), c.Draws), Kind: planner.DueCard, At: at, Event: c.Event,
		Occurrence: c.Occurrence, ToPerson: c.Person, Data: string(c.Room), State: planner.DueWaiting,
	})
}

// CardOf is the announcement that a due row draws.
func CardOf(tx *store.Tx, due planner.Due) (planner.Card, error) {
	return tx.Card(due.Event, due.Occurrence, planner.RoomID(due.Data))
}

// inItsRoom is the room of a card; nowhere while it is being drawn there, which
// looks again afterwards whether it still shows what is so.
func inItsRoom(tx *store.Tx, due planner.Due) ([]planner.Delivery, error) {
	room := planner.RoomID(due.Data)
	open, err := tx.Unsent(due.Event, planner.DueCard)
	if err != nil {
		return nil, err
	}
	for _, d := range open {
		if d.Room == room && len(d.Dues) > 0 && strings.HasPrefix(d.Dues[0], strings.TrimRight(due.Key, "0123456789")) {
			return nil, nil
		}
	}
	return []planner.Delivery{{Network: planner.Network(room), Room: room}}, nil
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
