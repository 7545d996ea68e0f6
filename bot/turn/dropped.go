package turn

import (
	"errors"
	"regexp"
	"strings"

	"entente/bot/grammar"
	"entente/planner"
	"entente/planner/when"
)

// Dropped is what a sentence says of dates that are not held.
type Dropped struct {
	Left      string      // the words that name the event
	Days      []when.Days // none: no date is named
	Following bool        // with a day: all dates from then on
	Reason    string
}

// ReadDropped reads "the seminar of 9 February: Tết", "from 4 May on".
func (r *Turn) ReadDropped(text string) (Dropped, error) {
	following, text := TakeFollowing(text)
	found, err := when.FindSkip(text, r.TimeContext())
	if errors.Is(err, when.ErrNone) {
		left, reason, _ := strings.Cut(text, ":")
		return Dropped{Left: left, Reason: strings.TrimSpace(reason)}, nil
	}
	d := Dropped{Left: grammar.BlankPieces(text, found.Pieces), Days: found.Days, Reason: found.Reason, Following: following}
	if d.Single() && FromOn.MatchString(strings.TrimSpace(text[found.Pieces[0][0]:found.Pieces[0][1]])) {
		d.Following = true
	}
	return d, err
}

// FromOn finds that a day is the first of all that follow.
var FromOn = regexp.MustCompile(`(?i)^(from|as of|starting|beginning|[àa] partir|d[èe]s|depuis)\b|\b(on|onwards?)$`)

// followingMarks say that a date and all after it are meant, folded.
var followingMarks = []string{"and following", "and all following", "and the following", "et suivantes", "et les suivantes", "et toutes les suivantes"}

// TakeFollowing takes "and following" out of the words that name a date.
func TakeFollowing(text string) (bool, string) { return grammar.TakeInside(text, followingMarks) }

// Single says whether one day is named, and no more.
func (d Dropped) Single() bool { return len(d.Days) == 1 && d.Days[0].First == d.Days[0].Last }

// Has says whether date is one of the days.
func (d Dropped) Has(date planner.Date) bool {
	for _, days := range d.Days {
		if !date.Before(days.First) && !days.Last.Before(date) {
			return true
		}
	}
	return false
}

// Colon is a reason as it stands behind a date: ": strike", or nothing.
func Colon(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}
