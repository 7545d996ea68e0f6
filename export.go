package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"

	"entente/bot/talks"
	"entente/planner"
	"entente/planner/ical"
	"entente/store"
)

// exportCommand writes the calendar.
type exportCommand struct {
	databaseFlags
	Collaboration string `long:"collaboration" value-name:"CODE" description:"Only the events of this collaboration."`
}

// Run writes every event that is planned or cancelled to standard output.
func (c *exportCommand) Run(ctx context.Context, std stdio) (err error) {
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closing(db, &err)
	var calendar ical.Calendar
	err = db.View(ctx, func(tx *store.Tx) error {
		calendar, err = c.calendar(tx)
		return err
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.out)
	if err := ical.Write(out, calendar); err != nil {
		return err
	}
	return out.Flush()
}

// calendar is what the options ask for.
func (c *exportCommand) calendar(tx *store.Tx) (ical.Calendar, error) {
	calendar := ical.Calendar{Name: "Entente"}
	var filter store.EventFilter
	if c.Collaboration != "" {
		only, err := tx.CollaborationByCode(c.Collaboration)
		if errors.Is(err, store.ErrNotFound) {
			return calendar, fmt.Errorf("there is no collaboration %q", c.Collaboration)
		}
		if err != nil {
			return calendar, err
		}
		calendar.Name, filter.Collaboration = only.Title, &only.ID
	}
	codes, err := codes(tx)
	if err != nil {
		return calendar, err
	}
	events, err := tx.Events(filter)
	if err != nil {
		return calendar, err
	}
	for _, event := range events {
		dates, err := tx.OccurrencesOf(event.ID)
		if err != nil {
			return calendar, err
		}
		spoken, err := talks.ForCalendar(tx, event)
		if err != nil {
			return calendar, err
		}
		calendar.Items = append(calendar.Items, ical.Item{Event: event, Occurrences: dates, Collaboration: codes[event.Collaboration], Talks: spoken})
	}
	return calendar, nil
}

// codes are those of all collaborations.
func codes(tx *store.Tx) (map[planner.CollaborationID]string, error) {
	all, err := tx.Collaborations()
	if err != nil {
		return nil, err
	}
	codes := map[planner.CollaborationID]string{}
	for _, c := range all {
		codes[c.ID] = c.Code
	}
	return codes, nil
}
