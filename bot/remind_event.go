package bot

import (
	"fmt"
	"slices"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// writeEventRules gives an event reminders of its own, none, or the usual ones.
func (r *request) writeEventRules(t *target, rules []planner.ReminderRule, usual bool) (*reply, error) {
	if err := r.mayChange(t.event); err != nil {
		return nil, err
	}
	if t.event.State != planner.Planned {
		return nil, &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(t.event)}
	}
	rules, err := r.fitted(t.event, rules)
	if err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	if err := r.tx.SaveRuleSet(planner.RuleSet{Event: t.event.ID, Rules: rules, Withdrawn: usual}); err != nil {
		return nil, err
	}
	if usual {
		if rules, err = r.usualRules(t.event); err != nil {
			return nil, err
		}
	}
	if len(rules) == 0 {
		if err := r.dropByHand(t.event); err != nil {
			return nil, err
		}
	}
	past, err := r.replaceRules(t, rules)
	if err != nil {
		return nil, err
	}
	key := "rules.event"
	if len(rules) == 0 {
		key = "rules.event_none"
	}
	p := r.tell(key, words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "rules": r.sayRules(rules, r.isOwn(t.event.ID)), "number": telling.ChangeID(r.change)})
	p.about = memory.Subject{Event: t.event.ID}
	p.add(r.notesOfPast(t.event, past)...)
	if !usual {
		p.button(r.label("button.usual"), "usual reminders for "+telling.EventID(t.event))
	}
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
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
	return r.say("note.past", words.Args{"leads": r.sayRules(said, r.isOwn(e.ID)), "n": len(said)})
}

// dropByHand ends what was set by hand for others than single people.
func (r *request) dropByHand(e planner.Event) error {
	list, err := r.tx.RemindersOf(e.ID)
	if err != nil {
		return fmt.Errorf("find reminders: %w", err)
	}
	for _, m := range list {
		if m.ByHand && m.ToPerson == "" {
			m.State = planner.Cancelled
			if _, err := r.tx.SaveReminder(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// replaceRules makes the reminders of an event that come by themselves be those
// wanted. One that stays keeps its row, and so is not said a second time.
func (r *request) replaceRules(t *target, wanted []planner.ReminderRule) (past []planner.Reminder, err error) {
	wanted = t.event.Rules(wanted)
	have, err := r.standing(t.event)
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
		if _, err := r.tx.SaveReminder(m); err != nil {
			return nil, err
		}
	}
	var added []planner.Reminder
	for _, rule := range wanted {
		if !slices.Contains(there, rule) {
			there = append(there, rule)
			added = append(added, rule.Of(t.event, r.now))
		}
	}
	if _, err := r.tx.AddReminders(added); err != nil {
		return nil, fmt.Errorf("save reminders: %w", err)
	}
	return r.reschedule(t.event, t.occurrences, "removed")
}

// showRules says which reminders the events of a scope get.
func (r *request) showRules(s ruleScope) (*reply, error) {
	sets, err := r.tx.RuleSets(s.collaboration.ID)
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
			said = r.label("rules.no_rules")
		}
		rows = append(rows, []chat.Text{telling.Plain(r.kind(kind)), telling.Plain(said)})
	}
	p := r.tell("rules.are", words.Args{"code": telling.Strong(s.collaboration.Code)})
	p.add(chat.Block{Rows: rows})
	example := "reminders for " + s.collaboration.Code + " seminars: " + when.SayLead(planner.Lead{Days: 3, At: planner.Morning()}, planner.English)
	if r.lang == planner.French {
		example = "rappels des séminaires de " + s.collaboration.Code + " : la veille à 9h"
	}
	return p.add(r.say("rules.change", words.Args{"sentence": telling.Code(example)})...), nil
}
