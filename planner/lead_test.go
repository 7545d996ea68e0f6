package planner

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDefaultLeads(t *testing.T) {
	month, week, day := Lead{Months: 1, At: Clock{9, 0}}, Lead{Days: 7, At: Clock{9, 0}}, Lead{Days: 1, At: Clock{9, 0}}
	hour, quarter := Lead{Exact: time.Hour}, Lead{Exact: 15 * time.Minute}
	want := map[Kind][]Lead{
		Workshop:    {month, week, day},
		School:      {month, week, day},
		Seminar:     {day, hour},
		Meeting:     {day, quarter},
		Committee:   {day, quarter},
		Visit:       {month, week},
		Supervision: {week, day},
	}
	for _, kind := range Kinds() {
		if diff := cmp.Diff(want[kind], DefaultLeads(kind)); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

func TestDueAt(t *testing.T) {
	nine := Clock{9, 0}
	timed := func(start, zone string) Span { return Timed(wall(t, start), time.Hour, zone) }
	tests := []struct {
		name string
		span Span
		lead Lead
		want string
		how  Resolution
	}{
		{"a day before, over the spring change", timed("2027-03-28T15:00", "Europe/Paris"), Lead{Days: 1, At: nine}, "2027-03-27T08:00:00Z", Exact},
		{"a day before, after it", timed("2027-03-29T15:00", "Europe/Paris"), Lead{Days: 1, At: nine}, "2027-03-28T07:00:00Z", Exact},
		{"24 hours before are not a day", timed("2027-03-28T15:00", "Europe/Paris"), Lead{Exact: 24 * time.Hour}, "2027-03-27T13:00:00Z", Exact},
		{"an hour before, in autumn", timed("2027-10-31T03:30", "Europe/Paris"), Lead{Exact: time.Hour}, "2027-10-31T01:30:00Z", Exact},
		{"a month before", timed("2027-05-12T09:00", "Europe/Paris"), Lead{Months: 1, At: nine}, "2027-04-12T07:00:00Z", Exact},
		{"a month before the 31st", timed("2027-03-31T09:00", "Europe/Paris"), Lead{Months: 1, At: nine}, "2027-02-28T08:00:00Z", Exact},
		{"a month and a week before", timed("2027-03-31T09:00", "Europe/Paris"), Lead{Months: 1, Days: 7, At: nine}, "2027-02-21T08:00:00Z", Exact},
		{"in a zone abroad", timed("2027-05-12T09:00", "Asia/Ho_Chi_Minh"), Lead{Days: 7, At: nine}, "2027-05-05T02:00:00Z", Exact},
		{"at a clock in the gap", timed("2027-03-29T15:00", "Europe/Paris"), Lead{Days: 1, At: Clock{2, 30}}, "2027-03-28T01:30:00Z", Gap},
		{"at a clock that comes twice", timed("2027-11-01T15:00", "Europe/Paris"), Lead{Days: 1, At: Clock{2, 30}}, "2027-10-31T00:30:00Z", Fold},
		{"at the start", timed("2027-05-12T09:00", "Europe/Paris"), Lead{}, "2027-05-12T07:00:00Z", Exact},
		{"a week before days", AllDay(date(t, "2027-05-12"), date(t, "2027-05-16"), "Europe/Paris"), Lead{Days: 7, At: nine}, "2027-05-05T07:00:00Z", Exact},
		{"an hour before days", AllDay(date(t, "2027-05-12"), date(t, "2027-05-16"), "Europe/Paris"), Lead{Exact: time.Hour}, "2027-05-12T06:00:00Z", Exact},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := dated(t, Event{Span: tt.span})[0]
			got, how, err := tt.lead.DueAt(o)
			if err != nil || got.Format(time.RFC3339) != tt.want || how != tt.how {
				t.Errorf("got %s %s (%v), want %s %s", got.Format(time.RFC3339), how, err, tt.want, tt.how)
			}
		})
	}
}
