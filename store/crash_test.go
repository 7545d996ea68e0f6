package store_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// writeForever names the database that a copy of this test binary writes to
// until it is killed.
const writeForever = "ENTENTE_TEST_WRITE_FOREVER"

// TestKilledProcess plans events for ever, when it is run as that copy, and
// says the number of each once it is committed. As the test it kills the copy
// and looks at what is left.
func TestKilledProcess(t *testing.T) {
	if url := os.Getenv(writeForever); url != "" {
		for s := storetest.Open(t, url); ; {
			fmt.Printf("planned %d\n", plan(t, s, 20).event.Number)
		}
	}
	storetest.EachURL(t, func(t *testing.T, url string) {
		said := killAfter(t, url, 25)
		s := storetest.Open(t, url)
		update(t, s, func(tx *store.Tx) error {
			events, err := tx.Events(store.EventFilter{})
			if err != nil {
				return err
			}
			// One more may be committed without having been said.
			if n := len(events); n < said || n > said+1 {
				t.Errorf("%d events of %d said to be planned", n, said)
			}
			for _, e := range events {
				if err := isWhole(tx, e); err != nil {
					t.Errorf("E%d: %v", e.Number, err)
				}
			}
			return nil
		})
		plan(t, s, 1)
		if next := plan(t, s, 1); next.event.Number < said+2 {
			t.Errorf("the number E%d was given twice", next.event.Number)
		}
	})
}

// killAfter runs the copy until it has said n numbers, ends it at once, and
// returns the last number that it said.
func killAfter(t *testing.T, url string, n int) (last int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilledProcess$")
	child.Env = append(os.Environ(), writeForever+"="+url)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	watchdog := time.AfterFunc(5*time.Minute, func() { _ = child.Process.Kill() })
	defer watchdog.Stop()
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			break // all that it said before it was killed has been read
		}
		number, ok := strings.CutPrefix(strings.TrimSpace(line), "planned ")
		if !ok || err != nil {
			t.Fatalf("it said %q, %v", line, err)
		}
		if last, err = strconv.Atoi(number); err != nil {
			t.Fatal(err)
		}
		if last == n {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, ended := child.Wait().(*exec.ExitError); !ended || last < n {
		t.Fatalf("it ended after %d events", last)
	}
	return last
}

// isWhole says whether all that one command wrote is there.
func isWhole(tx *store.Tx, e planner.Event) error {
	occurrences, err := tx.OccurrencesOf(e.ID)
	if err != nil {
		return err
	}
	reminders, err := tx.RemindersOf(e.ID)
	if err != nil {
		return err
	}
	c, err := tx.ChangeByNumber(e.Number)
	if err != nil {
		return err
	}
	audits, err := tx.AuditOf(c)
	if err != nil {
		return err
	}
	if len(occurrences) != 20 || len(reminders) != 1 || len(audits) != 22 {
		return fmt.Errorf("%d dates, %d reminders, %d rows of audit", len(occurrences), len(reminders), len(audits))
	}
	return nil
}
