package notices

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// maxAbstract is how many characters of an abstract stand on a card; `show` gives
// all of it.
const maxAbstract = 700

// card draws the announcement of an event, or of one date of it.
func (c *composer) card(due planner.Due) (*said, error) {
	s, err := c.announcedBy(due)
	if err != nil {
		return nil, err
	}
	reader, clocks, err := c.clocks(s.event, s.date)
	if err != nil {
		return nil, err
	}
	args := words.Args{"kind": telling.Capital(c.Kind(s.event)), "title": telling.Strong(s.event.Title), "when": telling.Held(s.event, s.date, reader), "id": telling.Code(s.id())}
	p := c.tell("announce.head"+s.ended(c.m.Now), args)
	if s.open(c.m.Now) && s.event.Certainty != planner.SomeTime {
		p.add(clocks...)
	}
	var list [][]chat.Span
	item := func(key string, args words.Args) { list = append(list, c.Words.Spans(c.Lang, key, args)) }
	if s.series {
		item("card.series", words.Args{"rule": when.SayRule(*s.event.Rule, s.event.Span.Start.Date, reader), "hours": c.Hours(s.event.Span), "zone": when.SayAt(s.event.Span.Zone, c.Lang)})
		if s.left > 1 {
			item("agenda.left", words.Args{"n": s.left})
		}
	}
	if place := s.event.PlaceOn(s.date); place != "" {
		item("card.place", words.Args{"place": place})
	}
	talk, err := c.talkShown(s)
	if err != nil {
		return nil, err
	}
	list = append(list, talk...)
	link, err := c.linkShown(s.event, s.date)
	if err != nil {
		return nil, err
	}
	for _, block := range link {
		list = append(list, block.Text)
	}
	if s.open(c.m.Now) {
		coming, err := c.comingShown(s)
		if err != nil {
			return nil, err
		}
		if coming != "" {
			list = append(list, chat.Text{{Text: coming}})
		}
		if closes, err := s.event.RepliesClose(s.date); err == nil && closes.After(c.m.Now) && s.event.Certainty != planner.SomeTime {
			c.answerButtons(p, s.id())
		}
	}
	if len(list) > 0 {
		p.add(chat.Block{List: list})
	}
	return p, nil
}

// talkShown are the lines of who speaks about what on the date shown.
func (c *composer) talkShown(s shown) (list [][]chat.Span, err error) {
	own, err := c.Tx.TalkOf(s.date)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, speaker := range own.Confirmed() {
		names = append(names, telling.WithAffiliation(c.Tx, speaker))
	}
	if len(names) == 0 {
		return nil, nil
	}
	list = append(list, c.Words.Spans(c.Lang, "announce.speaker", words.Args{"names": strings.Join(names, ", ")}))
	if own.Title == "" {
		return append(list, c.Words.Spans(c.Lang, "announce.untitled", nil)), nil
	}
	list = append(list, c.Words.Spans(c.Lang, "announce.talk", words.Args{"title": own.Title}))
	if own.Abstract != "" {
		list = append(list, chat.Text{{Text: telling.Shorten(own.Abstract, maxAbstract)}})
	}
	for _, kind := range planner.LinkKinds() {
		if address := own.Links[kind]; address != "" && kind != planner.LiveLink {
			list = append(list, c.Words.Spans(c.Lang, "talk.card_link", words.Args{
				"kind": c.Words.Text(c.Lang, "talk.link."+string(kind), nil), "value": chat.Span{Kind: chat.Link, Text: address, URL: address},
			}))
		}
	}
	return list, nil
}

// comingShown is how many answered what for the date shown; empty when nobody
// did. In a room there are only counts.
func (c *composer) comingShown(s shown) (string, error) {
	n, err := c.Tx.TurnoutOf(s.date.ID)
	if err != nil {
		return "", err
	}
	var said []string
	count := func(key string, n int) {
		if n > 0 {
			said = append(said, c.Words.Text(c.Lang, key, words.Args{"n": n, "places": s.event.Capacity}))
		}
	}
	if s.event.Capacity > 0 {
		said = append(said, c.Words.Text(c.Lang, "attend.n_on_site_of", words.Args{"n": n.OnSite, "places": s.event.Capacity}))
	} else {
		count("attend.n_on_site", n.OnSite)
	}
	count("attend.n_remote", n.Remote)
	count("attend.n_waiting", n.Waiting+n.Offered)
	count("attend.n_maybe", n.Maybe)
	return strings.Join(said, " · "), nil
}

// shown is what a card shows: an event with the date that is meant, the next one
// of a series.
type shown struct {
	event  planner.Event
	date   planner.Occurrence
	series bool // all of a series, not one date
	left   int  // of a series: dates to come
}

// announcedBy is what the card of a due row shows at its instant.
func (c *composer) announcedBy(due planner.Due) (s shown, err error) {
	if s.event, err = c.Tx.Event(due.Event); err != nil {
		return s, err
	}
	occs, err := c.Tx.OccurrencesOf(s.event.ID)
	if err != nil || len(occs) == 0 {
		return s, fmt.Errorf("draw card of E%d, which has %d dates: %w", s.event.Number, len(occs), err)
	}
	s.date = occs[len(occs)-1]
	if due.Occurrence != "" {
		s.date, err = c.Tx.Occurrence(due.Occurrence)
		return s, err
	}
	s.series = s.event.Rule != nil
	coming := planner.Ahead(occs, c.m.Now)
	for i, o := range coming {
		if i == 0 || o.StartAt.Before(s.date.StartAt) {
			s.date = o
		}
	}
	s.left = len(coming)
	return s, nil
}

// id names what is shown: E5, or of a series the date, E5.3.
func (s shown) id() string { return telling.DateID(s.event, s.date) }

// held says whether the date is held.
func (s shown) held() bool {
	return s.event.State == planner.Planned && s.date.State == planner.Planned
}

// open says whether it is still to be held, or under way.
func (s shown) open(now time.Time) bool { return s.held() && s.date.EndAt.After(now) }

// ended ends the key of the first line of a card.
func (s shown) ended(now time.Time) string {
	switch {
	case !s.held():
		return "_cancelled"
	case !s.open(now):
		return "_over"
	}
	return ""
}

// isCard says whether a delivery draws a card.
func isCard(m delivery.Message) bool { return len(m.Dues) > 0 && m.Dues[0].Kind == planner.DueCard }

// inPlace puts a card in the place of its message; nothing is sent where that
// shows the same.
func inPlace(tx *store.Tx, due planner.Due, out chat.Outgoing) (chat.Outgoing, error) {
	card, err := delivery.CardOf(tx, due)
	if err != nil {
		return out, err
	}
	if card.Message != "" && card.Drawn == printOf(out) {
		return chat.Outgoing{}, nil
	}
	out.Replaces = card.Message
	return out, nil
}

// printOf is a print of what a message shows.
func printOf(out chat.Outgoing) string {
	data, err := json.Marshal([]any{out.Blocks, out.Buttons})
	if err != nil {
		return "" // it is drawn anyway
	}
	sum := sha256.Sum256(data)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// rememberCard keeps the message of a card that is out, and has it drawn anew if
// something changed while it was on its way, and when it takes no more answers or its
// date is over.
func (w Writer) rememberCard(tx *store.Tx, m delivery.Message, out chat.Outgoing, receipt chat.Receipt) error {
	card, err := delivery.CardOf(tx, m.Dues[0])
	if err != nil {
		return err
	}
	card.Message, card.Drawn, card.Posted = receipt.Message, printOf(out), m.Now
	if err := tx.SaveCard(card); err != nil {
		return err
	}
	now, err := w.Compose(tx, m)
	if err != nil {
		return err
	}
	if len(now.Blocks) > 0 {
		return delivery.RedrawCard(tx, card, m.Now)
	}
	s, err := w.composer(tx, m, "", planner.Person{}).announcedBy(m.Dues[0])
	if err != nil || !s.open(m.Now) {
		return err
	}
	next := s.date.EndAt
	if closes, err := s.event.RepliesClose(s.date); err == nil && closes.After(m.Now) && closes.Before(next) {
		next = closes
	}
	return delivery.RedrawCard(tx, card, next)
}
