package e2e

import (
	"crypto/rand"
	"encoding/json"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/adapters/counterpart"
)

// onEach runs a test over an SQLite file and over an empty PostgreSQL database.
func onEach(t *testing.T, test func(t *testing.T, dir, db string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, t.TempDir(), "a.db") })
	t.Run("postgres", func(t *testing.T) { test(t, t.TempDir(), newPostgres(t)) })
}

// newPostgres is the address of an empty database.
func newPostgres(t *testing.T) string {
	t.Helper()
	server := counterpart.Needs(t, counterpart.Postgres)
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	name := "entente_e2e_" + strings.ToLower(rand.Text())
	sh(t, ".", "psql --quiet '"+server+"' -c 'CREATE DATABASE "+name+"'")
	address.Path = "/" + name
	return address.String()
}

// date is one date of an event, as the independent reader sees it.
type date struct {
	Summary string `json:"summary"`
	Start   string `json:"start"`
	End     string `json:"end"`
	Wall    string `json:"wall"`
	Zone    string `json:"zone"`
	AllDay  bool   `json:"all_day"`
	Status  string `json:"status"`
}

// expand reads iCalendar text with python3-icalendar and python3-dateutil.
func expand(t *testing.T, text string) []date {
	t.Helper()
	script, err := filepath.Abs("calendar_expand.py")
	if err != nil {
		t.Fatal(err)
	}
	reader := exec.CommandContext(t.Context(), script)
	reader.Stdin = strings.NewReader(text)
	var stderr strings.Builder
	reader.Stderr = &stderr
	out, err := reader.Output()
	if err != nil {
		t.Fatalf("the reader refuses the calendar: %v\n%s\n%s", err, stderr.String(), text)
	}
	var dates []date
	for line := range strings.Lines(string(out)) {
		var d date
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		dates = append(dates, d)
	}
	return dates
}

// tuesdays are the dates of the seminar "Oceans": 15:00 in Paris from
// 12 January to 29 June 2027, which is 14:00 UTC until summer time begins.
func tuesdays() []date {
	var all []date
	for day := time.Date(2027, 1, 12, 14, 0, 0, 0, time.UTC); day.Month() < 7; day = day.AddDate(0, 0, 7) {
		at := day
		if !at.Before(time.Date(2027, 3, 28, 1, 0, 0, 0, time.UTC)) {
			at = at.Add(-time.Hour)
		}
		all = append(all, date{
			Summary: "Oceans", Start: utc(at), End: utc(at.Add(time.Hour)), Wall: day.Format("2006-01-02") + "T15:00:00",
			Zone: "Europe/Paris", Status: "CONFIRMED",
		})
	}
	return all
}

// utc is an instant as the reader writes it.
func utc(t time.Time) string { return t.Format("2006-01-02T15:04:05+00:00") }

func TestExportIsWhatWasPlanned(t *testing.T) {
	onEach(t, func(t *testing.T, dir, db string) {
		must(t, dir, []string{
			`collaboration add GANDA IRN "Geometry and arithmetic"`,
			`plan workshop "Arithmetic days" 12-16 May 2027 at CIRM, Marseille for GANDA`,
			`plan seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`,
			`agenda 2027`,
		}, chatting(db)...)
		text := must(t, dir, nil, "export", "--db", db)
		for _, property := range []string{"BEGIN:VTIMEZONE", "UID:", "SEQUENCE:", "STATUS:", "RRULE:"} {
			if !strings.Contains(text, "\r\n"+property) {
				t.Errorf("no %s", property)
			}
		}
		workshop := date{
			Summary: "Arithmetic days", Start: "2027-05-12", End: "2027-05-16", Wall: "2027-05-12", AllDay: true, Status: "CONFIRMED",
		}
		seminar := tuesdays()
		if len(seminar) != 25 {
			t.Fatalf("%d Tuesdays", len(seminar))
		}
		want := append(append(seminar[:18:18], workshop), seminar[18:]...) // 11 May is the 18th
		if diff := cmp.Diff(want, expand(t, text)); diff != "" {
			t.Errorf("expanded (-want +got):\n%s", diff)
		}
		if only := expand(t, must(t, dir, nil, "export", "--db", db, "--collaboration", "ganda")); len(only) != 1 {
			t.Errorf("GANDA alone: %+v", only)
		}
		if got := entente(t, dir, nil, "export", "--db", db, "--collaboration", "NONE"); got.code != 1 || !strings.Contains(got.stderr, "NONE") {
			t.Errorf("a collaboration that there is not: %+v", got)
		}
	})
}

func TestExportFollowsChanges(t *testing.T) {
	onEach(t, func(t *testing.T, dir, db string) {
		must(t, dir, []string{
			`plan seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`,
			`move the seminar of 6 April to 7 April at 16:00`,
			`cancel the seminar of 9 February`,
		}, chatting(db)...)
		want := tuesdays()
		moved := &want[12]
		moved.Wall, moved.Start, moved.End = "2027-04-07T16:00:00", "2027-04-07T14:00:00+00:00", "2027-04-07T15:00:00+00:00"
		want = append(want[:4:4], want[5:]...) // without 9 February
		text := must(t, dir, nil, "export", "--db", db)
		if diff := cmp.Diff(want, expand(t, text)); diff != "" {
			t.Errorf("expanded (-want +got):\n%s", diff)
		}
		if again := must(t, dir, nil, "export", "--db", db); again != text {
			t.Error("a second export differs")
		}
		must(t, dir, []string{`undo`}, chatting(db)...)
		if n := len(expand(t, must(t, dir, nil, "export", "--db", db))); n != 25 {
			t.Errorf("%d dates after the cancellation was undone, want 25", n)
		}
	})
}

// TestExportOfASeriesThatChanged: dates before the change, the one moved, those
// after it and none that was left out.
func TestExportOfASeriesThatChanged(t *testing.T) {
	onEach(t, func(t *testing.T, dir, db string) {
		must(t, dir, []string{
			`plan seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`,
			`skip 9 February: Tết`,
			`from 4 May the seminar is on Thursdays at 16:00`,
			`move the seminar of 20 May to 21 May at 9:00`,
			`cancel E1 from 17 June on`,
		}, chatting(db)...)
		all := tuesdays()
		want := append(all[:4:4], all[5:16]...)
		for day := time.Date(2027, 5, 6, 16, 0, 0, 0, time.UTC); day.Before(time.Date(2027, 6, 17, 0, 0, 0, 0, time.UTC)); day = day.AddDate(0, 0, 7) {
			at := day
			if day.Day() == 20 {
				at = time.Date(2027, 5, 21, 9, 0, 0, 0, time.UTC)
			}
			want = append(want, date{
				Summary: "Oceans", Start: utc(at.Add(-2 * time.Hour)), End: utc(at.Add(-time.Hour)), Wall: at.Format("2006-01-02T15:04:05"),
				Zone: "Europe/Paris", Status: "CONFIRMED",
			})
		}
		if diff := cmp.Diff(want, expand(t, must(t, dir, nil, "export", "--db", db))); diff != "" {
			t.Errorf("expanded (-want +got):\n%s", diff)
		}
	})
}
