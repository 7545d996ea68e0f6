package ical

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"entente/planner"

	"github.com/google/go-cmp/cmp"
)

func written(t testing.TB, cal Calendar) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, cal); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func day(t testing.TB, s string) planner.Date {
	t.Helper()
	d, err := planner.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func at(t testing.TB, s string) planner.Wall {
	t.Helper()
	w, err := planner.ParseWall(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func itemOf(t testing.TB, e planner.Event) Item {
	t.Helper()
	occs, err := planner.Occurrences(e)
	if err != nil {
		t.Fatal(err)
	}
	return Item{Event: e, Occurrences: occs, Collaboration: "GANDA"}
}

func workshop(t testing.TB) planner.Event {
	return planner.Event{
		ID: "WORKSHOP", Kind: planner.Workshop, Title: "Arithmetic days", Place: "CIRM, Marseille", State: planner.Planned,
		Span:    planner.AllDay(day(t, "2027-05-12"), day(t, "2027-05-16"), "Europe/Paris"),
		Created: time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC), Updated: time.Date(2027, 1, 4, 8, 5, 0, 0, time.UTC),
	}
}

func series(t testing.TB) planner.Event {
	return planner.Event{
		ID: "OCEANS", Kind: planner.Seminar, Title: "Number theory across oceans", State: planner.Planned, Sequence: 2,
		Span:    planner.Timed(at(t, "2027-01-12T15:00"), time.Hour, "Europe/Paris"),
		Rule:    &planner.Rule{Freq: planner.Weekly, Interval: 1, Until: day(t, "2027-06-29"), Except: []planner.Date{day(t, "2027-02-09")}},
		Created: time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC), Updated: time.Date(2027, 1, 5, 8, 0, 0, 0, time.UTC),
	}
}

// calendar has one of everything: its bytes are in testdata/calendar.ics.
func calendar(t testing.TB) Calendar {
	t.Helper()
	oceans := itemOf(t, series(t))
	moved, err := planner.MoveOccurrence(oceans.Occurrences[1], planner.Timed(at(t, "2027-01-20T10:00"), 2*time.Hour, "Asia/Ho_Chi_Minh"))
	if err != nil {
		t.Fatal(err)
	}
	oceans.Occurrences[1] = moved
	oceans.Occurrences[2].State = planner.Cancelled

	off := workshop(t)
	off.ID, off.Title, off.State = "OFF", "Réunion; salle 2, à côté\nde l’entrée \\o/", planner.Cancelled
	off.Kind, off.Span = planner.Meeting, planner.Timed(at(t, "2027-03-28T02:30"), time.Hour, "UTC")

	undone := workshop(t)
	undone.ID, undone.State = "UNDONE", planner.Withdrawn
	return Calendar{
		Name: "GANDA", Host: "entente.example.org",
		Items: []Item{itemOf(t, workshop(t)), oceans, itemOf(t, off), itemOf(t, undone)},
	}
}

func TestWrite(t *testing.T) {
	got := written(t, calendar(t))
	path := filepath.Join("testdata", "calendar.ics")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("UPDATE=1 go test writes it anew: %s", diff)
	}
	if again := written(t, calendar(t)); again != got {
		t.Error("two writes differ")
	}
}

func TestCancelledSeriesKeepsItsDates(t *testing.T) {
	e := series(t)
	e.State = planner.Cancelled
	item := itemOf(t, e)
	for i := range item.Occurrences {
		item.Occurrences[i].State = planner.Cancelled
	}
	got := written(t, Calendar{Items: []Item{item}})
	if strings.Count(got, "EXDATE") != 1 || strings.Count(got, "STATUS:CANCELLED") != 1 || strings.Contains(got, "CONFIRMED") {
		t.Error(got)
	}
}

func TestLinesAreFolded(t *testing.T) {
	e := workshop(t)
	e.Title = strings.Repeat("équipe 中文 🎓", 100)
	e.Place = strings.Repeat("x", 75-len("LOCATION:")) // just fits
	got := written(t, Calendar{Items: []Item{itemOf(t, e)}})
	if !strings.Contains(got, "\r\nLOCATION:"+e.Place+"\r\n") {
		t.Error("a line of 75 octets was folded")
	}
	lines := strings.Split(strings.TrimSuffix(got, "\r\n"), "\r\n")
	for _, line := range lines {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	if unfolded := strings.ReplaceAll(got, "\r\n ", ""); !strings.Contains(unfolded, "SUMMARY:"+e.Title+"\r\n") {
		t.Error("the title is not whole")
	}
}

func TestEscape(t *testing.T) {
	for words, want := range map[string]string{
		`a;b,c\d`:                 `a\;b\,c\\d`,
		"one\r\ntwo\rthree\nfour": `one\ntwo\nthree\nfour`,
		"a\x00b\x1bc\x7fd\te":     "abcd\te",
		"\xff":                    "\uFFFD",
		"END:VEVENT\r\nX:y":       `END:VEVENT\nX:y`,
		`$\int_0^1 f$`:            `$\\int_0^1 f$`,
	} {
		if got := escape(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

func TestParam(t *testing.T) {
	for value, want := range map[string]string{
		"Europe/Paris": ";X=Europe/Paris", `a "b"`: ";X=a 'b'", "a:b": `;X="a:b"`, "a\r\nb;c": `;X="ab;c"`,
	} {
		if got := param("X", value); got != want {
			t.Errorf("%q: got %q, want %q", value, got, want)
		}
	}
}

func TestOffset(t *testing.T) {
	for seconds, want := range map[int]string{0: "+0000", 3600: "+0100", -12600: "-0330", 20700: "+0545", -5: "-000005"} {
		if got := offset(seconds); got != want {
			t.Errorf("%d: got %s, want %s", seconds, got, want)
		}
	}
}

func TestWriteTellsWhenItFails(t *testing.T) {
	unknown := workshop(t)
	unknown.Span = planner.Timed(at(t, "2027-05-12T15:00"), time.Hour, "CET")
	if err := Write(&bytes.Buffer{}, Calendar{Items: []Item{{Event: unknown}}}); err == nil {
		t.Error("an unknown zone was written")
	}
	if err := Write(full{}, calendar(t)); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func BenchmarkWriteASeries(b *testing.B) {
	cal := Calendar{Items: []Item{itemOf(b, series(b))}}
	for b.Loop() {
		if err := Write(&bytes.Buffer{}, cal); err != nil {
			b.Fatal(err)
		}
	}
}

func TestATentativeEventIsMarked(t *testing.T) {
	e := workshop(t)
	e.Certainty = planner.SomeTime
	if text := written(t, Calendar{Items: []Item{itemOf(t, e)}}); !strings.Contains(text, "STATUS:TENTATIVE\r\n") {
		t.Error(text)
	}
}
