package delivery

import (
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// toldOfChange is everybody whom the news of a due row concern: rooms under the
// announcement of the event where it is announced, people privately, when their
// quiet hours are over if none of the dates is before that. Who is about to be
// told of an earlier change is told of this one too by that.
func (r *Runner) toldOfChange(tx *store.Tx, due planner.Due, now time.Time) ([]planner.Delivery, error) {
	e, news, err := News(tx, due, now)
	if err != nil || len(news) == 0 {
		return nil, err
	}
	people, rooms, err := Concerned(tx, e, datesOf(news))
	if err != nil {
		return nil, err
	}
	open, err := tx.Unsent(e.ID, planner.DueChange)
	if err != nil {
		return nil, err
	}
	to, err := underCards(tx, e, news, rooms)
	if err != nil {
		return nil, err
	}
	privately, err := r.privatelyOf(tx, e, due, firstOf(news), people)
	if err != nil {
		return nil, err
	}
	type recipient struct {
		room   planner.RoomID
		person planner.PersonID
	}
	waits := map[recipient]bool{}
	for _, d := range open {
		waits[recipient{d.Room, d.Person}] = d.State != planner.DeliverySending
	}
	return slices.DeleteFunc(append(to, privately...), func(d planner.Delivery) bool { return waits[recipient{d.Room, d.Person}] }), nil
}

// firstOf is when the first of the dates begins, or would have begun.
func firstOf(news []planner.News) time.Time {
	first := news[0].First()
	for _, n := range news[1:] {
		if n.First().Before(first) {
			first = n.First()
		}
	}
	return first
}

// underCards are rooms, each with the announcement of the event or of its one
// date that is meant as the message to go under.
func underCards(tx *store.Tx, e planner.Event, news []planner.News, rooms []planner.RoomID) ([]planner.Delivery, error) {
	cards, err := tx.CardsOf(e.ID)
	if err != nil {
		return nil, err
	}
	dates := datesOf(news)
	to := make([]planner.Delivery, len(rooms))
	for i, room := range rooms {
		to[i] = planner.Delivery{Network: planner.Network(room), Room: room}
		for _, c := range cards {
			if c.Room == room && (c.Occurrence == "" || slices.Contains(dates, c.Occurrence)) {
				to[i].Thread = c.Message
			}
		}
	}
	return to, nil
}

// privatelyOf are people, each on the network that they used last, but for those
// who muted the event and whoever made the change.
func (r *Runner) privatelyOf(tx *store.Tx, e planner.Event, due planner.Due, first time.Time, people []planner.PersonID) ([]planner.Delivery, error) {
	list, err := tx.Addressees(e.ID, people)
	if err != nil {
		return nil, err
	}
	var to []planner.Delivery
	for _, a := range list {
		if a.Muted || a.Person.ID == due.ToPerson || len(a.Identities) == 0 {
			continue
		}
		d := r.onNetwork(a.Person.ID, a.Identities)
		zone := a.Person.ZoneAt(due.At)
		if zone == "" {
			zone = e.Span.Zone
		}
		_, end, inside, err := a.Wishes.Quiet.Around(due.At, zone)
		if err != nil {
			return nil, err
		}
		if inside && first.After(end) {
			d.At = end
		}
		to = append(to, d)
	}
	return to, nil
}
