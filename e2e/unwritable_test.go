package e2e

import (
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"entente/adapters/counterpart"
)

// lockedFile: another process writes, and does not come to an end.
func lockedFile(t *testing.T) (i installation, begin, end func()) {
	i = onFile(t, "")
	db, err := sql.Open("sqlite", "file:"+filepath.Join(i.dir, "entente.db")+"?_pragma=busy_timeout(60000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	say := func(statement string) {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return i, func() { say(`BEGIN IMMEDIATE`) }, func() { say(`ROLLBACK`) }
}

// fullDisk: the file's disk is a small one, on which something else takes what
// is left.
func fullDisk(t *testing.T) (i installation, begin, end func()) {
	dir := t.TempDir()
	asRoot(t, exec.Command("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", dir))
	t.Cleanup(func() { asRoot(t, exec.Command("umount", "-l", dir)) })
	i = installation{dir: dir, address: counterpart.FreeAddress(t)}.made(t, filepath.Join(dir, "entente.db"))
	ballast := filepath.Join(dir, "ballast")
	begin = func() {
		file, err := os.Create(ballast)
		if err != nil {
			t.Fatal(err)
		}
		for page := make([]byte, 4096); err == nil; {
			_, err = file.Write(page)
		}
		file.Close() // what matters is that there is no space
	}
	return i, begin, func() {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}
}

// unwritableFile: the system refuses what is written to the file, whoever does,
// as where a disk with errors was made read-only.
func unwritableFile(t *testing.T) (i installation, begin, end func()) {
	i = onFile(t, "")
	change := func(flag string) {
		for _, name := range []string{"entente.db", "entente.db-wal"} {
			asRoot(t, exec.Command("chattr", flag, filepath.Join(i.dir, name)))
		}
	}
	forbidden := false
	end = func() { forbidden = false; change("-i") }
	t.Cleanup(func() {
		if forbidden {
			end() // else the folder cannot be removed
		}
	})
	return i, func() { forbidden = true; change("+i") }, end
}

// unwritableServer: transactions may only read, as on a server that has become
// the standby of another one.
func unwritableServer(t *testing.T) (i installation, begin, end func()) {
	server := startPostgres(t)
	i = installation{dir: t.TempDir(), address: counterpart.FreeAddress(t), postgres: server.Address}.made(t, server.Address)
	set := func(value string) {
		i.execute(t, `SET default_transaction_read_only = off;
			ALTER SYSTEM SET default_transaction_read_only = `+value+`;
			SELECT pg_reload_conf();`)
	}
	return i, func() { set("on") }, func() { set("off") }
}

// asRoot runs what only root may, in a container that lets it; elsewhere the
// test is passed over.
func asRoot(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Skipf("%q: %v %s", c.Args, err, out)
	}
}
