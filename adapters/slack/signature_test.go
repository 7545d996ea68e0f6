package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/bot/chat"
)

func TestReplaysAreRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		taken, full := 0, true
		e, _ := testEndpoint(t, func(context.Context, chat.Incoming) error {
			if full {
				return errors.New("disk full")
			}
			taken++
			return nil
		})
		now := time.Now()
		expect := func(what string, want int, change func(http.Header)) {
			t.Helper()
			r := signedRequest(asJSON, mention(t), testSecret, now)
			change(r.Header)
			if status, _ := e.answer(r); status != want {
				t.Errorf("%s: answered %d, want %d", what, status, want)
			}
		}
		same := func(http.Header) {}
		expect("not taken in", 503, same)
		full = false
		expect("its repeat of the same second", 200, same)
		expect("replayed", 401, same)
		expect("replayed in other letters", 401, func(h http.Header) {
			h.Set("X-Slack-Signature", "v0="+strings.ToUpper(strings.TrimPrefix(h.Get("X-Slack-Signature"), "v0=")))
		})
		time.Sleep(signedWithin)
		expect("replayed at the last moment", 401, same)
		time.Sleep(time.Second)
		expect("replayed when it is stale", 401, same)
		if taken != 1 {
			t.Errorf("taken in %d times", taken)
		}
	})
}

func TestSignaturesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s signatures
		claim := func(i int) {
			h := http.Header{}
			h.Set("X-Slack-Request-Timestamp", fmt.Sprint(time.Now().Unix()))
			h.Set("X-Slack-Signature", fmt.Sprint("v0=", i))
			if !s.claim(h) || s.claim(h) {
				t.Fatalf("%d is not new once", i)
			}
		}
		for i := range maxSignatures {
			claim(i)
			if i == maxSignatures/2 {
				time.Sleep(signedWithin + 2*time.Second) // the first half is too old
			}
		}
		time.Sleep(time.Minute) // the other half is still good
		claim(maxSignatures)
		if n := len(s.until); n < maxSignatures/2-1 || n > maxSignatures/2+1 {
			t.Errorf("%d are remembered, want the younger half", n)
		}
		for i := range 2 * maxSignatures {
			claim(maxSignatures + 1 + i)
			if len(s.until) > maxSignatures {
				t.Fatalf("%d are remembered", len(s.until))
			}
		}
	})
}

// TestOneAfterTheOther: what comes at once is taken in one after the other,
// and what would have to wait longer than Slack does is left to its repeat.
func TestOneAfterTheOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		under := make(chan struct{}, 1)
		e, _ := testEndpoint(t, func(context.Context, chat.Incoming) error {
			select {
			case under <- struct{}{}:
			default:
				t.Error("two at once")
			}
			time.Sleep(patience / 2)
			<-under
			return nil
		})
		answers := make(chan int, 4)
		for i := range 4 {
			go func() {
				status, _ := e.answer(signedRequest(asJSON, mention(t)+strings.Repeat(" ", i), testSecret, time.Now()))
				answers <- status
			}()
		}
		got := map[int]int{}
		for range 4 {
			got[<-answers]++
		}
		if got[200] < 2 || got[503] < 1 || got[200]+got[503] != 4 {
			t.Errorf("answers %v, want some 200, the last 503", got)
		}
	})
}
