package bot

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

// scope is which dates are wanted.
type scope struct {
	from, to      time.Time // to is exclusive; zero: open
	kind          planner.Kind
	collaboration *planner.Collaboration
	mine          bool              // planned by or with the person, or they have another part in it
	country       *holidays.Country // where it is held
	place         string            // words of its place
	said          string            // the dates of the period, with their weekdays
	notHeld       bool              // those that are not held, instead of those that are
}

// coming are the planned events with dates in a scope that are near the person
// here, by the first of these: in a room those of its collaboration, in a direct
// conversation all of the person's. Where nothing is near, or a collaboration is
// named, what is public counts too.
func (r *request) coming(s scope) ([]store.Held, error) {
	filter, err := r.nearFilter(s)
	if err != nil {
		return nil, err
	}
	all, err := r.tx.EventsBetween(filter)
	if err != nil {
		return nil, err
	}
	var near, public []store.Held
	sees := r.viewer().NearOnce()
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
	case s.collaboration != nil:
		return public, nil
	case len(near) > 0 || s.notHeld:
		return near, nil
	case filter.Near == nil:
		return public, nil
	}
	return r.publicIn(s)
}

// publicIn are the events in a scope that everybody sees.
func (r *request) publicIn(s scope) ([]store.Held, error) {
	filter := r.filter(s)
	filter.Public = true
	list, err := r.tx.EventsBetween(filter)
	return slices.DeleteFunc(list, func(h store.Held) bool { return !s.means(h.Event) }), err
}

// means says whether an event is of the scope by what the database does not look
// at: the country of its place, else of its zone, and words of its place.
func (s scope) means(e planner.Event) bool {
	if s.place != "" && !strings.Contains(words.Fold(e.Place), words.Fold(s.place)) {
		return false
	}
	if s.country == nil {
		return true
	}
	in := holidays.Countries(e.Place)
	if len(in) == 0 {
		in = holidays.Countries(when.SayZone(e.Span.Zone, planner.English))
	}
	return len(in) > 0 && in[0].Code == s.country.Code
}

// nearFilter is filter, restricted to what may be near the person where no
// collaboration does that.
func (r *request) nearFilter(s scope) (store.OccurrenceFilter, error) {
	filter := r.filter(s)
	var err error
	if s.mine {
		filter.Mine = &store.Near{Person: r.person.ID}
		if filter.Mine.Events, err = r.tx.PartsOf(r.person.ID); err != nil {
			return filter, err
		}
	}
	if filter.Collaboration == nil {
		filter.Near, err = r.viewer().Around()
	}
	return filter, err
}

// filter is a scope as the store knows it.
func (r *request) filter(s scope) store.OccurrenceFilter {
	filter := store.OccurrenceFilter{From: s.from, To: s.to, Cancelled: s.notHeld}
	if s.from.IsZero() {
		filter.From = r.now
	}
	if s.kind != "" {
		filter.Kinds = []planner.Kind{s.kind}
	}
	if s.collaboration == nil {
		s.collaboration = r.collaboration
	}
	if s.collaboration != nil {
		filter.Collaboration = &s.collaboration.ID
	}
	return filter
}

// firstDates are the first dates in a scope of some events that come in it.
func (r *request) firstDates(s scope, coming []store.Held) ([]store.Dated, error) {
	s.to = time.Time{}
	for _, h := range coming {
		if s.to.Before(h.First) {
			s.to = h.First
		}
	}
	s.to = s.to.Add(time.Millisecond)
	dated, err := r.datesIn(s, coming)
	first := map[planner.EventID]bool{}
	return slices.DeleteFunc(dated, func(d store.Dated) bool {
		later := first[d.Event.ID]
		first[d.Event.ID] = true
		return later
	}), err
}

// datesIn are the dates in a scope of some events.
func (r *request) datesIn(s scope, of []store.Held) ([]store.Dated, error) {
	filter := r.filter(s)
	filter.Events = []planner.EventID{}
	for _, h := range of {
		filter.Events = append(filter.Events, h.Event.ID)
	}
	return r.tx.OccurrencesBetween(filter)
}

// nextDate is the first date in a scope; none when nothing comes.
func (r *request) nextDate(s scope) ([]store.Dated, error) {
	coming, err := r.coming(s)
	if err != nil {
		return nil, err
	}
	return r.firstDates(s, coming[:min(1, len(coming))])
}

// appendOthers appends the events that list lacks.
func appendOthers(list, others []store.Held) []store.Held {
	have := map[planner.EventID]bool{}
	for _, h := range list {
		have[h.Event.ID] = true
	}
	for _, h := range others {
		if !have[h.Event.ID] {
			list = append(list, h)
		}
	}
	return list
}

// firstOf is the first of the dates of an event in a list that has one.
func firstOf(e planner.Event, dated []store.Dated) store.Dated {
	return dated[slices.IndexFunc(dated, func(d store.Dated) bool { return d.Event.ID == e.ID })]
}
