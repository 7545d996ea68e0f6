package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"entente/planner"
)

func TestCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked, fail := 0, false
		people := newCache(slog.New(slog.DiscardHandler), "users.info", func(context.Context, string) (string, error) {
			asked++
			if fail {
				return "", errors.New("ratelimited")
			}
			return fmt.Sprint("answer ", asked), nil
		})
		expect := func(want string, times int) {
			t.Helper()
			if got := people.of(t.Context(), "U0ALICE"); got != want || asked != times {
				t.Errorf("%q after %d look-ups, want %q after %d", got, asked, want, times)
			}
		}
		expect("answer 1", 1)
		time.Sleep(believed - time.Second)
		expect("answer 1", 1)
		time.Sleep(time.Second)
		fail = true
		expect("", 2)
		expect("", 2) // a failed question is not repeated at once
		time.Sleep(notAsked)
		fail = false
		expect("answer 3", 3)

		for i := range 2 * remembered {
			people.of(t.Context(), fmt.Sprint("U", i))
		}
		if len(people.entries) > remembered {
			t.Errorf("%d answers are kept", len(people.entries))
		}
	})
}

func TestLanguage(t *testing.T) {
	for locale, want := range map[string]planner.Lang{"fr-FR": "fr", "en-GB": "en", "en": "en", "vi-VN": "", "": ""} {
		if got := language(locale); got != want {
			t.Errorf("language(%q) = %q, want %q", locale, got, want)
		}
	}
}
