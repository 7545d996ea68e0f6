package store

import (
	"encoding/json"
	"fmt"

	"entente/planner"
)

// dateImage is what the audit keeps of an occurrence, as far as people know it.
type dateImage struct {
	AllDay bool          `json:"all_day"`
	Start  planner.Wall  `json:"start_wall"`
	End    planner.Wall  `json:"end_wall"`
	Zone   string        `json:"zone"`
	State  planner.State `json:"state"`
	Reason string        `json:"reason"`
	Place  string        `json:"place"`
}

// eventImage is what the audit keeps of an event, as far as people know it.
type eventImage struct {
	Place     string            `json:"place"`
	State     planner.State     `json:"state"`
	Certainty planner.Certainty `json:"certainty"`
}

// KnownBefore are the dates of an event as people knew them before a change;
// none where it altered neither time, place nor state of the event or its dates.
func (tx *Tx) KnownBefore(change Change, event planner.EventID) ([]planner.Known, error) {
	audits, err := tx.AuditOf(change)
	if err != nil {
		return nil, err
	}
	e, err := tx.Event(event)
	if err != nil {
		return nil, err
	}
	dates, made := map[string]dateImage{}, map[string]bool{}
	altered := false
	for _, a := range audits {
		switch _, seen := dates[a.EntityID]; {
		case a.Entity == occurrencesTable.name && a.Before == "":
			made[a.EntityID] = true
		case a.Entity == occurrencesTable.name && !seen:
			var was dateImage
			if err := json.Unmarshal([]byte(a.Before), &was); err != nil {
				return nil, fmt.Errorf("read audit of a date: %w", err)
			}
			dates[a.EntityID], altered = was, true
		case a.Entity == eventsTable.name && a.EntityID == string(event) && a.Before != "":
			was := eventImage{Place: e.Place, State: e.State, Certainty: e.Certainty}
			if err := json.Unmarshal([]byte(a.Before), &was); err != nil {
				return nil, fmt.Errorf("read audit of an event: %w", err)
			}
			altered = altered || was.Place != e.Place || was.State != e.State
			e.Place, e.State, e.Certainty = was.Place, was.State, was.Certainty
		}
	}
	if !altered {
		return nil, nil
	}
	return tx.knownAs(e, dates, made)
}

// knownAs are the dates of e, some of them as they were, but for those made.
func (tx *Tx) knownAs(e planner.Event, were map[string]dateImage, made map[string]bool) ([]planner.Known, error) {
	occs, err := tx.OccurrencesOf(e.ID)
	if err != nil {
		return nil, err
	}
	old := occs[:0]
	for _, o := range occs {
		if made[string(o.ID)] {
			continue
		}
		if was, altered := were[string(o.ID)]; altered {
			o.Span = planner.Span{Start: was.Start, End: was.End, AllDay: was.AllDay, Zone: was.Zone}
			o.State, o.Reason, o.Place = was.State, was.Reason, was.Place
		}
		old = append(old, o)
	}
	return planner.KnownOf(e, old), nil
}
