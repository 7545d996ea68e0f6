package storetest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"

	"entente/store"
)

// NewPostgres makes a database, dropped with the test, and returns its URL. It
// is a copy of one that stays on the server, one for each schema.
func NewPostgres(t testing.TB) string {
	t.Helper()
	file, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	template := fmt.Sprintf("entente_schema_%x", sha256.Sum256([]byte(file.schema)))[:40]
	name, err := create(t, " TEMPLATE "+template)
	if is(err, "3D000") { // invalid_catalog_name: there is none yet
		makeTemplate(t, template)
		name, err = create(t, " TEMPLATE "+template)
	}
	if err != nil {
		t.Fatal(err)
	}
	return address(t, name)
}

// makeTemplate fills a database and then gives it its name, unless another test
// or process was sooner.
func makeTemplate(t testing.TB, template string) {
	t.Helper()
	name, err := create(t, "")
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{URL: address(t, name)})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	err = onServer(`ALTER DATABASE ` + name + ` RENAME TO ` + template)
	if err != nil && !is(err, "42P04") && !is(err, "23505") { // duplicate_database; unique_violation where both renamed at once
		t.Fatal(err)
	}
}

// emptyPostgres is NewPostgres without any tables.
func emptyPostgres(t testing.TB) string {
	t.Helper()
	name, err := create(t, "")
	if err != nil {
		t.Fatal(err)
	}
	return address(t, name)
}

// create makes a database, which is dropped with the test.
func create(t testing.TB, options string) (name string, err error) {
	t.Helper()
	name = "entente_test_" + strings.ToLower(rand.Text())
	// The other strategy writes the whole template to the log: three times slower.
	if err := onServer(`CREATE DATABASE ` + name + options + ` STRATEGY file_copy`); err != nil {
		return "", err
	}
	t.Cleanup(func() {
		if err := onServer(`DROP DATABASE IF EXISTS ` + name + ` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	return name, nil
}

// address is the URL of a database of the server.
func address(t testing.TB, name string) string {
	t.Helper()
	server, err := url.Parse(os.Getenv(Postgres))
	if err != nil {
		t.Fatalf("%s is not a URL", Postgres) // the error would show its password
	}
	server.Path = "/" + name
	return server.String()
}

// onServer runs one statement; also while the test is being cleaned up.
func onServer(statement string) error {
	db, err := sql.Open("pgx", os.Getenv(Postgres))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(context.Background(), statement)
	return errors.Join(err, db.Close())
}

// is says whether an error is the server's, with a code of its appendix A.
func is(err error, code string) bool {
	var failure *pgconn.PgError
	return errors.As(err, &failure) && failure.Code == code
}
