package planner

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for s, want := range map[string]Date{
		"2027-05-12": {2027, 5, 12}, "2028-02-29": {2028, 2, 29}, "0001-01-01": {1, 1, 1}, "9999-12-31": {9999, 12, 31},
	} {
		if got, err := ParseDate(s); got != want || err != nil {
			t.Errorf("%s: got %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "2027-02-29", "2027-13-01", "2027-00-10", "0000-01-01", "27-05-12", "2027-5-12", "2027-05-12 ", "12/05/2027", "-027-05-12"} {
		_, err := ParseDate(s)
		refused(t, err, "when.impossible")
	}
}

func TestAddMonths(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2027-01-31", 1, "2027-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2027-03-31", -1, "2027-02-28"},
		{"2027-05-12", -1, "2027-04-12"},
		{"2027-01-15", -1, "2026-12-15"},
		{"2027-12-31", 2, "2028-02-29"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2027-05-31", 0, "2027-05-31"},
	} {
		if got := date(t, tt.from).AddMonths(tt.n); got.String() != tt.want {
			t.Errorf("%s and %d months: got %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestDateArithmetic(t *testing.T) {
	days := rapid.IntRange(1, 3_000_000)
	rapid.Check(t, func(t *rapid.T) {
		day1 := Date{1, 1, 1}
		n, m := days.Draw(t, "n"), days.Draw(t, "m")
		a, b := day1.AddDays(n), day1.AddDays(m)
		if !a.Valid() || a.DaysUntil(b) != m-n || a.Before(b) != (n < m) || (a.Compare(b) == 0) != (n == m) {
			t.Fatalf("%s and %s", a, b)
		}
		if (int(a.Weekday())+(m-n)%7+7)%7 != int(b.Weekday()) {
			t.Fatalf("%s is a %s, %s a %s", a, a.Weekday(), b, b.Weekday())
		}
	})
}

func TestTextForms(t *testing.T) {
	type row struct {
		Date  Date
		None  Date
		Clock Clock
		Wall  Wall
		Never Wall
	}
	want := row{Date: Date{2027, 5, 12}, Clock: Clock{9, 5}, Wall: Wall{Date{2027, 5, 12}, Clock{15, 0}}}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if s := `{"Date":"2027-05-12","None":"","Clock":"09:05","Wall":"2027-05-12T15:00","Never":""}`; string(text) != s {
		t.Errorf("got %s", text)
	}
	var got row
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("read back %+v, %v", got, err)
	}
	for _, bad := range []any{Date{2027, 2, 30}, Clock{24, 0}, Wall{Date{2027, 2, 30}, Clock{}}} {
		if text, err := json.Marshal(bad); err == nil {
			t.Errorf("%v was written as %s", bad, text)
		}
	}
}

func TestParseClock(t *testing.T) {
	for _, s := range []string{"", "9:00", "24:00", "12:60", "12:00:00", "12h00", " 2:00", "+2:00"} {
		_, err := ParseClock(s)
		refused(t, err, "when.impossible")
	}
}

func TestWallAdd(t *testing.T) {
	w := wall(t, "2027-03-27T23:30")
	if got := w.Add(24 * time.Hour); got.String() != "2027-03-28T23:30" {
		t.Errorf("a day later is %s", got)
	}
	if got := w.Add(-24 * time.Hour).Sub(w); got != -24*time.Hour {
		t.Errorf("a day earlier is %s", got)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2027-05-12", "2028-02-29", "2027-02-29", "0000-01-01", "2027-5-12", "９９９９-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			refused(t, err, "when.impossible")
		} else if !d.Valid() || d.String() != s {
			t.Errorf("%q was read as %s", s, d)
		}
	})
}

func FuzzParseWall(f *testing.F) {
	for _, s := range []string{"2027-05-12T15:00", "2027-05-12T24:00", "2027-05-12 15:00", "2027-05-12T15:00Z", "2027-02-30T15:00", "T"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWall(s)
		if err != nil {
			refused(t, err, "when.impossible")
		} else if !w.Valid() || w.String() != s {
			t.Errorf("%q was read as %s", s, w)
		}
	})
}
