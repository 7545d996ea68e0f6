package reminders

import (
	"errors"
	"strings"

	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// ruleScope is what a sentence about reminders that come by themselves speaks
// of: one event, or all of a kind in a collaboration.
type ruleScope struct {
	event         *turn.Target
	collaboration *planner.Collaboration
	kind          planner.Kind // empty: all kinds
}

// readRuleScope reads "E2", "GANDA seminars", « des séminaires de GANDA ». ok is
// false where text names neither.
func (r *request) readRuleScope(text string) (s ruleScope, ok bool, err error) {
	if grammar.EventForm.MatchString(" " + text) {
		s.event, err = r.SubjectOf(text)
		return s, true, err
	}
	text = grammar.StripConnectives(text)
	for _, t := range grammar.Tokens(text) {
		c, err := r.Tx.CollaborationByCode(text[t.From:t.To])
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return s, false, err
		}
		s.collaboration, text = &c, grammar.Blank(text, t.From, t.To)
		break
	}
	kind, rest, _ := grammar.CutKind(grammar.StripConnectives(text))
	if rest = grammar.Squeeze(grammar.StripConnectives(rest)); kind != "" && rest != "" {
		return s, false, nil // "the seminar of 6 April" is one event
	}
	s.kind = kind
	if s.collaboration != nil {
		return s, true, nil
	}
	s.collaboration = r.Collaboration
	return s, kind != "" && isPlural(text) && r.Collaboration != nil, nil
}

// isPlural says whether a word of text is in the plural: "seminars".
func isPlural(text string) bool {
	for _, t := range grammar.Tokens(text) {
		if strings.HasSuffix(t.Fold, "s") && t.Fold != "des" && t.Fold != "les" {
			return true
		}
	}
	return false
}

// readRules reads "3 days before, 1 hour before to the organisers".
func (r *request) readRules(text string) ([]planner.ReminderRule, error) {
	var rules []planner.ReminderRule
	for _, part := range r.leadParts(text) {
		rule := planner.ReminderRule{Audience: planner.ForRoom}
		bare, inThread := takeThread(part)
		for i := range grammar.Tokens(bare) {
			from := grammar.Tokens(bare)[i].From
			if audience, rest, ok := groupOf(bare[from:]); ok {
				rule.Audience, bare = audience, bare[:from]+" "+rest
				break
			}
		}
		bare, anchor := takeAnchor(bare)
		lead, err := when.ParseLead(strings.TrimSpace(stripHere(bare)), r.Lang)
		if err != nil {
			return nil, err
		}
		lead.Anchor = anchor
		rule.Lead = lead
		rule.InThread = rule.Audience == planner.ForRoom && (inThread || !lead.Calendar())
		rules = append(rules, rule)
	}
	if len(rules) > planner.MaxRules {
		return nil, &planner.Refusal{Why: "rules.many", Args: words.Args{"n": planner.MaxRules}}
	}
	return rules, nil
}

// stripHere removes what says that a reminder is for the room, as it is anyway.
func stripHere(text string) string {
	for _, phrase := range []string{"to the room", "in the room", "here", "au salon", "dans le salon", "ici"} {
		if rest, ok := grammar.CutOut(text, phrase); ok {
			return rest
		}
	}
	return text
}

// leadParts splits a list at commas, semicolons, "and" and « et », but not
// before what is no lead of its own: "3 days before, at 9:00".
func (r *request) leadParts(text string) []string {
	split := strings.NewReplacer(";", ",", " and ", ",", " et ", ",", " then ", ",", " puis ", ",").Replace(text)
	var parts []string
	for _, part := range strings.Split(split, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		_, _, err := when.FindLead(part, r.Lang)
		if errors.Is(err, when.ErrNone) && len(parts) > 0 {
			parts[len(parts)-1] += ", " + part
			continue
		}
		parts = append(parts, part)
	}
	return parts
}

// sayRules lists rules: "3 days before, at 09:00; 1 hour before (the organisers)".
// In an event of one's own everybody is oneself.
func (r *request) sayRules(rules []planner.ReminderRule, own bool) string {
	said := make([]string, len(rules))
	for i, rule := range rules {
		said[i] = when.SayLead(rule.Lead, r.Lang)
		if rule.Audience.Group() && !own {
			said[i] += " (" + r.Label("remind.to_"+string(rule.Audience)) + ")"
		}
	}
	return strings.Join(said, r.Separator())
}
