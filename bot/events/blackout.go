package events

import (
	"errors"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// blackoutPhrases name the command between a collaboration's code and its days.
var blackoutPhrases = []string{
	"no events", "no event", "blackout", "blackouts", "blackout dates",
	"pas d'evenements", "pas d'evenement", "aucun evenement", "periode sans evenement", "periodes sans evenement",
	"periode sans evenements", "periodes sans evenements", "jours sans evenements", "jours sans evenement",
}

// blackout is `no events of GANDA from 20 December to 5 January: Christmas
// break`; without days it lists the blackouts.
func (r *request) blackout(rest string) (*turn.Reply, error) {
	c, rest, err := r.codeOrRoom(rest)
	if err != nil {
		return nil, err
	}
	from, _ := grammar.Stripped(rest)
	rest = rest[from:] // what is asked back has to stand in the sentence
	found, err := when.FindSkip(rest, r.TimeContext())
	if errors.Is(err, when.ErrNone) {
		if left := grammar.StripConnectives(rest); left != "" {
			return nil, &planner.Refusal{Why: "blackout.usage", Words: left}
		}
		return r.listBlackouts(c)
	}
	if err != nil {
		return nil, err
	}
	if left := grammar.Squeeze(grammar.StripConnectives(grammar.BlankPieces(rest, found.Pieces))); left != "" {
		return nil, &planner.Refusal{Why: "blackout.usage", Words: left}
	}
	if err := r.MayPlan(c); err != nil {
		return nil, err
	}
	made, err := r.writeBlackouts(c, found)
	if err != nil {
		return nil, err
	}
	p := r.Tell("blackout.set", words.Args{"code": telling.Strong(c.Code), "days": r.blackoutDays(made), "number": telling.ChangeID(r.Change)})
	if err := r.addTouched(p, c, made); err != nil {
		return nil, err
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// writeBlackouts keeps days without events; on days that are kept already only
// the reason changes.
func (r *request) writeBlackouts(c planner.Collaboration, found when.Skip) (made []planner.Blackout, err error) {
	if err := r.Begin(); err != nil {
		return nil, err
	}
	kept, err := r.Tx.Blackouts(c.ID)
	if err != nil {
		return nil, err
	}
	for _, days := range found.Days {
		b := planner.Blackout{Collaboration: c.ID, First: days.First, Last: days.Last, Created: r.Now}
		same := func(k planner.Blackout) bool { return k.First == b.First && k.Last == b.Last }
		if i := slices.IndexFunc(kept, same); i >= 0 {
			b = kept[i]
		}
		b.Reason = found.Reason
		if err := b.Validate(); err != nil {
			return nil, err
		}
		if b, err = r.Tx.SaveBlackout(b); err != nil {
			return nil, err
		}
		made = append(made, b)
	}
	return made, nil
}

// addTouched names the events that have dates in some blackouts, whose
// organisers are told again three weeks before; those of a series can be
// skipped.
func (r *request) addTouched(p *turn.Reply, c planner.Collaboration, made []planner.Blackout) error {
	return people.PlanClashes(r.Turn, c, func(e planner.Event, occs []planner.Occurrence) error {
		sees, err := r.CanSee(e)
		if sees {
			r.addTouchedEvent(p, e, planner.Ahead(occs, r.Now), made)
		}
		return err
	})
}

// addTouchedEvent is the line of one event.
func (r *request) addTouchedEvent(p *turn.Reply, e planner.Event, occs []planner.Occurrence, made []planner.Blackout) {
	var dates []string
	reader := r.Reader()
	reader.Short = true
	for _, o := range occs {
		first := o.Span.Start.Date
		if slices.ContainsFunc(made, func(b planner.Blackout) bool { return b.Touches(first, first.AddDays(o.Span.Days()-1)) }) {
			dates = append(dates, when.SayDate(first, reader))
		}
	}
	n := len(dates)
	if n == 0 {
		return
	}
	if rest := n - telling.MaxClashes; rest > 0 {
		dates = append(dates[:telling.MaxClashes], r.Words.Text(r.Lang, "list.more", words.Args{"n": rest}))
	}
	id := telling.EventID(e)
	p.Add(r.Say("blackout.touches", words.Args{"id": telling.Code(id), "title": telling.Strong(e.Title), "n": n, "dates": strings.Join(dates, r.Separator())})...)
	if e.Rule != nil && len(p.Buttons) < 3 {
		p.Button(r.Words.Text(r.Lang, "button.skip_of", words.Args{"n": n, "id": id}), "skip blackout dates of "+id+" "+telling.Version(e))
	}
}

// BlackoutOf is « GANDA : pas d'événements du 20 décembre au 5 janvier »: a
// code before the command. Nil: it is none.
func BlackoutOf(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	have := grammar.FirstTokens(text, 1)
	if len(have) == 0 {
		return nil, nil
	}
	name, rest := text[have[0].From:have[0].To], strings.TrimLeft(text[have[0].To:], " :,\u00a0\u202f")
	for _, phrase := range blackoutPhrases {
		after, ok := grammar.CutPhrase(rest, phrase)
		if !ok || grammar.Asks(text) {
			continue
		}
		if _, err := r.Tx.CollaborationByCode(name); err != nil {
			return nil, nil
		}
		r.Command = "blackout"
		return r.blackout("of " + name + " " + after)
	}
	return nil, nil
}

// codeOrRoom takes the code of a collaboration out of text; without one it is
// the room's.
func (r *request) codeOrRoom(text string) (planner.Collaboration, string, error) {
	var s turn.Scope
	rest, err := r.takeCode(text, &s)
	if err != nil {
		return planner.Collaboration{}, rest, err
	}
	if s.Collaboration != nil {
		return *s.Collaboration, rest, nil
	}
	c, err := people.CollaborationNamed(r.Turn, "")
	return c, rest, err
}

// blackoutDays are "Sun 20 December 2026 – Tue 5 January 2027".
func (r *request) blackoutDays(list []planner.Blackout) string {
	said := make([]string, len(list))
	for i, b := range list {
		said[i] = when.Say(planner.AllDay(b.First, b.Last, "UTC"), when.Reader{Lang: r.Lang, Now: r.Now})
	}
	return strings.Join(said, r.Separator())
}

// today is the date where the person is.
func (r *request) today() planner.Date {
	today, err := planner.DateOf(r.Now, r.TimeContext().Zone)
	if err != nil {
		return planner.Date{}
	}
	return today
}
