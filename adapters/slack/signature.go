package slack

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// signedWithin is how far a request's time may be from ours, as the SDK has it.
// https://docs.slack.dev/authentication/verifying-requests-from-slack
const signedWithin = 5 * time.Minute

// maxSignatures bounds how many signatures are remembered. Slack sends at most
// 30,000 events an hour, thus 5,000 in the ten minutes that one can be valid
// if the clocks differ. https://docs.slack.dev/apis/events-api#rate-limiting
const maxSignatures = 20_000

// signatures remembers those of the requests that were taken in, until each is
// too old to be accepted anyway: who sends a request again has recorded it.
// Its zero value is ready for use, by several at once.
type signatures struct {
	mutex sync.Mutex
	until map[string]time.Time
}

// claim says whether the request of that header, whose signature was found
// right, comes for the first time.
func (s *signatures) claim(header http.Header) bool {
	seconds, _ := strconv.ParseInt(header.Get("X-Slack-Request-Timestamp"), 10, 64)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if _, seen := s.until[signature(header)]; seen {
		return false
	}
	if len(s.until) >= maxSignatures {
		s.sweep(time.Now())
	}
	if s.until == nil {
		s.until = map[string]time.Time{}
	}
	s.until[signature(header)] = time.Unix(seconds, 0).Add(signedWithin + time.Second)
	return true
}

// release forgets a request that was not taken in: its repeat may follow
// within the same second, with the same signature.
func (s *signatures) release(header http.Header) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.until, signature(header))
}

// sweep forgets the signatures that are no longer valid; all of them when that
// makes no room. A repeat then still ends in the inbox.
func (s *signatures) sweep(now time.Time) {
	for signature, until := range s.until {
		if now.After(until) {
			delete(s.until, signature)
		}
	}
	if len(s.until) >= maxSignatures {
		clear(s.until)
	}
}

// signature of a request in one spelling: hexadecimal digits have two.
func signature(header http.Header) string {
	return strings.ToLower(header.Get("X-Slack-Signature"))
}
