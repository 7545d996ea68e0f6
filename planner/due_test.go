package planner

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func defaults(e Event) []Reminder {
	var rs []Reminder
	for i, lead := range DefaultLeads(e.Kind) {
		rs = append(rs, Reminder{ID: ReminderID([]string{"first", "second", "third"}[i]), Event: e.ID, Lead: lead, State: Planned})
	}
	return rs
}

func dueTexts(due []Due) []string {
	var texts []string
	for _, d := range due {
		texts = append(texts, d.At.Format("2006-01-02T15:04Z ")+string(d.Reminder)+" "+string(d.Occurrence))
	}
	return texts
}

func TestDues(t *testing.T) {
	e := seminar(t, "2027-01-12", "2027-01-19")
	due, past, err := Dues(e, dated(t, e), defaults(e), instant(t, "2027-01-04T09:00:00Z"))
	if err != nil || len(past) != 0 {
		t.Fatal(past, err)
	}
	want := []string{
		"2027-01-11T08:00Z first 2027-01-12T15:00", "2027-01-12T13:00Z second 2027-01-12T15:00",
		"2027-01-18T08:00Z first 2027-01-19T15:00", "2027-01-19T13:00Z second 2027-01-19T15:00",
	}
	if diff := cmp.Diff(want, dueTexts(due)); diff != "" {
		t.Error(diff)
	}
	if d := due[0]; d.Kind != DueReminder || d.State != DueWaiting || d.Event != e.ID || d.Key == due[1].Key || d.Key == due[2].Key {
		t.Errorf("got %+v", d)
	}
}

func TestDuesThatArePastAreReported(t *testing.T) {
	e := seminar(t, "2027-01-12", "2027-01-19")
	for _, tt := range []struct {
		now       string
		due, past int
	}{
		{"2027-01-11T08:00:00Z", 3, 1}, // the first is due this very moment
		{"2027-01-12T13:30:00Z", 2, 2}, // half an hour before the first date
		{"2027-01-12T14:00:00Z", 2, 0}, // it has begun: nothing more to say of it
		{"2027-02-12T14:00:00Z", 0, 0},
	} {
		due, past, err := Dues(e, dated(t, e), defaults(e), instant(t, tt.now))
		if err != nil || len(due) != tt.due || len(past) != tt.past {
			t.Errorf("at %s: %v, %v, %v", tt.now, dueTexts(due), past, err)
		}
	}
}

func TestDuesOnlyOfWhatIsPlanned(t *testing.T) {
	now := instant(t, "2027-01-04T09:00:00Z")
	e := seminar(t, "2027-01-12", "2027-01-26")
	occs, rs := dated(t, e), defaults(e)
	occs[0].State = Withdrawn
	rs[0].State = Withdrawn
	rs[1].Occurrence = occs[2].ID
	due, _, err := Dues(e, occs, rs, now)
	if diff := cmp.Diff([]string{"2027-01-26T13:00Z second 2027-01-26T15:00"}, dueTexts(due)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	e.State = Cancelled
	if due, _, err := Dues(e, occs, rs, now); len(due) != 0 || err != nil {
		t.Errorf("of a cancelled event: %v, %v", due, err)
	}
}

// TestDuesOfACancelledDate: it is said once that it is not held, in the place
// of the reminder that would have come.
func TestDuesOfACancelledDate(t *testing.T) {
	e := seminar(t, "2027-01-12", "2027-01-26")
	occs := dated(t, e)
	week, day, hour := Lead{Days: 7, At: Morning()}, Lead{Days: 1, At: Morning()}, Lead{Exact: time.Hour}
	rules := func(to Audience, leads ...Lead) (rs []Reminder) {
		for _, lead := range leads {
			rs = append(rs, Reminder{ID: ReminderID(fmt.Sprint(lead.Days, lead.Exact)), Event: e.ID, Lead: lead, Audience: to, State: Planned})
		}
		return rs
	}
	cancelled, err := CancelOccurrence(occs[1], "Tết")
	if err != nil || cancelled.Reason != "Tết" {
		t.Fatal(cancelled, err)
	}
	for name, tt := range map[string]struct {
		rules []Reminder
		now   string
		want  string
	}{
		"a day before":           {rules(ForRoom, week, day, hour), "2027-01-04T09:00:00Z", "2027-01-18T08:00:00Z"},
		"that is past":           {rules(ForRoom, week, day, hour), "2027-01-18T12:00:00Z", "2027-01-19T13:00:00Z"},
		"an hour alone":          {rules(ForRoom, hour), "2027-01-04T09:00:00Z", "2027-01-19T13:00:00Z"},
		"a week alone":           {rules(ForRoom, week, hour), "2027-01-04T09:00:00Z", "2027-01-12T08:00:00Z"},
		"somebody's own is none": {rules(ForPerson, day), "2027-01-04T09:00:00Z", ""},
	} {
		due, past, err := Dues(e, []Occurrence{cancelled}, tt.rules, instant(t, tt.now))
		got := ""
		if len(due) == 1 && due[0].Key == DueKey(Reminder{Event: e.ID}, cancelled) { // whichever is the rule
			got = due[0].At.Format(time.RFC3339)
		}
		if len(due) > 1 || got != tt.want || len(past) > 0 || err != nil {
			t.Errorf("%s: got %v, %v, %v", name, due, past, err)
		}
	}
	e, occs, err = EndBefore(e, occs, occs[1].StartAt)
	if due, _, errDue := Dues(e, occs, rules(ForRoom, day), instant(t, "2027-01-04T09:00:00Z")); len(due) != 1 || err != nil || errDue != nil {
		t.Errorf("beyond the end of the series: %v, %v, %v", due, err, errDue)
	}
}

func TestDueKeyFollowsTheDate(t *testing.T) {
	e := seminar(t, "2027-01-12", "2027-01-19")
	r, o := defaults(e)[0], dated(t, e)[0]
	key := DueKey(r, o)
	moved, err := MoveOccurrence(o, o.Span.StartingAt(wall(t, "2027-01-13T15:00")))
	if err != nil || DueKey(r, moved) == key {
		t.Errorf("moved, the key is still %s (%v)", key, err)
	}
	abroad := o.Span
	abroad.Zone = "Asia/Tokyo"
	if moved, err = MoveOccurrence(o, abroad); err != nil || DueKey(r, moved) == key {
		t.Errorf("in another zone, the key is still %s (%v)", key, err)
	}
	if back, err := MoveOccurrence(moved, o.Span); err != nil || DueKey(r, back) != key {
		t.Errorf("moved back, the key is %s, want %s (%v)", DueKey(r, back), key, err)
	}
}

func TestReminderOfItsOwn(t *testing.T) {
	r := Reminder{ID: "r", Wall: wall(t, "2027-03-28T02:30"), Zone: "Europe/Paris", Text: "send the abstracts"}
	due, how, err := r.Due()
	want := Due{Key: DueKey(r, Occurrence{}), Kind: DueReminder, At: instant(t, "2027-03-28T01:30:00Z"), Reminder: "r", State: DueWaiting}
	if diff := cmp.Diff(want, due); diff != "" || how != Gap || err != nil {
		t.Error(diff, how, err)
	}
	later := r
	later.Wall = later.Wall.Add(time.Hour)
	if DueKey(r, Occurrence{}) == DueKey(later, Occurrence{}) {
		t.Error("another time has the same key")
	}
}
