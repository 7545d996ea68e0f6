package reminders

import (
	"fmt"
	"slices"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// writeEventRules gives an event reminders of its own, none, or the usual ones.
func (r *request) writeEventRules(t *turn.Target, rules []planner.ReminderRule, usual bool) (*turn.Reply, error) {
	if err := r.MayChange(t.Event); err != nil {
		return nil, err
	}
	if t.Event.State != planner.Planned {
		return nil, &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(t.Event)}
	}
	rules, err := r.fitted(t.Event, rules)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if err := r.Tx.SaveRuleSet(planner.RuleSet{Event: t.Event.ID, Rules: rules, Withdrawn: usual}); err != nil {
		return nil, err
	}
	if usual {
		if rules, err = UsualRules(r.Turn, t.Event); err != nil {
			return nil, err
		}
	}
	if len(rules) == 0 {
		if err := r.dropByHand(t.Event); err != nil {
			return nil, err
		}
	}
	past, err := ReplaceRules(r.Turn, t, rules)
	if err != nil {
		return nil, err
	}
	key := "rules.event"
	if len(rules) == 0 {
		key = "rules.event_none"
	}
	p := r.Tell(key, words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "rules": r.sayRules(rules, r.isOwn(t.Event.ID)), "number": telling.ChangeID(r.Change)})
	p.About = memory.Subject{Event: t.Event.ID}
	p.Add(r.notesOfPast(t.Event, past)...)
	if !usual {
		p.Button(r.Label("button.usual"), "usual reminders for "+telling.EventID(t.Event))
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// notesOfPast names the reminders of an event whose turn has gone by.
func (r *request) notesOfPast(e planner.Event, past []planner.Reminder) []chat.Block {
	if len(past) == 0 || e.Rule != nil {
		return nil
	}
	said := make([]planner.ReminderRule, len(past))
	for i, rule := range past {
		said[i] = rule.Rule()
	}
	return r.Say("note.past", words.Args{"leads": r.sayRules(said, r.isOwn(e.ID)), "n": len(said)})
}

// dropByHand ends what was set by hand for others than single people.
func (r *request) dropByHand(e planner.Event) error {
	list, err := r.Tx.RemindersOf(e.ID)
	if err != nil {
		return fmt.Errorf("find reminders: %w", err)
	}
	for _, m := range list {
		if m.ByHand && m.ToPerson == "" {
			m.State = planner.Cancelled
			if _, err := r.Tx.SaveReminder(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// ReplaceRules makes the reminders of an event that come by themselves be those
// wanted. One that stays keeps its row, and so is not said a second time.
func ReplaceRules(said *turn.Turn, t *turn.Target, wanted []planner.ReminderRule) (past []planner.Reminder, err error) {
	r := &request{Turn: said}
	wanted = t.Event.Rules(wanted)
	have, err := r.standing(t.Event)
	if err != nil {
		return nil, err
	}
	var there []planner.ReminderRule
	for _, m := range have {
		if slices.Contains(wanted, m.Rule()) && !slices.Contains(there, m.Rule()) {
			there = append(there, m.Rule())
			continue
		}
		m.State = planner.Cancelled
		if _, err := r.Tx.SaveReminder(m); err != nil {
			return nil, err
		}
	}
	var added []planner.Reminder
	for _, rule := range wanted {
		if !slices.Contains(there, rule) {
			there = append(there, rule)
			added = append(added, rule.Of(t.Event, r.Now))
		}
	}
	if _, err := r.Tx.AddReminders(added); err != nil {
		return nil, fmt.Errorf("save reminders: %w", err)
	}
	return r.Reschedule(t.Event, t.Occurrences, "removed")
}

// showRules says which reminders the events of a scope get.
func (r *request) showRules(s ruleScope) (*turn.Reply, error) {
	sets, err := r.Tx.RuleSets(s.collaboration.ID)
	if err != nil {
		return nil, err
	}
	kinds := planner.Kinds()
	if s.kind != "" {
		kinds = []planner.Kind{s.kind}
	}
	var rows [][]chat.Text
	for _, kind := range kinds {
		said := r.sayRules(planner.RulesFor(kind, sets), false)
		if said == "" {
			said = r.Label("rules.no_rules")
		}
		rows = append(rows, []chat.Text{telling.Plain(r.Kind(kind)), telling.Plain(said)})
	}
	p := r.Tell("rules.are", words.Args{"code": telling.Strong(s.collaboration.Code)})
	p.Add(chat.Block{Rows: rows})
	example := "reminders for " + s.collaboration.Code + " seminars: " + when.SayLead(planner.Lead{Days: 3, At: planner.Morning()}, planner.English)
	if r.Lang == planner.French {
		example = "rappels des séminaires de " + s.collaboration.Code + " : la veille à 9h"
	}
	return p.Add(r.Say("rules.change", words.Args{"sentence": telling.Code(example)})...), nil
}
