package bot

import (
	"strconv"
	"strings"
	"testing"
)

// TestWhoSees: what of GANDA's seminar and of olga's own meeting each person
// sees, where.
func TestWhoSees(t *testing.T) {
	const oceans, private, theirs = "Oceans", "Private talk", "call the dean"
	scene := institute(t)
	calm := scene.copy(t)
	for sentence, cases := range map[string]map[string][]string{ // who in where: what is seen, and nothing else
		`agenda`: {
			"olga in dm": {oceans, private}, "chris in dm": {oceans}, "mia in dm": {oceans}, "root in dm": {oceans, private}, "sam in dm": nil, "oscar in dm": nil,
			"olga in ganda": {oceans}, "sam in ganda": {oceans}, "mia in ganda": {oceans}, "oscar in ganda": {oceans},
			"olga in cafe": nil, "olga in other": nil, "root in cafe": nil, "sam in cafe": nil,
		},
		`agenda 2027`:               {"olga in dm": {oceans, private}, "sam in dm": nil, "olga in ganda": {oceans}, "olga in cafe": nil},
		`agenda GANDA`:              {"olga in dm": {oceans}, "mia in dm": {oceans}, "sam in dm": nil, "oscar in dm": nil, "sam in cafe": nil, "olga in other": nil, "root in dm": {oceans}},
		`more 0 agenda GANDA`:       {"olga in dm": {oceans}, "sam in dm": nil, "sam in cafe": nil},
		`next`:                      {"olga in dm": {oceans}, "mia in dm": {oceans}, "sam in dm": nil, "sam in ganda": {oceans}, "olga in cafe": nil},
		`next meeting`:              {"olga in dm": {private}, "mia in dm": nil, "olga in ganda": nil},
		`next GANDA`:                {"mia in dm": {oceans}, "sam in dm": nil},
		`show E1`:                   {"olga in dm": {oceans}, "mia in dm": {oceans}, "sam in ganda": {oceans}, "sam in dm": nil, "sam in cafe": nil, "olga in cafe": nil, "olga in other": nil, "oscar in dm": nil},
		`show E2`:                   {"olga in dm": {private}, "root in dm": {private}, "mia in dm": nil, "chris in dm": nil, "olga in ganda": nil, "root in ganda": nil, "chris in ganda": nil},
		`E2`:                        {"olga in dm": {private}, "mia in dm": nil, "olga in ganda": nil},
		`when is the seminar?`:      {"olga in dm": {oceans}, "sam in ganda": {oceans}, "sam in dm": nil, "olga in cafe": nil},
		`when is the next meeting?`: {"olga in dm": {private}, "mia in dm": nil, "chris in ganda": nil},
		`where is E2?`:              {"olga in dm": {private}, "mia in dm": nil, "sam in cafe": nil},
		`who speaks on 12 January?`: {"olga in dm": {oceans}, "sam in dm": nil, "sam in ganda": {oceans}},
		`reminders`:                 {"olga in dm": {theirs, oceans}, "chris in dm": nil, "mia in dm": nil, "root in dm": nil},
		`reminders E1`:              {"olga in dm": {oceans}, "mia in dm": {oceans}, "sam in dm": nil, "olga in cafe": nil},
		`reminders E2`:              {"olga in dm": {private}, "mia in dm": nil, "olga in ganda": nil},
		`annule`:                    {"mia in dm": nil, "sam in dm": nil, "mia in ganda": nil},
		`cancel the meeting`:        {"mia in dm": nil, "sam in dm": nil, "chris in ganda": nil},
		`move the meeting to 9 May`: {"mia in dm": nil, "sam in dm": nil, "chris in ganda": nil},
		`remind me 1 day before`:    {"sam in dm": nil, "sam in cafe": nil},
		`undo C7`:                   {"mia in dm": nil, "sam in dm": nil, "chris in dm": nil, "oscar in other": nil},
		`undo C9`:                   {"mia in dm": nil, "sam in dm": nil, "chris in dm": nil, "oscar in other": nil},
		`forget R5`:                 {"mia in dm": nil, "chris in dm": nil, "root in dm": nil},
	} {
		for who, wanted := range cases {
			t.Run(sentence+"/"+who, func(t *testing.T) {
				name, where, _ := strings.Cut(who, " in ")
				s := calm
				if joins(who) {
					s = scene.copy(t)
				}
				s.t, s.now = t, scene.now
				said := s.say(name, where, sentence).text()
				if said == "" {
					t.Error("nothing is answered")
				}
				for _, secret := range []string{oceans, private, theirs} {
					sees, should := strings.Contains(said, secret), strings.Contains(strings.Join(wanted, "|"), secret)
					if sees != should {
						t.Errorf("sees %q: %v, want %v:\n%s", secret, sees, should, said)
					}
				}
			})
		}
	}
}

// TestWhatIsPrivateStaysPrivate: one's own reminders are answered privately,
// also when asked for in a room.
func TestWhatIsPrivateStaysPrivate(t *testing.T) {
	s := institute(t)
	for _, out := range s.say("olga", "ganda", "reminders") {
		public := out.To.Person == "" && out.OnlyFor == ""
		if text := (voices{out}).text(); public && strings.Contains(text, "dean") {
			t.Errorf("in the room it says\n%s", text)
		}
	}
	for _, sentence := range []string{"undo C8", "annule", "undo"} { // of what was done in private, asked for in a room
		said := s.copy(t).say("olga", "ganda", sentence)
		for _, out := range said {
			if text := (voices{out}).text(); out.To.Person == "" && out.OnlyFor == "" && strings.Contains(text, "dean") {
				t.Errorf("%s: in the room it says\n%s", sentence, text)
			}
		}
	}
}

// TestWithdrawnIsGone: what was taken back is seen by nobody, not even in the
// thread of the message that planned it.
func TestWithdrawnIsGone(t *testing.T) {
	s := institute(t)
	s.must("olga", "ganda", `plan meeting "Mistake" 15 January 2027 10:00`, "E3")
	planned := s.net.n
	s.must("olga", "ganda", `undo`, "Undone")
	for _, sentence := range []string{"show", "show E3", "next", "agenda", "cancel", "move to 16 January 2027", "remind me 1 day before", "remind me 1 day before E3", "reminders E3", "when is it?"} {
		for _, replies := range []bool{false, true} {
			in := line("olga", "ganda", sentence)
			if replies {
				in.ReplyTo = "b" + strconv.Itoa(planned)
			}
			c := s.copy(t)
			before := c.snapshot()
			said := c.happen(in).text()
			if strings.Contains(said, "Mistake") || strings.Contains(said, "internal") {
				t.Errorf("%q (as a reply: %v) says\n%s", sentence, replies, said)
			}
			if after := c.snapshot(); replies && len(after) != len(before) {
				t.Errorf("%q (as a reply: %v) changes something: %s", sentence, replies, said)
			}
		}
	}
}
