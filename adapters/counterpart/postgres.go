package counterpart

import "testing"

// PostgreSQL is a server of the test's own, for what ends it; the others share
// the one that Postgres names.
type PostgreSQL struct {
	Address string
	script  script
}

// StartPostgreSQL starts one.
func StartPostgreSQL(t testing.TB) *PostgreSQL {
	t.Helper()
	Needs(t, Postgres)
	s := &PostgreSQL{script: newScript(t, "postgres.sh", t.TempDir())}
	_, variables := s.script.start(t, 0) // it finds a port itself
	s.Address = variables[Postgres]
	return s
}

// Restart ends it as a crash does, and starts it again.
func (s *PostgreSQL) Restart(t testing.TB) {
	t.Helper()
	s.script.must(t, "restart")
}
