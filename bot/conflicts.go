package bot

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// conflictsOf are the conflicts of the dates of an event that is planned with
// some people, or moved, but for those that its collaboration ignores.
func (r *request) conflictsOf(e planner.Event, dates []planner.Occurrence, people []planner.Person) ([]planner.Conflict, error) {
	dates = ahead(dates, r.now)
	if len(dates) == 0 || e.Certainty == planner.SomeTime {
		return nil, nil
	}
	mine, theirs, err := r.engagements(e, people)
	if err != nil || len(theirs) == 0 {
		return nil, err
	}
	filter := store.OccurrenceFilter{From: dates[0].StartAt, To: dates[0].EndAt}
	for _, o := range dates {
		if o.StartAt.Before(filter.From) {
			filter.From = o.StartAt
		}
		if filter.To.Before(o.EndAt) {
			filter.To = o.EndAt
		}
	}
	for _, g := range theirs {
		if !slices.Contains(filter.Events, g.Event) {
			filter.Events = append(filter.Events, g.Event)
		}
	}
	dated, err := r.tx.OccurrencesBetween(filter)
	if err != nil {
		return nil, err
	}
	var others []planner.Occurrence
	kinds := map[planner.EventID]planner.Kind{}
	for _, d := range dated {
		taken := mine[len(mine)-1].Part == planner.TakenFor
		elsewhere := taken && words.Fold(d.Event.PlaceOn(d.Occurrence)) != words.Fold(e.Place)
		if elsewhere && !slices.ContainsFunc(theirs, func(g planner.Engagement) bool { return g.Event == d.Event.ID && g.Person != "" }) {
			continue // this date of it is held somewhere else
		}
		others, kinds[d.Event.ID] = append(others, d.Occurrence), d.Event.Kind
	}
	found := planner.Conflicts(e, dates, mine, theirs, others, kinds)
	set, err := r.severities(e)
	return slices.DeleteFunc(found, func(c planner.Conflict) bool { return set[c.Kind] == planner.Ignore }), err
}

// engagements are what an event takes up, its people and its room, and what
// other events take up of the same.
func (r *request) engagements(e planner.Event, people []planner.Person) (mine, theirs []planner.Engagement, err error) {
	for _, person := range people {
		mine = append(mine, planner.Engagement{Event: e.ID, Person: person.ID, Part: planner.With})
	}
	if e.ID != "" {
		speakers, err := r.tx.SpeakersOf(e.ID)
		if err != nil {
			return nil, nil, err
		}
		for _, s := range speakers {
			if s.Person != "" && s.State == planner.Accepted {
				mine = append(mine, planner.Engagement{Event: e.ID, Occurrence: s.Occurrence, Person: s.Person, Part: planner.Speaks})
			}
		}
		talks, err := r.tx.TalksOf(e.ID)
		if err != nil {
			return nil, nil, err
		}
		for on, talk := range talks {
			if talk.Chair.Person != "" {
				mine = append(mine, planner.Engagement{Event: e.ID, Occurrence: on, Person: talk.Chair.Person, Part: planner.Chairs})
			}
		}
	}
	var ids []planner.PersonID
	for _, g := range mine {
		ids = append(ids, g.Person)
	}
	if theirs, err = r.tx.EngagementsOf(ids); err != nil || !isRoom(e.Place) {
		return mine, theirs, err
	}
	mine = append(mine, planner.Engagement{Event: e.ID, Part: planner.TakenFor})
	taken, err := r.tx.EventsAt(e.Place)
	for _, id := range taken {
		theirs = append(theirs, planner.Engagement{Event: id, Part: planner.TakenFor})
	}
	return mine, theirs, err
}

// isRoom says whether a place can be taken: no city or institute, where many
// things are held at once, and nothing that is held online.
func isRoom(place string) bool {
	folded := words.Fold(place)
	for _, online := range []string{"online", "zoom", "en ligne", "visio", "bbb", "distance", "remote"} {
		if strings.Contains(folded, online) {
			return false
		}
	}
	for _, t := range tokens(place) {
		if rooms[t.fold] {
			return true
		}
	}
	_, city := when.ZoneOf(place)
	return place != "" && !city
}

// severities are what the collaboration of an event does about conflicts.
func (r *request) severities(e planner.Event) (map[planner.ConflictKind]planner.Severity, error) {
	if e.Collaboration == "" {
		return nil, nil
	}
	c, err := r.tx.Collaboration(e.Collaboration)
	return c.Conflicts, err
}

// refuseConflicts refuses what the collaboration of an event does not let happen,
// and gives the other conflicts, to be named once it is done.
func (r *request) refuseConflicts(e planner.Event, dates []planner.Occurrence, people []planner.Person) ([]planner.Conflict, error) {
	found, err := r.conflictsOf(e, dates, people)
	if err != nil {
		return nil, err
	}
	set, err := r.severities(e)
	if err != nil {
		return nil, err
	}
	var blocked []planner.Conflict
	for _, c := range found {
		if set[c.Kind] == planner.Block {
			blocked = append(blocked, c)
		}
	}
	if len(blocked) > 0 {
		return nil, &planner.Refusal{Why: "conflict.blocked", Words: strings.Join(r.conflictLines(e, blocked), " "), Args: words.Args{"code": r.codeOf(e), "kind": r.label("conflict.word." + string(blocked[0].Kind))}}
	}
	if set[planner.HolidayConflict] != planner.Block {
		return found, nil
	}
	clashes, err := delivery.Clashes(r.tx, e, ahead(dates, r.now))
	if err != nil || len(clashes) == 0 {
		return found, err
	}
	var said []string
	for _, c := range clashes {
		said = append(said, r.clashTexts(c, r.reader())...)
	}
	return nil, &planner.Refusal{Why: "conflict.holiday", Words: strings.Join(said[:min(maxClashes, len(said))], r.separator()), Args: words.Args{"code": r.codeOf(e)}}
}

// sayConflicts names conflicts, one a line.
func (r *request) sayConflicts(e planner.Event, found []planner.Conflict) (blocks []chat.Block) {
	for _, line := range r.conflictLines(e, found) {
		blocks = append(blocks, chat.Block{Text: plain(line)})
	}
	return blocks
}

// conflictLines are the conflicts of an event as sentences: of those with one
// other event the first date, and how many more there are.
func (r *request) conflictLines(e planner.Event, found []planner.Conflict) (lines []string) {
	type group struct {
		kind   planner.ConflictKind
		person planner.PersonID
		event  planner.EventID
	}
	seen := map[group]int{}
	var order []planner.Conflict
	for _, c := range found {
		g := group{c.Kind, c.Person, c.Other.Event}
		if seen[g]++; seen[g] == 1 {
			order = append(order, c)
		}
	}
	for _, c := range order[:min(maxClashes, len(order))] {
		args := words.Args{"place": e.Place, "what": r.conflictWith(c.Other.Event), "when": when.Say(c.Other.Shown(), r.reader()), "n": seen[group{c.Kind, c.Person, c.Other.Event}] - 1}
		if c.Person != "" {
			args["name"] = r.nameOf(c.Person)
		}
		key := "conflict." + string(c.Kind)
		if args["n"] != 0 {
			key += "_several"
		}
		lines = append(lines, r.Words.Text(r.lang, key, args))
	}
	if rest := len(order) - maxClashes; rest > 0 {
		lines = append(lines, r.Words.Text(r.lang, "list.more", words.Args{"n": rest}))
	}
	return lines
}

// conflictWith names the other event, where the person may see it.
func (r *request) conflictWith(id planner.EventID) string {
	e, err := r.tx.Event(id)
	if err != nil {
		return r.label("conflict.another")
	}
	if sees, err := r.canSee(e); err != nil || !sees {
		return r.label("conflict.another")
	}
	return e.Title + " · " + eventID(e)
}

// movedInto are the conflicts of an event with those of its dates that are about
// to be held at another time than is written.
func (r *request) movedInto(t *target) ([]planner.Conflict, error) {
	written, err := r.tx.OccurrencesOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	people, err := r.tx.PeopleOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	return r.refuseConflicts(t.event, changedDates(written, t.occurrences), people)
}
