package events

import (
	"regexp"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/words"
	"entente/planner"
)

// limitedTo is how many may come, in a sentence that plans: "20 places",
// "limited to 15 participants", « 15 personnes au maximum ». "For 20 people" is
// no limit.
var limitedTo = regexp.MustCompile(`(?i)\(?(?:\b(?:is |est )?(?:limited to|max\.?|maximum|maximum of|up to|at most|no more than|limitée? à|au plus|au maximum|pas plus de)\s+(\d{1,9})\s*(?:places|seats|spots|people|persons|participants|attendees|personnes|sièges)\b` +
	`|\b(?:with |avec |for |pour )?(?:only |seulement )?(\d{1,9})\s+(?:places|seats|spots|sièges)\b(?:\s+(?:max|maximum|at most|only|au maximum|au plus|seulement)\b)?` +
	`|\b(\d{1,9})\s+(?:people|persons|participants|attendees|personnes)\s+(?:max|maximum|at most|au maximum|au plus)\b)\)?`)

// seats are what such a limit counts, folded, without their endings.
var seats = []string{"place", "seat", "spot", "siege", "people", "person", "participant", "attendee"}

// takePlaces takes out of what stands beside the title how many may come on
// site, and marks where it stood.
func (d *draft) takePlaces(text string) (string, error) {
	if !grammar.Holds(text, seats) {
		return text, nil // as most often
	}
	m := limitedTo.FindStringSubmatchIndex(text)
	if m == nil {
		return text, nil
	}
	said := ""
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 {
			said = text[m[i]:m[i+1]]
		}
	}
	d.capacity, _ = strconv.Atoi(said) // nine digits always fit
	if d.capacity < 1 || d.capacity > planner.MaxCapacity {
		return text, &planner.Refusal{Why: "attend.capacity", Words: said, Args: words.Args{"limit": planner.MaxCapacity}}
	}
	return text[:m[0]] + "\x00" + strings.Repeat(" ", m[1]-m[0]-1) + text[m[1]:], nil
}

// places says how many may come on site to a new event, where that is limited.
func (r *request) places(e planner.Event) []chat.Block {
	if e.Capacity == 0 {
		return nil
	}
	return r.Say("plan.places", words.Args{"n": e.Capacity})
}
