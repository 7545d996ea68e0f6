// Package counterpart starts the real servers that tests talk to: a Matrix
// homeserver, a Slack workspace, a PostgreSQL. Each is the test's own, on
// loopback, and ends with it. Only tests import this.
package counterpart

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"testing"
)

// The variables that name what the servers are made of; `make test` sets them.
const (
	Dendrite = "ENTENTE_TEST_DENDRITE"  // the path of a dendrite binary
	SlackLab = "ENTENTE_TEST_SLACK_LAB" // the folder of the npm packages of the Slack workspace
	Postgres = "ENTENTE_TEST_POSTGRES"  // the address of a PostgreSQL server
)

// Needs is the value of a variable that names a counterpart. The test is
// passed over without it, and fails where all counterparts must be there.
func Needs(t testing.TB, variable string) string {
	t.Helper()
	value := os.Getenv(variable)
	switch {
	case value != "":
	case os.Getenv("ENTENTE_TEST_ALL") == "1":
		t.Fatalf("%s is not set", variable)
	default:
		t.Skipf("%s is not set: run make test", variable)
	}
	return value
}

// Dir is a folder of the test: in memory, where ENTENTE_TEST_MEMORY names a
// folder that is, since Dendrite answers three times sooner from there than from
// a disk that others use, too.
func Dir(t testing.TB) string {
	t.Helper()
	memory := os.Getenv("ENTENTE_TEST_MEMORY")
	if memory == "" {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp(memory, "entente")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// FreeAddress is an address of loopback that nobody listens at. Its port is
// below those that the system gives to outgoing connections, so that none takes
// it before a server of the test does, or while that is down.
func FreeAddress(t testing.TB) string { return "127.0.0.1:" + freePort(t) }

// freePort is given to no other test before this one ends, in this process or
// another: who has it holds the port of that number of UDP, which nothing else
// wants.
func freePort(t testing.TB) string {
	t.Helper()
	for range 100 {
		port := fmt.Sprint(10_000 + rand.IntN(20_000))
		held, err := net.ListenPacket("udp", "127.0.0.1:"+port)
		if err != nil {
			continue
		}
		t.Cleanup(func() { _ = held.Close() }) // nothing was written
		listener, err := net.Listen("tcp", "127.0.0.1:"+port)
		if err != nil {
			continue
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		return port
	}
	t.Fatal("no port is free")
	return ""
}
