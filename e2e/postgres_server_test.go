package e2e

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"

	"entente/adapters/counterpart"
)

// postgresServer is a PostgreSQL of the test's own, behind a proxy that can cut
// it off.
type postgresServer struct {
	*counterpart.PostgreSQL
	proxied string

	lock  sync.Mutex
	off   bool
	lines map[net.Conn]bool
}

func startPostgres(t *testing.T) *postgresServer {
	t.Helper()
	s := &postgresServer{PostgreSQL: counterpart.StartPostgreSQL(t), lines: map[net.Conn]bool{}}
	target, err := url.Parse(s.Address)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go s.serve(listener, target.Host)
	target.Host = listener.Addr().String()
	s.proxied = target.String()
	return s
}

// move puts an installation that was never started there.
func (s *postgresServer) move(i installation, t *testing.T) installation {
	return i.onDatabase(t, s.Address, s.proxied)
}

// serve passes connections on to the server.
func (s *postgresServer) serve(listener net.Listener, target string) {
	for {
		from, err := listener.Accept()
		if err != nil {
			return // the test has ended
		}
		to, err := net.Dial("tcp", target)
		if err != nil || !s.add(from, to) {
			from.Close()
			continue
		}
		for _, pair := range [][2]net.Conn{{from, to}, {to, from}} {
			go func() {
				_, _ = io.Copy(pair[0], pair[1]) // ends when either side does
				pair[0].Close()
				pair[1].Close()
			}()
		}
	}
}

// add notes connections, unless the server is cut off.
func (s *postgresServer) add(lines ...net.Conn) bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.off {
		for _, line := range lines {
			line.Close()
		}
		return false
	}
	for _, line := range lines {
		s.lines[line] = true
	}
	return true
}

// cut ends all connections and takes no new ones for a while.
func (s *postgresServer) cut(during time.Duration) {
	s.lock.Lock()
	for line := range s.lines {
		line.Close()
	}
	s.lines, s.off = map[net.Conn]bool{}, true
	s.lock.Unlock()
	pause(during)
	s.lock.Lock()
	defer s.lock.Unlock()
	s.off = false
}
