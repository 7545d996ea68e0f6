package store

import (
	"errors"
	"fmt"

	"entente/planner"
)

const replyColumns = `id, event, occurrence, person, answer, state, turn, at, until`

// given are the replies that were not taken back.
const given = `state <> 'withdrawn'`

func scanReply(r row) (p planner.Reply, err error) {
	err = r.Scan(&p.ID, &p.Event, &p.Occurrence, &p.Person, &p.Answer, &p.State, &p.Turn, scanTime{&p.At}, scanTime{&p.Until})
	return p, err
}

// ReplyOf is what a person answered for a date. [ErrNotFound]: nothing.
func (tx *Tx) ReplyOf(occurrence planner.OccurrenceID, person planner.PersonID) (planner.Reply, error) {
	r, err := one(tx, scanReply, `
		SELECT `+replyColumns+` FROM replies WHERE occurrence = $1 AND person = $2 AND `+given, occurrence, person)
	if err != nil {
		return r, fmt.Errorf("reply to occurrence %s: %w", occurrence, err)
	}
	return r, nil
}

// Reply is the one of that id. [ErrNotFound]: it was taken back.
func (tx *Tx) Reply(id planner.ReplyID) (planner.Reply, error) {
	r, err := one(tx, scanReply, `SELECT `+replyColumns+` FROM replies WHERE id = $1 AND `+given, id)
	if err != nil {
		return r, fmt.Errorf("reply %s: %w", id, err)
	}
	return r, nil
}

// RepliesTo are all replies to the dates of an event, in the order in which
// they were given.
func (tx *Tx) RepliesTo(event planner.EventID) ([]planner.Reply, error) {
	return tx.replies(`event`, string(event))
}

// RepliesOn are the replies to one date, in the order in which they were given.
func (tx *Tx) RepliesOn(occurrence planner.OccurrenceID) ([]planner.Reply, error) {
	return tx.replies(`occurrence`, string(occurrence))
}

// RepliesOf are those of one person, to whatever date, in the order in which
// they were given.
func (tx *Tx) RepliesOf(person planner.PersonID) ([]planner.Reply, error) {
	return tx.replies(`person`, string(person))
}

// replies are those whose column has that value.
func (tx *Tx) replies(column, value string) ([]planner.Reply, error) {
	list, err := all(tx, scanReply, `
		SELECT `+replyColumns+` FROM replies WHERE `+column+` = $1 AND `+given+`
		ORDER BY at, turn, id`, value)
	if err != nil {
		return nil, fmt.Errorf("replies by %s: %w", column, err)
	}
	return list, nil
}

// Turnout is how many people answered what for a date.
type Turnout struct {
	OnSite, Remote, Maybe, No int // OnSite are those who have a place
	Offered, Waiting, Lapsed  int // on site too
}

// TurnoutOf counts the replies to a date.
func (tx *Tx) TurnoutOf(occurrence planner.OccurrenceID) (t Turnout, err error) {
	type group struct {
		answer planner.Answer
		state  planner.ReplyState
		n      int
	}
	groups, err := all(tx, func(r row) (g group, err error) {
		err = r.Scan(&g.answer, &g.state, &g.n)
		return g, err
	}, `SELECT answer, state, count(*) FROM replies WHERE occurrence = $1 AND `+given+` GROUP BY answer, state`, occurrence)
	if err != nil {
		return t, fmt.Errorf("count replies to occurrence %s: %w", occurrence, err)
	}
	for _, g := range groups {
		switch {
		case g.answer == planner.YesRemote:
			t.Remote += g.n
		case g.answer == planner.Maybe:
			t.Maybe += g.n
		case g.answer == planner.No:
			t.No += g.n
		case g.state == planner.Waiting:
			t.Waiting += g.n
		case g.state == planner.Offered:
			t.Offered += g.n
		case g.state == planner.Lapsed:
			t.Lapsed += g.n
		default:
			t.OnSite += g.n
		}
	}
	return t, nil
}

// Confirmed is how many people come to a date: on site, with a place, and
// remotely.
func (tx *Tx) Confirmed(occurrence planner.OccurrenceID) (onSite, remote int, err error) {
	t, err := tx.TurnoutOf(occurrence)
	return t.OnSite, t.Remote, err
}

// SeatsOf are the places of a date of e, and who waits for one. Who writes by
// them calls [Tx.HoldEvent] first.
func (tx *Tx) SeatsOf(e planner.Event, o planner.Occurrence) (s planner.Seats, err error) {
	s = planner.Seats{Capacity: e.Capacity, Start: o.StartAt}
	if s.Taken, _, err = tx.Confirmed(o.ID); err != nil {
		return s, err
	}
	s.Queue, err = all(tx, scanReply, `
		SELECT `+replyColumns+` FROM replies WHERE occurrence = $1 AND state IN ($2, $3)
		ORDER BY turn`, o.ID, planner.Offered, planner.Waiting)
	if err != nil {
		return s, fmt.Errorf("waiting list of occurrence %s: %w", o.ID, err)
	}
	s.Last, err = one(tx, scanned[int], `SELECT coalesce(max(turn), 0) FROM replies WHERE occurrence = $1`, o.ID)
	if err != nil {
		return s, fmt.Errorf("last turn for occurrence %s: %w", o.ID, err)
	}
	return s, nil
}

// HoldEvent makes others who hold, lock or save an event wait for the end of
// the transaction on PostgreSQL, so that who gets its last place is decided by
// one at a time; on SQLite there is one writer anyway. Unlike [Tx.LockEvent] it
// leaves the version alone: a reply is none of the changes that buttons drawn
// before it have to mind.
func (tx *Tx) HoldEvent(id planner.EventID) (planner.Event, error) {
	e, err := one(tx, scanEvent, `UPDATE events SET version = version WHERE id = $1 RETURNING `+eventColumns, id)
	if err != nil {
		return e, fmt.Errorf("hold event %s: %w", id, err)
	}
	return e, nil
}

// SaveReply adds or changes what a person answered for a date, and returns it
// with its ID.
func (tx *Tx) SaveReply(r planner.Reply) (planner.Reply, error) {
	err := tx.saveReply(&r)
	if err != nil {
		return r, fmt.Errorf("save reply to occurrence %s: %w", r.Occurrence, err)
	}
	return r, nil
}

func (tx *Tx) saveReply(r *planner.Reply) error {
	if r.ID == "" { // one that was taken back is given anew
		id, err := one(tx, scanned[planner.ReplyID], `
			SELECT id FROM replies WHERE occurrence = $1 AND person = $2`, r.Occurrence, r.Person)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		r.ID = id
	}
	if r.ID == "" {
		r.ID = planner.NewID[planner.ReplyID]()
		row := []any{r.ID, r.Event, r.Occurrence, r.Person, r.Answer, r.State, r.Turn, millis(r.At), millis(r.Until)}
		return tx.insertNew(repliesTable, `INSERT INTO replies (`+replyColumns+`)`, [][]any{row})
	}
	return tx.audited(repliesTable, "id", string(r.ID), func() error {
		return tx.execOne(`
			UPDATE replies SET answer = $2, state = $3, turn = $4, at = $5, until = $6 WHERE id = $1`,
			r.ID, r.Answer, r.State, r.Turn, millis(r.At), millis(r.Until))
	})
}

// mergeReplies removes of two people who become one the answers that both gave
// for the same date, but for the last one; of two alike, the one that is nearer
// to a place is kept.
func (tx *Tx) mergeReplies(into, from planner.PersonID) error {
	for _, query := range []string{
		`DELETE FROM replies WHERE person IN ($1, $2) AND state = 'withdrawn'`,
		`DELETE FROM replies WHERE person IN ($1, $2) AND EXISTS (
			SELECT 1 FROM replies other WHERE other.person IN ($1, $2) AND other.person <> replies.person
				AND other.occurrence = replies.occurrence AND (
				other.answer <> replies.answer AND (other.at > replies.at OR other.at = replies.at AND other.id > replies.id)
				OR other.answer = replies.answer AND (` + nearness("other") + ` < ` + nearness("replies") + `
					OR ` + nearness("other") + ` = ` + nearness("replies") + ` AND other.id > replies.id)))`,
	} {
		if _, err := tx.exec(query, into, from); err != nil {
			return err
		}
	}
	return nil
}

// nearness orders the replies of a table by how near to a place they are.
func nearness(table string) string {
	return `(CASE ` + table + `.state WHEN 'confirmed' THEN 0 WHEN 'offered' THEN 1 WHEN 'waiting' THEN 1 + ` + table + `.turn ELSE 1000000000 END)`
}
