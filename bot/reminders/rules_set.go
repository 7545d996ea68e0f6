package reminders

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// noRuleWords are written instead of a list, folded.
var noRuleWords = []string{"none", "no", "aucun", "aucune", "rien", "pas de rappel", "pas de rappels", "no reminders", "off"}

// setReminders is `reminders for GANDA seminars: 3 days before, 1 hour before`:
// what stands after the colon takes the place of what came by itself so far.
func (r *request) setReminders(head, list string) (*turn.Reply, error) {
	r.Command = "reminders"
	if grammar.Asks(r.Text) {
		return r.Tell("question.changes_nothing", words.Args{"command": r.Command}), nil
	}
	s, ok, err := r.readRuleScope(head)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, &planner.Refusal{Why: "rules.whose", Words: grammar.Squeeze(head)}
	}
	folded := words.Fold(grammar.Squeeze(list))
	switch {
	case slices.Contains(noRuleWords, folded):
		return r.writeRules(s, nil, false)
	case slices.Contains(grammar.UsualWords, folded):
		return r.writeRules(s, nil, true)
	}
	rules, err := r.readRules(list)
	if err != nil {
		return nil, err
	}
	if len(rules) == 0 {
		return nil, &planner.Refusal{Why: "rules.usage"}
	}
	return r.writeRules(s, rules, false)
}

// noReminders is `no reminders for E2` / « pas de rappels pour E2 ».
func (r *request) noReminders(rest string) (*turn.Reply, error) {
	if bare := words.Fold(grammar.Squeeze(rest)); bare == "" || bare == "here" || bare == "ici" {
		return r.fewer(rest + ": none")
	}
	if p, err := r.silence(rest, true); p != nil || err != nil {
		return p, err
	}
	return r.setReminders(rest, "none")
}

// usualReminders is `usual reminders for E2`, back to the defaults.
func (r *request) usualReminders(rest string) (*turn.Reply, error) {
	if p, err := r.silence(rest, false); p != nil || err != nil {
		return p, err
	}
	return r.setReminders(rest, "usual")
}

// silence is `no reminders for E2 on 16 March`: one date of a series is left out
// by the reminders that come by themselves, or no longer; nil where the sentence
// names no date.
func (r *request) silence(rest string, silent bool) (*turn.Reply, error) {
	d, err := r.ReadDropped(rest)
	if err != nil {
		return nil, err
	}
	if m := grammar.EventForm.FindStringSubmatch(" " + rest); !d.Single() && (m == nil || m[2] == "") {
		return nil, nil
	}
	t, err := r.ChangeableOn(d)
	if err != nil {
		return nil, err
	}
	if t.Event.Rule == nil {
		return nil, nil
	}
	if d.Single() {
		if err := t.OnDate(r.Turn, d.Days[0].First); err != nil {
			return nil, err
		}
	}
	t.One.Silent = silent
	if _, err := r.WriteChanged(t, t.Event, "removed"); err != nil {
		return nil, err
	}
	key := "rules.date"
	if silent {
		key = "rules.date_none"
	}
	return r.WithUndo(r.TellChanged(key, t, words.Args{"when": r.Start(*t.One)})), nil
}

// writeRules writes the rules of a scope; usual: what applied before does so
// again.
func (r *request) writeRules(s ruleScope, rules []planner.ReminderRule, usual bool) (*turn.Reply, error) {
	if s.event != nil {
		return r.writeEventRules(s.event, rules, usual)
	}
	if err := r.MayPlan(*s.collaboration); err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	set := planner.RuleSet{Collaboration: s.collaboration.ID, Kind: s.kind, Rules: rules, Withdrawn: usual}
	if err := r.Tx.SaveRuleSet(set); err != nil {
		return nil, err
	}
	key := "rules.set"
	switch {
	case usual:
		key = "rules.usual"
	case len(rules) == 0:
		key = "rules.none"
	}
	p := r.Tell(key, words.Args{"what": r.scopeName(s), "rules": r.sayRules(rules, false), "number": telling.ChangeID(r.Change)})
	others, err := r.followers(s)
	if err != nil {
		return nil, err
	}
	if len(others) > 0 {
		p.Add(r.Say("rules.existing", words.Args{"n": len(others)})...)
		p.Button(r.Words.Text(r.Lang, "button.apply", words.Args{"n": len(others)}), "apply reminders for "+s.sentence())
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// sentence names the scope in a sentence of a button.
func (s ruleScope) sentence() string {
	if s.kind == "" {
		return s.collaboration.Code
	}
	return s.collaboration.Code + " " + string(s.kind) + "s"
}

// scopeName names the scope for people.
func (r *request) scopeName(s ruleScope) string {
	if s.kind == "" {
		return s.collaboration.Code
	}
	return s.collaboration.Code + " (" + r.Kind(s.kind) + ")"
}

// followers are the coming events of a scope whose reminders come by
// themselves, but are others than they would be given now.
func (r *request) followers(s ruleScope) ([]*turn.Target, error) {
	filter := store.EventFilter{Collaboration: &s.collaboration.ID, OnlyPlanned: true}
	if s.kind != "" {
		filter.Kinds = []planner.Kind{s.kind}
	}
	events, err := r.Tx.Events(filter)
	if err != nil {
		return nil, err
	}
	var list []*turn.Target
	for _, e := range events {
		_, err := r.Tx.RuleSetOf(e.ID)
		if err == nil {
			continue // it has its own
		}
		if !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		t, err := r.TargetOf(e)
		if err != nil {
			return nil, err
		}
		wanted, err := UsualRules(r.Turn, e)
		if err != nil {
			return nil, err
		}
		have, err := r.standing(e)
		if err != nil {
			return nil, err
		}
		if len(planner.Ahead(t.Occurrences, r.Now)) > 0 && !sameRules(have, wanted) {
			list = append(list, t)
		}
	}
	return list, nil
}

// standing are the reminders of an event that come by themselves.
func (r *request) standing(e planner.Event) ([]planner.Reminder, error) {
	list, err := r.Tx.RemindersOf(e.ID)
	if err != nil {
		return nil, fmt.Errorf("find reminders: %w", err)
	}
	return slices.DeleteFunc(list, func(m planner.Reminder) bool { return m.ByHand || m.ToPerson != "" }), nil
}

func sameRules(have []planner.Reminder, wanted []planner.ReminderRule) bool {
	for _, m := range have {
		if !slices.Contains(wanted, m.Rule()) {
			return false
		}
	}
	return len(have) == len(wanted)
}

// applyReminders is `apply reminders for GANDA seminars`: events that are
// planned already get what new ones get.
func (r *request) applyReminders(rest string) (*turn.Reply, error) {
	r.Command = "reminders"
	s, ok, err := r.readRuleScope(rest)
	if err == nil && (!ok || s.collaboration == nil) {
		err = &planner.Refusal{Why: "rules.whose", Words: grammar.Squeeze(rest)}
	}
	if err != nil {
		return nil, err
	}
	if err := r.MayPlan(*s.collaboration); err != nil {
		return nil, err
	}
	list, err := r.followers(s)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return r.Tell("rules.applied_none", words.Args{"what": r.scopeName(s)}), nil
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	var ids []string
	for _, t := range list {
		wanted, err := UsualRules(r.Turn, t.Event)
		if err != nil {
			return nil, err
		}
		if _, err := ReplaceRules(r.Turn, t, wanted); err != nil {
			return nil, err
		}
		ids = append(ids, telling.EventID(t.Event))
	}
	p := r.Tell("rules.applied", words.Args{"n": len(ids), "ids": strings.Join(ids, ", "), "number": telling.ChangeID(r.Change)})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}
