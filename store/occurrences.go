package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"entente/planner"
)

const occurrenceColumns = `occurrences.id, occurrences.event, occurrences.number, occurrences.original,
	occurrences.all_day, occurrences.start_wall, occurrences.end_wall, occurrences.zone,
	occurrences.start_at, occurrences.end_at, occurrences.resolution, occurrences.state,
	occurrences.reason, occurrences.place, occurrences.silent`

// occurrenceTargets is where the columns above are scanned to.
func occurrenceTargets(o *planner.Occurrence) []any {
	return []any{&o.ID, &o.Event, &o.Number, scanText{&o.Original},
		&o.Span.AllDay, scanText{&o.Span.Start}, scanText{&o.Span.End}, &o.Span.Zone,
		scanTime{&o.StartAt}, scanTime{&o.EndAt}, &o.Resolution, &o.State, &o.Reason, &o.Place, &o.Silent}
}

func scanOccurrence(r row) (o planner.Occurrence, err error) {
	err = r.Scan(occurrenceTargets(&o)...)
	return o, err
}

// Occurrence is the date of an event with that id, whatever its state.
func (tx *Tx) Occurrence(id planner.OccurrenceID) (planner.Occurrence, error) {
	o, err := one(tx, scanOccurrence, `SELECT `+occurrenceColumns+` FROM occurrences WHERE id = $1`, id)
	if err != nil {
		return o, fmt.Errorf("occurrence %s: %w", id, err)
	}
	return o, nil
}

// OccurrencesOf are all dates of an event, whatever their state, by number.
func (tx *Tx) OccurrencesOf(event planner.EventID) ([]planner.Occurrence, error) {
	list, err := all(tx, scanOccurrence, `
		SELECT `+occurrenceColumns+` FROM occurrences WHERE event = $1
		ORDER BY number`, event)
	if err != nil {
		return nil, fmt.Errorf("occurrences of event %s: %w", event, err)
	}
	return list, nil
}

// OccurrencesAround are the planned dates of an event that begin at from or
// later and before to, and the last one before from, by their start.
func (tx *Tx) OccurrencesAround(event planner.EventID, from, to time.Time) ([]planner.Occurrence, error) {
	list, err := all(tx, scanOccurrence, `
		SELECT `+occurrenceColumns+` FROM occurrences
		WHERE event = $1 AND state = $2 AND start_at < $4 AND start_at >= COALESCE((
			SELECT MAX(start_at) FROM occurrences WHERE event = $1 AND state = $2 AND start_at < $3), $3)
		ORDER BY start_at, number`, event, planner.Planned, millis(from), millis(to))
	if err != nil {
		return nil, fmt.Errorf("occurrences of event %s around a time: %w", event, err)
	}
	return list, nil
}

// OccurrenceAfter is the first planned date of an event that begins after at;
// [ErrNotFound] when there is none.
func (tx *Tx) OccurrenceAfter(event planner.EventID, at time.Time) (planner.Occurrence, error) {
	o, err := one(tx, scanOccurrence, `
		SELECT `+occurrenceColumns+` FROM occurrences WHERE event = $1 AND state = $2 AND start_at > $3
		ORDER BY start_at, number LIMIT 1`, event, planner.Planned, millis(at))
	if err != nil {
		return o, fmt.Errorf("date of event %s after a time: %w", event, err)
	}
	return o, nil
}

// SaveOccurrences adds the dates of an event that have no ID, changes those
// that have one, and returns them all with IDs. Other dates of the event stay
// as they are.
func (tx *Tx) SaveOccurrences(event planner.EventID, list []planner.Occurrence) ([]planner.Occurrence, error) {
	saved := make([]planner.Occurrence, len(list))
	added := 0
	for i, o := range list {
		if o.ID == "" {
			o.ID = planner.NewID[planner.OccurrenceID]()
			added++
		}
		o.Event = event
		saved[i] = o
	}
	var err error
	if added == len(saved) {
		err = tx.insertNew(occurrencesTable, insertOccurrences, occurrenceRows(saved))
	} else {
		err = tx.audited(occurrencesTable, "event", string(event), func() error {
			return tx.insert(insertOccurrences, occurrenceRows(saved), updateOccurrences)
		})
	}
	if err != nil {
		return nil, fmt.Errorf("save occurrences of event %s: %w", event, err)
	}
	return saved, nil
}

const (
	insertOccurrences = `
		INSERT INTO occurrences (id, event, number, original, all_day, start_wall, end_wall, zone,
			start_at, end_at, resolution, state, reason, place, silent)`
	updateOccurrences = `
		ON CONFLICT (id) DO UPDATE SET
			original = excluded.original, all_day = excluded.all_day, start_wall = excluded.start_wall,
			end_wall = excluded.end_wall, zone = excluded.zone, start_at = excluded.start_at,
			end_at = excluded.end_at, resolution = excluded.resolution, state = excluded.state,
			reason = excluded.reason, place = excluded.place, silent = excluded.silent`
)

func occurrenceRows(list []planner.Occurrence) [][]any {
	rows := make([][]any, len(list))
	for i, o := range list {
		rows[i] = []any{o.ID, o.Event, o.Number, textOf(o.Original), o.Span.AllDay, textOf(o.Span.Start), textOf(o.Span.End),
			o.Span.Zone, millis(o.StartAt), millis(o.EndAt), o.Resolution, o.State, clean(o.Reason), clean(o.Place), o.Silent}
	}
	return rows
}

// OccurrenceFilter says which dates are meant; what is nil or zero does not
// restrict. A date is meant when it overlaps the time from From up to, and
// without, To.
type OccurrenceFilter struct {
	From, To      time.Time
	Collaboration *planner.CollaborationID // it is the event's first, or a further one
	Owner         *planner.PersonID
	Person        *planner.PersonID // owned by them, or of a collaboration in which they hold a role
	Near          *Near
	Mine          *Near
	Kinds         []planner.Kind
	Public        bool
	Events        []planner.EventID
	Cancelled     bool // those that are not held, instead of those that are
	Limit         int
}

// Near are the events that may concern somebody: those that they planned, that
// were planned in a room, of collaborations in which they hold a role, and some
// more. Who may see them is not decided here. As Mine, without roles and room.
type Near struct {
	Person planner.PersonID
	Room   planner.RoomID
	Events []planner.EventID
}

// Dated is a date with the event that it belongs to.
type Dated struct {
	Event      planner.Event
	Occurrence planner.Occurrence
}

// OccurrencesBetween are the dates of planned events that f means, by
// their start. An event is read once, not beside each of its dates.
func (tx *Tx) OccurrencesBetween(f OccurrenceFilter) ([]Dated, error) {
	w := f.where()
	query := `SELECT ` + occurrenceColumns + ` FROM occurrences ` + w.String() + `
		ORDER BY occurrences.start_at, occurrences.event, occurrences.number`
	if f.Limit > 0 {
		query += fmt.Sprintf(` LIMIT %d`, f.Limit)
	}
	dates, err := all(tx, scanOccurrence, query, w.args...)
	if err != nil {
		return nil, fmt.Errorf("occurrences between two times: %w", err)
	}
	events, err := tx.eventsOf(dates)
	if err != nil {
		return nil, fmt.Errorf("events of occurrences: %w", err)
	}
	list := make([]Dated, len(dates))
	for i, o := range dates {
		list[i] = Dated{Event: events[o.Event], Occurrence: o}
	}
	slices.SortStableFunc(list, func(a, b Dated) int {
		return cmp.Or(a.Occurrence.StartAt.Compare(b.Occurrence.StartAt), cmp.Compare(a.Event.Number, b.Event.Number))
	})
	return list, nil
}

// eventsAtOnce is how many events one query reads.
const eventsAtOnce = 100

// eventsOf are the events of some dates, by id.
func (tx *Tx) eventsOf(dates []planner.Occurrence) (map[planner.EventID]planner.Event, error) {
	events := map[planner.EventID]planner.Event{}
	var ids []planner.EventID
	for _, o := range dates {
		if _, seen := events[o.Event]; !seen {
			events[o.Event] = planner.Event{}
			ids = append(ids, o.Event)
		}
	}
	for chunk := range slices.Chunk(ids, eventsAtOnce) {
		missing := slices.Repeat(chunk[:1], eventsAtOnce-len(chunk)) // always the same query, which stays prepared
		w := &where{}
		addIn(w, `events.id`, slices.Concat(chunk, missing))
		read, err := all(tx, scanEvent, `SELECT `+eventColumns+` FROM events `+w.String(), w.args...)
		if err != nil {
			return nil, err
		}
		for _, e := range read {
			events[e.ID] = e
		}
	}
	return events, nil
}

func (f OccurrenceFilter) where() *where {
	w := &where{}
	f.ofDates(w)
	if f.Events != nil {
		addIn(w, `occurrences.event`, f.Events)
	}
	w.within(`occurrences.event IN (SELECT events.id FROM events`, f.ofEvents)
	return w
}

// ofDates adds the conditions on dates.
func (f OccurrenceFilter) ofDates(w *where) {
	if f.Cancelled { // as it stands in its index
		w.conditions = append(w.conditions, `occurrences.state = 'cancelled'`)
	} else {
		w.add(`occurrences.state = $?`, planner.Planned)
	}
	if !f.From.IsZero() {
		// What has no length and starts at From overlaps too.
		w.add(`(occurrences.end_at > $? OR occurrences.start_at = $?)`, millis(f.From))
	}
	if !f.To.IsZero() {
		w.add(`occurrences.start_at < $?`, millis(f.To))
	}
}

// ofEvents adds the conditions on events.
func (f OccurrenceFilter) ofEvents(w *where) {
	w.add(`events.state = $?`, planner.Planned)
	if f.Events != nil {
		addIn(w, `events.id`, f.Events)
	}
	if f.Collaboration != nil {
		w.add(`(events.collaboration = $? OR events.id IN (
			SELECT shared.event FROM event_collaborations shared
			WHERE shared.collaboration = $? AND NOT shared.withdrawn))`, *f.Collaboration)
	}
	if f.Near != nil {
		w.add(`(events.owner = $? OR events.collaboration IN (
			SELECT roles.collaboration FROM roles WHERE roles.person = $? AND NOT roles.withdrawn)`, f.Near.Person)
		w.or(`events.room = $?`, f.Near.Room)
		w.orIn(`events.id`, f.Near.Events)
	}
	if f.Mine != nil {
		w.add(`(events.owner = $?`, f.Mine.Person)
		w.orIn(`events.id`, f.Mine.Events)
	}
	if f.Kinds != nil {
		addIn(w, `events.kind`, f.Kinds)
	}
	if f.Public {
		w.conditions = append(w.conditions, `events.visibility = 'public'`) // in words: it chooses the index
	}
	if f.Owner != nil {
		w.add(`events.owner = $?`, *f.Owner)
	}
	if f.Person != nil {
		w.add(`(events.owner = $? OR events.collaboration IN (
			SELECT roles.collaboration FROM roles WHERE roles.person = $? AND NOT roles.withdrawn))`, *f.Person)
	}
}
