package bot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
)

// institute is the scene of the permissions. In GANDA, whose room is #ganda,
// olga organises, chris coordinates and mia is a member; oscar organises OTHER
// in #other; sam belongs nowhere, root is an administrator, and #cafe is tied to
// nothing.
//
//	E1, R1, R2  GANDA's seminar, planned by olga in #ganda, with its default reminders
//	E2, R3, R4  olga's own meeting, planned in private
//	R5          olga's own reminder, to herself
//	R6          olga's reminder before E1, to herself; her last change, C9
func institute(t testing.TB) *stage {
	s := newStage(t, func(o *Options) { o.Admins = []planner.IdentityID{person("root")} })
	s.must("oscar", "other", `collaboration add OTHER IRP "Others"`, "OTHER")
	s.must("oscar", "other", `use OTHER here`, "OTHER")
	s.must("olga", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
	s.must("olga", "ganda", `use GANDA here`, "GANDA")
	s.must("olga", "ganda", `add @chris as coordinator of GANDA`, "chris")
	s.must("mia", "ganda", `help`, "agenda")
	s.must("sam", "cafe", `help`, "agenda")
	s.must("olga", "ganda", `plan seminar "Oceans" 12 January 2027 15:00`, "E1")
	s.must("olga", "dm", `plan meeting "Private talk" 13 January 2027 15:00`, "E2")
	s.must("olga", "dm", `remind me on 14 January 2027 at 9 to call the dean`, "R5")
	s.must("olga", "dm", `remind me 2 days before E1`, "R6")
	return s
}

// answers of the permissions.
const (
	unknown  = "I know no event"
	orgsOnly = "Only organisers of GANDA"
	members  = "GANDA is for its members"
)

// TestWhoMayDo: what each person may do, where. What is refused changes nothing.
func TestWhoMayDo(t *testing.T) {
	scene := institute(t)
	calm := scene.copy(t)
	for sentence, cases := range map[string]map[string]string{ // who in where: the answer, after "+" when something changes
		`move E1 to 14 January 2027`: {
			"olga in dm": "+Moved", "olga in ganda": "+Moved", "chris in ganda": "+Moved", "chris in dm": "+Moved", "root in dm": "+Moved", "root in ganda": "+Moved",
			"mia in ganda": orgsOnly, "mia in dm": orgsOnly, "sam in ganda": orgsOnly, "sam in dm": unknown, "sam in cafe": unknown, "oscar in other": unknown, "oscar in dm": unknown, "olga in cafe": unknown, "chris in other": unknown,
		},
		`cancel for sure E1`: {
			"olga in dm": "+Cancelled", "chris in ganda": "+Cancelled", "root in ganda": "+Cancelled",
			"mia in ganda": orgsOnly, "sam in ganda": orgsOnly, "sam in dm": unknown, "oscar in other": unknown, "oscar in ganda": orgsOnly,
		},
		`cancel E2`: {
			"olga in dm": "+Cancelled", "root in dm": "+Cancelled",
			"chris in dm": unknown, "mia in dm": unknown, "sam in dm": unknown, "olga in ganda": unknown, "root in ganda": unknown, "chris in ganda": unknown,
		},
		`undo C9`: {
			"root in dm": "+Undone", "olga in dm": "+Undone", "chris in ganda": "not yours", "mia in ganda": "not yours", "sam in dm": "not yours", "oscar in other": "not yours",
		},
		`undo`: {
			"sam in dm": "nothing of yours", "mia in ganda": "nothing of yours", "olga in dm": "+Undone",
		},
		`plan meeting "New" 15 January 2027 10:00 for GANDA`: {
			"olga in dm": "+E3", "chris in dm": "+E3", "root in dm": "+E3", "olga in cafe": "+E3",
			"mia in dm": orgsOnly, "mia in ganda": orgsOnly, "sam in dm": orgsOnly, "oscar in other": orgsOnly,
		},
		`plan meeting "New" 15 January 2027 10:00`: {
			"olga in ganda": "+E3", "sam in dm": "+E3", "sam in cafe": "+E3", "mia in dm": "+E3", "mia in ganda": orgsOnly, "sam in ganda": orgsOnly,
		},
		`remind #ganda on 14 January 2027 at 9 to send abstracts`: {
			"olga in dm": "+R7", "chris in dm": "+R7", "root in dm": "+R7", "olga in other": "+R7",
			"mia in dm": orgsOnly, "sam in dm": orgsOnly, "sam in cafe": orgsOnly, "oscar in other": orgsOnly, "mia in ganda": "+R7",
		},
		`remind #cafe on 14 January 2027 at 9 to send abstracts`: {
			"sam in cafe": "+R7", "olga in dm": "not tied", "sam in dm": "not tied", "olga in ganda": "not tied", "root in dm": "+R7",
		},
		`remind #nowhere on 14 January 2027 at 9 to send abstracts`: {"olga in dm": "I know no room", "sam in cafe": "I know no room"},
		`remind here 1 day before E1`:                               {"olga in ganda": "+R7", "chris in ganda": "+R7", "mia in ganda": orgsOnly, "sam in ganda": orgsOnly, "sam in cafe": unknown, "olga in cafe": unknown},
		`remind me 1 day before E1`:                                 {"olga in dm": "+R7", "mia in dm": "+R7", "mia in ganda": "+R7", "sam in dm": unknown, "oscar in dm": unknown},
		`remind me 1 day before E2`:                                 {"olga in dm": "+R7", "mia in dm": unknown, "chris in dm": unknown, "olga in ganda": unknown},
		`forget R1`:                                                 {"olga in dm": "+R1", "chris in dm": "+R1", "root in dm": "+R1", "mia in dm": orgsOnly, "mia in ganda": orgsOnly},
		`forget R5`:                                                 {"olga in dm": "+R5", "chris in dm": "I know no reminder", "mia in dm": "I know no reminder", "sam in dm": "I know no reminder", "root in dm": "I know no reminder"},
		`forget R6`:                                                 {"olga in dm": "+R6", "chris in dm": "I know no reminder", "sam in dm": "I know no reminder"},
		`collaboration set GANDA theme waves`:                       {"olga in dm": "+Changed", "chris in dm": "+Changed", "root in dm": "+Changed", "mia in dm": orgsOnly, "mia in ganda": orgsOnly, "sam in dm": orgsOnly, "oscar in other": orgsOnly},
		`collaboration set theme waves`:                             {"olga in ganda": "+Changed", "mia in ganda": orgsOnly, "sam in ganda": orgsOnly},
		`collaboration set GANDA organisers @sam`:                   {"olga in dm": "+sam", "chris in dm": "+sam", "mia in ganda": orgsOnly, "sam in dm": orgsOnly},
		`add @sam as organiser of GANDA`:                            {"olga in dm": "+sam", "mia in ganda": orgsOnly, "sam in dm": orgsOnly, "oscar in dm": orgsOnly},
		`collaboration close GANDA`:                                 {"olga in dm": "+Closed", "chris in dm": "+Closed", "root in dm": "+Closed", "mia in ganda": orgsOnly, "sam in dm": orgsOnly, "oscar in other": orgsOnly},
		`more 0 collaboration close GANDA`:                          {"mia in ganda": orgsOnly, "sam in dm": orgsOnly},
		`use GANDA here`:                                            {"olga in cafe": "+GANDA", "chris in cafe": "+GANDA", "root in cafe": "+GANDA", "mia in cafe": orgsOnly, "sam in cafe": orgsOnly, "oscar in other": orgsOnly, "olga in dm": "direct"},
		`use OTHER here`:                                            {"oscar in cafe": "+OTHER", "oscar in ganda": orgsOnly, "root in ganda": "+OTHER", "olga in ganda": "Only organisers of OTHER"},
		`forget this room`:                                          {"olga in ganda": "+GANDA", "mia in ganda": orgsOnly, "sam in cafe": "not tied"},
		`room language fr`:                                          {"olga in ganda": "+French", "mia in ganda": orgsOnly, "sam in ganda": orgsOnly, "sam in cafe": "+French"},
		`collaboration add NEW IEA "New"`:                           {"sam in dm": "+NEW", "mia in ganda": "+NEW", "root in dm": "+NEW"},
	} {
		for who, wanted := range cases {
			t.Run(sentence+"/"+who, func(t *testing.T) {
				s := calm // where nothing changes
				if strings.HasPrefix(wanted, "+") || joins(who) {
					s = scene.copy(t)
				}
				s.t, s.now = t, scene.now
				allowed(t, s, who, sentence, wanted)
			})
		}
	}
}

// joins says whether who becomes a member of GANDA by speaking there.
func joins(who string) bool { return who == "sam in ganda" || who == "oscar in ganda" }

// allowed has somebody say something, and wants an answer, and a change where
// it begins with "+".
func allowed(t *testing.T, s *stage, who, sentence, wanted string) {
	t.Helper()
	before := s.snapshot("person")
	wanted, changes := strings.CutPrefix(wanted, "+")
	name, where, _ := strings.Cut(who, " in ")
	said := s.say(name, where, sentence).text()
	if !strings.Contains(said, wanted) {
		t.Errorf("answered\n%s\nwithout %q", said, wanted)
	}
	diff := cmp.Diff(before, s.snapshot("person"))
	if changes == (diff == "") {
		t.Errorf("changes something: %v, want %v; answered %s\n%s", diff != "", changes, said, diff)
	}
}

// TestWhoMayAdd: where only administrators add collaborations.
func TestWhoMayAdd(t *testing.T) {
	scene := institute(t)
	for _, sentence := range []string{`collaboration add NEW IEA "New"`, `ajouter collaboration NEW IEA « New »`, `add a collaboration NEW IEA "New"`} {
		for who, wanted := range map[string]string{"root in dm": "+NEW", "root in ganda": "+NEW", "olga in dm": "dministrat", "sam in ganda": "dministrat"} {
			t.Run(sentence+"/"+who, func(t *testing.T) {
				s := scene.copy(t)
				s.bot.AdminsAdd = true
				allowed(t, s, who, sentence, wanted)
			})
		}
	}
}
