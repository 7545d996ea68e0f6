package bot

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"entente/bot/memory"
	"entente/planner"
	"entente/store"
)

// least is what somebody must be, at the least, to do what a sentence says.
type least int

const (
	anybody least = iota // also who has nothing to do with the collaboration
	reader               // who sees what is for members
	worker               // who works on its events
	decider              // who decides about the collaboration
	admin                // administrators alone
	nobody               // not done here by anyone, for another reason than who they are
)

// deed is a row of the table of permissions: a sentence of a command, for which
// E1 stands for an event and GANDA for a collaboration.
type deed struct {
	sentence string
	least    least
	in       string // the room in which it is said; empty: in private
	speaker  bool   // of their own talk, speakers too
}

// deeds are what TestRoles tries of each command of the command table. A command
// without a row fails the test.
func deeds() map[string][]deed {
	return map[string][]deed{
		// events
		"plan":           {{sentence: `plan meeting "New" 15 January 2027 10:00 for GANDA`, least: worker}, {sentence: `plan meeting "Mine" 15 January 2027 10:00`}},
		"record":         {{sentence: `record meeting "Old" 15 December 2026 10:00 for GANDA`, least: worker}},
		"agenda":         {{sentence: `agenda GANDA`, least: reader}, {sentence: `agenda`}},
		"undoable":       {{sentence: `what can I undo`}},
		"my_agenda":      {{sentence: `my agenda`}},
		"conflicts":      {{sentence: `conflicts of GANDA: holidays ignore`, least: decider}},
		"calendar":       {{sentence: `calendar E1`, least: reader}, {sentence: `calendar GANDA`, least: reader}},
		"next":           {{sentence: `next GANDA`, least: reader}},
		"show":           {{sentence: `show E1`, least: reader}, {sentence: `show GANDA`}},
		"move":           {{sentence: `move E1 to 14 January 2027`, least: worker}},
		"extend":         {{sentence: `extend E1 by 30 minutes`, least: worker}, {sentence: `E1 ends at 17:30`, least: worker}},
		"shorten":        {{sentence: `shorten E1 by 15 minutes`, least: worker}},
		"place":          {{sentence: `place of E1: IHP`, least: worker}, {sentence: `place of E1`, least: reader}},
		"rename":         {{sentence: `rename E1 to "Another"`, least: worker}},
		"copy":           {{sentence: `copy E1 to 2028`, least: worker}},
		"confirm":        {{sentence: `confirm E1`, least: worker}},
		"tentative":      {{sentence: `tentative E1`, least: worker}},
		"cancel":         {{sentence: `cancel E1`, least: worker}},
		"skip_holidays":  {{sentence: `skip holidays of E1`, least: worker}},
		"skip_blackouts": {{sentence: `skip blackout dates of E1`, least: worker}},
		"holidays":       {{sentence: `holidays in France in 2027`}},
		"blackout":       {{sentence: `blackout GANDA from 20 to 24 December 2027: break`, least: worker}},
		"unblackout":     {{sentence: `remove blackout of GANDA on 20 December 2027`, least: worker}},
		"skip":           {{sentence: `skip E1 12 January 2027: strike`, least: worker}},
		"unskip":         {{sentence: `unskip E1 12 January 2027`, least: worker}, {sentence: `restore E1`, least: worker}},
		"visibility":     {{sentence: `visibility E1 public`, least: worker}, {sentence: `visibility E1`, least: reader}},
		"make":           {{sentence: `make E1 private`, least: worker}, {sentence: `make @sam organiser of GANDA`, least: decider}},
		"event_link":     {{sentence: `live link for E1: https://example.org/l`, least: worker}, {sentence: `the link of E1 https://example.org/x`, least: worker}, {sentence: `link E1`, least: reader}},
		"link_access":    {{sentence: `link access E1 members`, least: worker}},
		"undo":           {{sentence: `undo C999`, least: nobody}},
		// forms
		"go_on_with_form": {{sentence: memory.GoOn, least: nobody}},
		"drop_form":       {{sentence: memory.DropIt, least: nobody}},
		// who comes
		"coming":     {{sentence: `coming E1 on site`, least: reader}},
		"maybe":      {{sentence: `maybe E1`, least: reader}},
		"not_coming": {{sentence: `not coming E1`, least: reader}},
		"who":        {{sentence: `who comes to E1`, least: reader}},
		"capacity":   {{sentence: `capacity E1 30`, least: worker}, {sentence: `30 places for E1`, least: worker}},
		"replies":    {{sentence: `replies to E1 until 11 January 2027`, least: worker}},
		"nudge":      {{sentence: `nudge E1`, least: worker}},
		// talks
		"invite":               {{sentence: `invite Jane Doe (Bonn) for E1`, least: worker}},
		"send_invitation":      {{sentence: `send invitation S99`, least: nobody}},
		"series":               {{sentence: `series E1`, least: reader}},
		"candidates":           {{sentence: `candidates for E1: Jane Doe`, least: worker}},
		"withdraw":             {{sentence: `withdraw the invitation of spike for E1`, least: worker}},
		"accept":               {{sentence: `accept E99`, least: nobody}},
		"decline":              {{sentence: `decline E99`, least: nobody}},
		"another_date":         {{sentence: `another date E99`, least: nobody}},
		"promise":              {{sentence: `promise E99`, least: nobody}},
		"replace":              {{sentence: `replace the speaker of E1 by Jane Doe`, least: worker}},
		"ask_speakers":         {{sentence: `ask speakers of E1 14 and 7 days before`, least: worker}},
		"leave_speakers_alone": {{sentence: `don't ask the speakers of E1`, least: worker}},
		"agree":                {{sentence: `agree S99`, least: nobody}},
		"leave_open":           {{sentence: `leave open E99`, least: nobody}},
		"title":                {{sentence: `title for E1: "Heights"`, least: worker, speaker: true}},
		"abstract":             {{sentence: `abstract for E1: Heights.`, least: worker, speaker: true}},
		"slides":               {{sentence: `slides for E1: https://example.org/s`, least: worker, speaker: true}},
		"recording":            {{sentence: `recording for E1: https://example.org/r`, least: worker, speaker: true}},
		"paper":                {{sentence: `paper for E1: https://example.org/p`, least: worker, speaker: true}},
		"talk_language":        {{sentence: `talk language for E1: French`, least: worker, speaker: true}},
		"chair":                {{sentence: `chair for E1: Jane Doe`, least: worker}},
		"room_for":             {{sentence: `room for E1: 112`, least: worker}},
		// collaborations
		"collaboration": {{sentence: `collaboration list`}, {sentence: `collaboration set GANDA theme waves`, least: decider}},
		"add":           {{sentence: `add @sam as organiser of GANDA`, least: decider}, {sentence: `add @sam as secretary of GANDA`, least: decider}, {sentence: `add @sam to E1`, least: worker}, {sentence: `add @sam as observer of all collaborations`, least: admin}},
		"set":           {{sentence: `set GANDA theme waves`, least: decider}},
		"leave":         {{sentence: `leave NONE`, least: nobody}},
		"hand_over":     {{sentence: `hand over GANDA to @sam`, least: decider}},
		"take_over":     {{sentence: `take over GANDA`, least: nobody}},
		"turn_down":     {{sentence: `do not take over GANDA`, least: nobody}},
		"close":         {{sentence: `close GANDA`, least: decider}},
		"reopen":        {{sentence: `reopen GANDA`, least: decider}},
		"use":           {{sentence: `use GANDA here`, least: decider, in: "cafe"}},
		"unuse":         {{sentence: `forget this room`, least: nobody, in: "cafe"}},
		"room_language": {{sentence: `room language fr`, in: "cafe"}},
		// reminders
		"remind":          {{sentence: `remind me 1 day before E1`, least: reader}, {sentence: `remind #ganda on 14 January 2027 at 9 to send abstracts`, least: worker}},
		"reminders":       {{sentence: `reminders E1`, least: reader}, {sentence: `reminders for E1: 3 days before`, least: worker}},
		"fewer":           {{sentence: `fewer reminders for me: digest`}},
		"all_reminders":   {{sentence: `all reminders for me`}},
		"mute":            {{sentence: `mute E1`, least: reader}},
		"unmute":          {{sentence: `unmute E1`, least: reader}},
		"quiet":           {{sentence: `quiet hours 22:00-07:00`}},
		"no_quiet":        {{sentence: `no quiet hours`}},
		"no_reminders":    {{sentence: `no reminders for E1`, least: worker}},
		"usual_reminders": {{sentence: `usual reminders for E1`, least: worker}},
		"apply_reminders": {{sentence: `apply reminders for GANDA`, least: worker}},
		"announce":        {{sentence: `announce E1`, least: worker}},
		"tell":            {{sentence: `tell E1 nobody`, least: worker}},
		"history":         {{sentence: `history E1`, least: reader}},
		"why":             {{sentence: `why E1`, least: reader}},
		"digest":          {{sentence: `digest every Monday 8:30`}},
		"digests":         {{sentence: `digests`}},
		"no_digest":       {{sentence: `no digest`}},
		"snooze":          {{sentence: `snooze 1 hour`, least: nobody}},
		"done":            {{sentence: `done`, least: nobody}},
		"forget":          {{sentence: `forget R1`, least: worker}, {sentence: `remove @pat from GANDA`, least: decider}},
		// people
		"timezone":    {{sentence: `timezone Hanoi`}},
		"stay":        {{sentence: `I am in Tokyo until 12 May 2027`}},
		"stays":       {{sentence: `my stays`}},
		"back":        {{sentence: `I am back`}},
		"language":    {{sentence: `language en`}},
		"whereabouts": {{sentence: `where am I`}},
		"my_data":     {{sentence: `my data`}},
		"forget_me":   {{sentence: `forget me`}},
		"link":        {{sentence: `link`}},
		"links":       {{sentence: `links`}},
		"unlink":      {{sentence: `unlink test:x`, least: nobody}},
		// knowledge, help and buttons
		"instruments": {{sentence: `instruments`}},
		"irls":        {{sentence: `irls`}},
		"compare":     {{sentence: `compare IRN and IRP`}},
		"advise":      {{sentence: `advise`}},
		"feedback":    {{sentence: `that's wrong: it is three`}},
		"remarks":     {{sentence: `feedback list`, least: admin}},
		"questions":   {{sentence: `questions stats`, least: admin}},
		"help":        {{sentence: `help`}},
		"instead":     {{sentence: `instead C999 agenda`, least: nobody}},
		"answer":      {{sentence: answerPhrase + ` 1`, least: nobody}},
		"more":        {{sentence: `more 0 collaboration close GANDA`, least: decider}, {sentence: `more 0 agenda GANDA`, least: reader}},
	}
}

// The people of TestRoles, by role in GANDA; of OTHER all but root and oona are
// strangers.
var roleCast = []struct {
	role  string
	who   string
	own   least // what they are in GANDA
	other least // and in OTHER
}{
	{"public", "sam", anybody, anybody},
	{"member", "mia", reader, anybody},
	{"speaker", "spike", reader, anybody},
	{"observer", "oona", reader, reader},
	{"secretary", "sekou", worker, anybody},
	{"organiser", "olga", decider, anybody},
	{"coordinator", "chris", decider, anybody},
	{"admin", "root", admin, admin},
}

// cast is the scene of TestRoles: institute, with the other roles, and a
// seminar of OTHER, E3.
func cast(t *testing.T) *stage {
	s := institute(t)
	s.must("oscar", "other", `plan seminar "Others" 12 January 2027 15:00`, "E3")
	s.must("olga", "ganda", `add @sekou as secretary of GANDA`, "sekou")
	s.must("pat", "ganda", `agenda`, "Oceans")
	s.must("root", "dm", `add @oona as observer of all collaborations`, "oona")
	for _, who := range []string{"sekou", "oona", "spike"} {
		s.must(who, "dm", "language en", "English")
	}
	err := s.bot.Store.Update(t.Context(), func(tx *store.Tx) error {
		e, err := tx.EventByNumber(1)
		if err != nil {
			return err
		}
		occs, err := tx.OccurrencesOf(e.ID)
		if err != nil {
			return err
		}
		spike, err := tx.PersonOf(person("spike"))
		if err != nil {
			return err
		}
		_, err = tx.SaveSpeaker(planner.Speaker{Event: e.ID, Occurrence: occs[0].ID, Person: spike.ID, State: planner.Accepted})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRoles goes through every command × role × own and other collaboration: a
// thing is done, refused with what to do instead, or what it is about is not
// seen.
func TestRoles(t *testing.T) {
	table := deeds()
	for _, c := range commandTable() {
		if len(table[c.Name]) == 0 {
			t.Errorf("the command %q has no row in deeds (bot/roles_test.go): add one that says which sentence to try and who may do it at the least, as\n\t%q: {{sentence: `%s E1`, least: worker}},", c.Name, c.Name, c.Phrases[0])
		}
	}
	scene := cast(t)
	calm := scene.copy(t)
	for _, command := range slices.Sorted(maps.Keys(table)) {
		for _, d := range table[command] {
			for _, actor := range roleCast {
				for _, whose := range []string{"own", "other"} {
					is, sentence := actor.own, d.sentence
					if whose == "other" {
						is, sentence = actor.other, ofOther(d.sentence)
					}
					if actor.role == "speaker" && whose == "own" && !strings.Contains(sentence, "E1") {
						is = anybody // of the collaboration itself
					}
					t.Run(fmt.Sprintf("%s/%s/%s/%s", command, sentence, actor.role, whose), func(t *testing.T) {
						tryDeed(t, scene, calm, d, actor.who, is, sentence)
					})
				}
			}
		}
	}
}

// ofOther is a sentence about OTHER instead of GANDA.
func ofOther(sentence string) string {
	return strings.NewReplacer("E1", "E3", "GANDA", "OTHER", "#ganda", "#other", "R1", "R7").Replace(sentence)
}

// notSeen and refusals are how answers begin that do nothing.
var (
	notSeen  = []string{"I know no event", "is for its members", "I know no reminder"}
	refusals = []string{"Only organisers of", "Only administrators", "Seule l'administration", "The secretariat of", "Only whoever planned", "You can change your own talk"}
)

// tryDeed has somebody who is something say a sentence, and compares what comes
// of it with what may.
func tryDeed(t *testing.T, scene, calm *stage, d deed, who string, is least, sentence string) {
	s, may := calm, d.least != nobody && (is >= d.least || d.speaker && who == "spike" && is == reader)
	if may && d.least >= worker {
		s = scene.copy(t)
	}
	s.t, s.now = t, scene.now
	changes := `SELECT COUNT(*) FROM changes`
	before := s.count(changes)
	said := s.say(who, cmp.Or(d.in, "dm"), sentence).text()
	has := func(parts []string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(said, part) })
	}
	hidden, refused := has(notSeen), has(refusals)
	changed := s.count(changes) != before
	switch {
	case said == "" || strings.Contains(said, "Something went wrong"):
		t.Errorf("answered %q", said)
	case d.least == nobody:
		if changed {
			t.Errorf("changes something: %s", said)
		}
	case may && (hidden || refused):
		t.Errorf("should be allowed: %s", said)
	case !may && changed:
		t.Errorf("should be refused, and changes something: %s", said)
	case !may && is < reader && (strings.Contains(sentence, "E1") || strings.Contains(sentence, "E3")) && !hidden && !refused:
		t.Errorf("should not be seen: %s", said)
	case !may && is >= reader && !refused:
		t.Errorf("should be refused: %s", said)
	case !may && is < reader && (strings.Contains(said, "Oceans") || strings.Contains(said, "Others")):
		t.Errorf("tells what they may not see: %s", said)
	}
}
