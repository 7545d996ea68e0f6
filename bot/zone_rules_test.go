package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"entente/store"
)

// atOlderRules makes the store what it would be had Europe/Paris been at UTC
// when its dates were computed: they and what is due for them are an hour later.
func atOlderRules(b *testbot) {
	b.t.Helper()
	err := b.store.Update(context.Background(), func(tx *store.Tx) error {
		events, err := tx.Events(store.EventFilter{})
		if err != nil {
			return err
		}
		for _, e := range events {
			if e.Span.Zone != "Europe/Paris" {
				continue
			}
			occs, err := tx.OccurrencesOf(e.ID)
			if err != nil {
				return err
			}
			for i := range occs {
				occs[i].StartAt, occs[i].EndAt = occs[i].StartAt.Add(time.Hour), occs[i].EndAt.Add(time.Hour)
			}
			if _, err := tx.SaveOccurrences(e.ID, occs); err != nil {
				return err
			}
			if err := dueLater(tx, store.DueScope{Event: e.ID}); err != nil {
				return err
			}
		}
		own, err := tx.RemindersIn("Europe/Paris")
		if err != nil {
			return err
		}
		for _, rule := range own {
			if err := dueLater(tx, store.DueScope{Reminder: rule.ID}); err != nil {
				return err
			}
		}
		return tx.SaveZonePrint("Europe/Paris", "of older rules")
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func dueLater(tx *store.Tx, scope store.DueScope) error {
	dues, err := tx.DuesIn(scope)
	if err != nil {
		return err
	}
	for _, d := range dues {
		d.At = d.At.Add(time.Hour)
		if err := tx.AddDue(d); err != nil {
			return err
		}
	}
	return nil
}

// instants are when everything is held and due, by the store.
func instants(b *testbot) (said string) {
	b.view(func(tx *store.Tx) error {
		events, err := tx.Events(store.EventFilter{})
		if err != nil {
			return err
		}
		for _, e := range events {
			occs, err := tx.OccurrencesOf(e.ID)
			if err != nil {
				return err
			}
			for _, o := range occs {
				said += e.Title + " " + o.StartAt.String() + " " + o.EndAt.String() + "\n"
			}
			dues, err := tx.DuesIn(store.DueScope{Event: e.ID})
			if err != nil {
				return err
			}
			for _, d := range dues {
				said += d.At.String() + " " + string(d.State) + "\n"
			}
		}
		return nil
	})
	return said
}

// TestNewRulesOfAZone: with a database whose rules for a zone are others, the
// dates to come and what is due for them are computed anew at the start; the
// organiser is told once, however often it starts; a reminder that the change
// overtakes still comes.
func TestNewRulesOfAZone(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		for _, sentence := range []string{
			`plan seminar "Oceans" every Tuesday 15:00 from 12 January to 2 March 2027`,
			`plan meeting "Elsewhere" 14 January 2027 10:00 Asia/Tokyo`,
			`remind me today at 9:30 to ring the printers`,
		} {
			b.receive(b.message(sentence))
		}
		b.settleAll()
		want := instants(b)
		atOlderRules(b)
		if instants(b) == want {
			t.Fatal("the older rules are the same")
		}
		b.wait(time.Hour) // 10:00 in Paris; by the older rules half past nine is to come
		for range 3 {     // starts, each of another process
			b.bot = b.start()
			if err := b.bot.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := b.bot.Step(t.Context(), b.now()); err != nil {
				t.Fatal(err)
			}
			b.wait(time.Minute)
		}
		if got := instants(b); got != want {
			t.Errorf("after the start:\n%s\nwant:\n%s", got, want)
		}
		var notices []string
		for _, m := range b.net.Said() {
			if strings.Contains(m.Text, "new rules") {
				notices = append(notices, m.Text)
			}
		}
		if len(notices) != 1 {
			t.Fatalf("told %d times: %q", len(notices), notices)
		}
		for _, words := range []string{"Europe/Paris", "E1 Oceans: 8 dates, first Tue 12 January 2027, 15:00 Paris",
			"that is Tue 12 January 2027, 14:00 UTC, no longer Tue 12 January 2027, 15:00 UTC"} {
			if !strings.Contains(notices[0], words) {
				t.Errorf("the notice does not say %q: %s", words, notices[0])
			}
		}
		if strings.Contains(notices[0], "Elsewhere") {
			t.Errorf("the notice tells of what did not move: %s", notices[0])
		}
		if n := b.heard("Reminder (late, was due Mon 4 January 2027, 09:30 Paris): ring the printers"); n != 1 {
			t.Errorf("the reminder that was overtaken came %d times", n)
		}
	})
}

// TestAZoneNewInUse: one that came into use since the last start has no print
// yet; its dates are checked, too, and nothing is told where they stand.
func TestAZoneNewInUse(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		b.receive(b.message(`plan seminar "Oceans" every Tuesday 15:00 from 12 January to 2 March 2027`))
		b.settleAll()
		want := instants(b)
		for _, older := range []bool{false, true} {
			if older {
				atOlderRules(b)
				forgetPrints(b)
			}
			if err := b.bot.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := b.bot.Step(t.Context(), b.now()); err != nil {
				t.Fatal(err)
			}
			if got := instants(b); got != want {
				t.Errorf("older rules %v: %s\nwant %s", older, got, want)
			}
			if told := b.heard("new rules") > 0; told != older {
				t.Errorf("older rules %v: told %v", older, told)
			}
		}
	})
}

// forgetPrints notes for the zones what no rules have.
func forgetPrints(b *testbot) {
	b.t.Helper()
	err := b.store.Update(context.Background(), func(tx *store.Tx) error { return tx.SaveZonePrint("Europe/Paris", "") })
	if err != nil {
		b.t.Fatal(err)
	}
}
