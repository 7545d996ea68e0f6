package e2e

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // to write what a newer Entente would
)

// planned is a folder with a database that the binary made.
func planned(t *testing.T) (dir, file string) {
	t.Helper()
	dir = t.TempDir()
	file = filepath.Join(dir, "a.db")
	must(t, dir, []string{"help"}, chatting("a.db")...)
	return dir, file
}

// chatting is the command line of alice in Paris, on 4 January 2027.
func chatting(db string, more ...string) []string {
	return append([]string{"chat", "--db", db, "--as", "alice", "--now", "2027-01-04T09:00:00+01:00", "--tz", "Europe/Paris"}, more...)
}

// refuses checks that no command opens the database, that each names it, and
// that it stays as it was.
func refuses(t *testing.T, dir, file, why string) {
	t.Helper()
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(file)
	config := write(t, dir, "refused.yaml", "database: {url: \"sqlite:"+name+"\"}\nweb: {listen: \"\"}\n")
	for _, args := range [][]string{
		chatting(name), {"export", "--db", name}, {"backup", "--db", name, "copy.db"}, {"run", "--config", config},
	} {
		got := entente(t, dir, []string{"help"}, args...)
		if got.code != 1 || !strings.Contains(got.stderr, name) || !strings.Contains(got.stderr, why) {
			t.Errorf("%s: exit %d, said %q; want 1, the file and %q", args[0], got.code, got.stderr, why)
		}
	}
	after, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Errorf("%s was changed", name)
	}
}

func TestNewerDatabaseIsLeftAlone(t *testing.T) {
	dir, file := planned(t)
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO goose_db_version (version_id, is_applied) VALUES (990000, true)`,
		`PRAGMA wal_checkpoint(TRUNCATE)`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	refuses(t, dir, file, "newer")
}

func TestUnreadableDatabaseIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	refuses(t, dir, write(t, dir, "notes.db", strings.Repeat("These are my notes, and no database.\n", 200)), "database")
}

func TestMissingDatabaseIsNotMade(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"export", "--db", "none.db"}, {"backup", "--db", "none.db", "copy.db"}} {
		if got := entente(t, dir, nil, args...); got.code != 1 || !strings.Contains(got.stderr, "none.db") {
			t.Errorf("%s: %+v", args[0], got)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("files were made: %v %v", files, err)
	}
}

func TestBackup(t *testing.T) {
	dir, _ := planned(t)
	must(t, dir, []string{`collaboration add GANDA IRN "Geometry and arithmetic"`, `plan workshop "Arithmetic days" 12-16 May 2027 for GANDA`},
		chatting("a.db")...)
	must(t, dir, nil, "backup", "--db", "a.db", "copy.db")
	if first, second := must(t, dir, nil, "export", "--db", "a.db"), must(t, dir, nil, "export", "--db", "copy.db"); first != second {
		t.Errorf("the copy exports otherwise:\n%s\n%s", first, second)
	}
	if got := entente(t, dir, nil, "backup", "--db", "a.db", "copy.db"); got.code != 1 || !strings.Contains(got.stderr, "copy.db") {
		t.Errorf("a second backup to the same file: %+v", got)
	}
}
