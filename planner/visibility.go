package planner

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Visibility is for whom an event is.
type Visibility string

// Who sees an event. Of one without a collaboration the members are those in
// the room where it was planned; the empty Visibility is that of members too.
const (
	Private Visibility = "private" // who organises it or has a part in it, in private
	Members Visibility = "members"
	Public  Visibility = "public"
)

// LinkRule is the manner in which a live link is kept.
type LinkRule string

// Who sees a live link, among those who see its event.
const (
	LinkOpen     LinkRule = ""         // all
	LinkTimed    LinkRule = "timed"    // all, from some minutes before the start
	LinkMembers  LinkRule = "members"  // members of the collaboration
	LinkReplied  LinkRule = "replied"  // who answered yes
	LinkExternal LinkRule = "external" // nobody here: it is had at another address
)

// LinkAccess is who sees a live link, and from when.
type LinkAccess struct {
	Rule    LinkRule
	Minutes int    // of LinkTimed: how long before the start
	Address string // of LinkExternal: where one registers, as a URL
}

// String is a as the store keeps it and buttons say it: "", "timed 15",
// "members", "replied", "external https://…".
func (a LinkAccess) String() string {
	switch a.Rule {
	case LinkTimed:
		return fmt.Sprintf("%s %d", a.Rule, a.Minutes)
	case LinkExternal:
		return string(a.Rule) + " " + a.Address
	}
	return string(a.Rule)
}

// ParseLinkAccess reads what String gives.
func ParseLinkAccess(text string) (LinkAccess, error) {
	rule, rest, _ := strings.Cut(text, " ")
	a := LinkAccess{Rule: LinkRule(rule)}
	switch a.Rule {
	case LinkOpen, LinkMembers, LinkReplied:
		return a, nil
	case LinkTimed:
		minutes, err := strconv.Atoi(rest)
		if err != nil || minutes < 0 {
			return a, fmt.Errorf("minutes of link access %q", text)
		}
		a.Minutes = minutes
		return a, nil
	case LinkExternal:
		a.Address = rest
		return a, nil
	}
	return a, fmt.Errorf("unknown link access %q", text)
}

// Viewer is whoever reads: somebody in private, or all who are in a room.
type Viewer struct {
	Organises bool // may change the event, or speaks on that date
	Member    bool // of the collaboration, or in one of its rooms
	Replied   bool // answered yes; of a room never
}

// LinkHidden is why a viewer does not see a live link.
type LinkHidden string

// Why a live link is hidden: what it waits for, or what to do.
const (
	LinkShown       LinkHidden = ""
	LinkTooEarly    LinkHidden = "early"    // see [LinkAccess.From]
	LinkForMembers  LinkHidden = "members"  // ask those who organise
	LinkForReplied  LinkHidden = "replied"  // answer yes, and ask in private
	LinkIsElsewhere LinkHidden = "external" // at Address
	LinkAfterwards  LinkHidden = "ended"    // the date is over
)

// linkLasts is how long after its end a date's link is shown: talks last longer
// than planned.
const linkLasts = time.Hour

// Hides says why v does not see, at now, the live link of a date from start to
// end; LinkShown when they do. Whoever organises it always does.
func (a LinkAccess) Hides(v Viewer, start, end, now time.Time) LinkHidden {
	switch {
	case v.Organises:
		return LinkShown
	case a.Rule == LinkExternal:
		return LinkIsElsewhere
	case a.Rule == LinkMembers && !v.Member:
		return LinkForMembers
	case a.Rule == LinkReplied && !v.Replied:
		return LinkForReplied
	case now.After(end.Add(linkLasts)):
		return LinkAfterwards
	case a.Rule == LinkTimed && now.Before(a.From(start)):
		return LinkTooEarly
	}
	return LinkShown
}

// From is the instant from which a timed link is seen.
func (a LinkAccess) From(start time.Time) time.Time {
	return start.Add(-time.Duration(a.Minutes) * time.Minute)
}
