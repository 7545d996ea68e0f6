package planner

// Certainty says how sure the plan of an event is.
type Certainty string

// An event is certain unless it was planned otherwise.
const (
	Certain   Certainty = ""
	Tentative Certainty = "tentative" // it may be held otherwise, or not at all
	SomeTime  Certainty = "period"    // tentative, on days still to be found within its span, which is of whole days
)

// Tentative says whether e still has to be confirmed: only its organisers are
// reminded of it (RFC 5545 section 3.8.1.11, STATUS:TENTATIVE).
func (e Event) Tentative() bool { return e.Certainty != Certain }

// Rules are rules as they fit e: those of a tentative event are for its
// organisers alone, and of one whose days are still to be found only those that
// come days or months before, since nobody can be told that it is tomorrow.
func (e Event) Rules(rules []ReminderRule) []ReminderRule {
	if !e.Tentative() {
		return rules
	}
	var fit []ReminderRule
	for _, rule := range rules {
		rule.Audience, rule.InThread = ForOrganisers, false
		early := rule.Lead.Months > 0 || rule.Lead.Days >= weekDays
		if e.Certainty == Tentative || early && rule.Lead.Anchor == AnchorStart {
			fit = append(fit, rule)
		}
	}
	if len(fit) == 0 && len(rules) > 0 {
		fit = append(fit, ReminderRule{Lead: Lead{Days: weekDays, At: Morning()}, Audience: ForOrganisers})
	}
	return fit
}

// weekDays is how many days before a period there is still time to find its days.
const weekDays = 7
