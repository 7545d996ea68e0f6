package turn

import (
	"slices"
	"strings"
	"time"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/planner/when"
	"entente/store"
)

// Scope is which dates are wanted.
type Scope struct {
	From, To      time.Time // to is exclusive; zero: open
	Kind          planner.Kind
	Collaboration *planner.Collaboration
	Mine          bool              // planned by or with the person, or they have another part in it
	Country       *holidays.Country // where it is held
	Place         string            // words of its place
	Said          string            // the dates of the period, with their weekdays
	NotHeld       bool              // those that are not held, instead of those that are
}

// Coming are the planned events with dates in a scope that are near the person
// here, by the first of these: in a room those of its collaboration, in a direct
// conversation all of the person's. Where nothing is near, or a collaboration is
// named, what is public counts too.
func (r *Turn) Coming(s Scope) ([]store.Held, error) {
	filter, err := r.nearFilter(s)
	if err != nil {
		return nil, err
	}
	all, err := r.Tx.EventsBetween(filter)
	if err != nil {
		return nil, err
	}
	var near, public []store.Held
	sees := r.Viewer().NearOnce()
	for _, h := range all {
		if !s.means(h.Event) {
			continue
		}
		may, err := sees(h.Event)
		if err != nil {
			return nil, err
		}
		if may {
			near = append(near, h)
		}
		if may || h.Event.Visibility == planner.Public {
			public = append(public, h)
		}
	}
	switch {
	case s.Collaboration != nil:
		return public, nil
	case len(near) > 0 || s.NotHeld:
		return near, nil
	case filter.Near == nil:
		return public, nil
	}
	return r.publicIn(s)
}

// publicIn are the events in a scope that everybody sees.
func (r *Turn) publicIn(s Scope) ([]store.Held, error) {
	filter := r.Filter(s)
	filter.Public = true
	list, err := r.Tx.EventsBetween(filter)
	return slices.DeleteFunc(list, func(h store.Held) bool { return !s.means(h.Event) }), err
}

// means says whether an event is of the scope by what the database does not look
// at: the country of its place, else of its zone, and words of its place.
func (s Scope) means(e planner.Event) bool {
	if s.Place != "" && !strings.Contains(words.Fold(e.Place), words.Fold(s.Place)) {
		return false
	}
	if s.Country == nil {
		return true
	}
	in := holidays.Countries(e.Place)
	if len(in) == 0 {
		in = holidays.Countries(when.SayZone(e.Span.Zone, planner.English))
	}
	return len(in) > 0 && in[0].Code == s.Country.Code
}

// nearFilter is filter, restricted to what may be near the person where no
// collaboration does that.
func (r *Turn) nearFilter(s Scope) (store.OccurrenceFilter, error) {
	filter := r.Filter(s)
	var err error
	if s.Mine {
		filter.Mine = &store.Near{Person: r.Person.ID}
		if filter.Mine.Events, err = r.Tx.PartsOf(r.Person.ID); err != nil {
			return filter, err
		}
	}
	if filter.Collaboration == nil {
		filter.Near, err = r.Viewer().Around()
	}
	return filter, err
}

// Filter is a scope as the store knows it.
func (r *Turn) Filter(s Scope) store.OccurrenceFilter {
	filter := store.OccurrenceFilter{From: s.From, To: s.To, Cancelled: s.NotHeld}
	if s.From.IsZero() {
		filter.From = r.Now
	}
	if s.Kind != "" {
		filter.Kinds = []planner.Kind{s.Kind}
	}
	if s.Collaboration == nil {
		s.Collaboration = r.Collaboration
	}
	if s.Collaboration != nil {
		filter.Collaboration = &s.Collaboration.ID
	}
	return filter
}

// FirstDates are the first dates in a scope of some events that come in it.
func (r *Turn) FirstDates(s Scope, coming []store.Held) ([]store.Dated, error) {
	s.To = time.Time{}
	for _, h := range coming {
		if s.To.Before(h.First) {
			s.To = h.First
		}
	}
	s.To = s.To.Add(time.Millisecond)
	dated, err := r.DatesIn(s, coming)
	first := map[planner.EventID]bool{}
	return slices.DeleteFunc(dated, func(d store.Dated) bool {
		later := first[d.Event.ID]
		first[d.Event.ID] = true
		return later
	}), err
}

// DatesIn are the dates in a scope of some events.
func (r *Turn) DatesIn(s Scope, of []store.Held) ([]store.Dated, error) {
	filter := r.Filter(s)
	filter.Events = []planner.EventID{}
	for _, h := range of {
		filter.Events = append(filter.Events, h.Event.ID)
	}
	return r.Tx.OccurrencesBetween(filter)
}
