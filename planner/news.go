package planner

import (
	"slices"
	"time"
)

// Known is a date of an event as people know it: with what a notice of changes
// compares how it stands now.
type Known struct {
	Date  OccurrenceID
	Span  Span
	Place string // where it is held, its own or the event's
	State State  // not held when its event is not

	Period bool `json:",omitempty"` // its days were still to be found, within Span
}

// KnownOf are the dates of e that have an ID, as people know them.
func KnownOf(e Event, occs []Occurrence) []Known {
	known := make([]Known, 0, len(occs))
	for _, o := range occs {
		k := Known{Date: o.ID, Span: o.Span, Place: e.PlaceOn(o), State: o.State, Period: e.Certainty == SomeTime}
		if e.State != Planned {
			k.State = e.State
		}
		known = append(known, k)
	}
	return known
}

// Earlier are the dates in first, and those of next that are not among them:
// what people knew before the first of two changes.
func Earlier(first, next []Known) []Known {
	there := make(map[OccurrenceID]bool, len(first))
	for _, k := range first {
		there[k.Date] = true
	}
	first = slices.Clone(first)
	for _, k := range next {
		if !there[k.Date] {
			first = append(first, k)
		}
	}
	return first
}

// News is a date that stands otherwise than people know.
type News struct {
	Was   Known
	Now   Occurrence
	Place string // where it is held now
	Held  bool   // now; of an event that is held
}

// NewsOf is what became of the dates of e (occs are all of them) since people
// knew them, by their start: moved, held elsewhere, not held any more, or held
// after all. Of what was over then and is now there are no news, nor of a
// difference in what is not held.
func NewsOf(e Event, occs []Occurrence, known []Known, now time.Time) []News {
	was := make(map[OccurrenceID]Known, len(known))
	for _, k := range known {
		was[k.Date] = k
	}
	var news []News
	for i, is := range KnownOf(e, occs) {
		before, told := was[is.Date]
		n := News{Was: before, Now: occs[i], Place: is.Place, Held: is.State == Planned}
		if told && (n.Cancelled() || n.Restored() || n.Held && is != before) && n.ahead(now) {
			news = append(news, n)
		}
	}
	slices.SortStableFunc(news, func(a, b News) int { return a.Now.StartAt.Compare(b.Now.StartAt) })
	return news
}

// Cancelled says that it was to be held and is not.
func (n News) Cancelled() bool { return n.Was.State == Planned && !n.Held }

// Restored says that it was not to be held and is.
func (n News) Restored() bool { return n.Was.State != Planned && n.Held }

// Moved says that it is held at another time.
func (n News) Moved() bool { return n.Held && n.Was.State == Planned && n.Now.Span != n.Was.Span }

// Elsewhere says that it is held at another place.
func (n News) Elsewhere() bool { return n.Held && n.Was.State == Planned && n.Place != n.Was.Place }

// First is when it begins or would have begun, whichever is first.
func (n News) First() time.Time {
	start, _, _, err := n.Was.Span.Resolve()
	if err != nil || n.Now.StartAt.Before(start) {
		return n.Now.StartAt
	}
	return start
}

// ahead says whether it is, or was to be, still to come or under way.
func (n News) ahead(now time.Time) bool {
	_, end, _, err := n.Was.Span.Resolve()
	return err == nil && end.After(now) || n.Now.EndAt.After(now)
}

// NoticeAt is when those concerned are told of a change made now: once nobody
// has changed anything for some minutes, so that several changes are one notice;
// at once when one of the dates is near.
func NoticeAt(news []News, now time.Time) time.Time {
	for _, n := range news {
		if n.First().Before(now.Add(NoticeNear)) {
			return now
		}
	}
	return now.Add(NoticeAfter)
}
