//go:build goolm

package matrix

import (
	"strconv"
	"testing"

	"maunium.net/go/mautrix/id"
)

// TestPlaceIsHeldBack for what a crash must not lose, as far as there is a place
// before it.
func TestPlaceIsHeldBack(t *testing.T) {
	for name, test := range map[string]struct {
		joins, late []bookmark
		want        string
	}{
		"nothing waits":             {nil, nil, "s9"},
		"a room":                    {[]bookmark{{"s4", 4}, {"s3", 3}}, nil, "s3"},
		"a message":                 {nil, []bookmark{{"s5", 5}, {"s6", 6}}, "s5"},
		"a message before the room": {[]bookmark{{"s4", 4}}, []bookmark{{"s3", 3}}, "s3"},
		"a room before the message": {[]bookmark{{"s10", 3}}, []bookmark{{"s9", 4}}, "s10"},
		"since the first start":     {[]bookmark{{"", 1}}, nil, "s9"},
		"and since later":           {[]bookmark{{"", 1}, {"s2", 2}}, nil, "s2"},
	} {
		s := session{door: newDoor(nil)}
		for _, from := range test.joins {
			s.door.joins = append(s.door.joins, entry{from: from})
		}
		for _, from := range test.late {
			s.late = append(s.late, lateMessage{from: from})
		}
		if got := s.reached("s9"); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestAuthorsAreForgottenInTheirOrder, and not before there are many.
func TestAuthorsAreForgottenInTheirOrder(t *testing.T) {
	a := authors{of: map[messageID]id.UserID{}}
	message := func(n int) messageID { return messageID{"!r:s", id.EventID("$" + strconv.Itoa(n))} }
	for n := range 2*mostAuthors + 3 {
		a.note(message(n), "@alice:s")
		a.note(message(n), "@alice:s")
	}
	if len(a.of) != mostAuthors || len(a.order) != mostAuthors {
		t.Errorf("%d remembered, in a ring of %d", len(a.of), len(a.order))
	}
	if _, known := a.of[message(mostAuthors+2)]; known {
		t.Error("the oldest are still known")
	}
	if _, known := a.of[message(mostAuthors+3)]; !known {
		t.Error("the latest are not known")
	}
}
