package main

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"entente/adapters/console"
	"entente/bot"
	"entente/bot/chat"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// nowhere is a network that takes everything and shows it to nobody.
type nowhere struct{ said int }

// Network is that of the terminal.
func (n *nowhere) Network() string { return console.Network }

// Run has nothing to hand over.
func (n *nowhere) Run(ctx context.Context, _ chat.Receive) error {
	<-ctx.Done()
	return nil
}

// Send counts.
func (n *nowhere) Send(_ context.Context, out chat.Outgoing) (chat.Receipt, error) {
	n.said++
	return chat.Receipt{Room: out.To.Room, Message: fmt.Sprintf("m%d", n.said)}, nil
}

// BenchmarkCommand is the way of one message: into the inbox, understood, done
// and answered, all of it durably.
func BenchmarkCommand(b *testing.B) {
	monday := time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)
	sentences := []struct{ name, text string }{
		{"question", "what is an IRN?"},
		{"agenda", "agenda 2027"},
		{"plan a day", `plan meeting "Call text" 12 May 2027 14:30`},
		{"plan a year", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 21 December 2027`},
	}
	for _, sentence := range sentences {
		b.Run(sentence.name, func(b *testing.B) {
			db, err := store.Open(b.Context(), store.Options{URL: storetest.SQLite(b)})
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			network := &nowhere{}
			entente, err := newBot(Default(), bot.Options{
				Store: db, Adapters: []chat.Adapter{network}, Now: func() time.Time { return monday }, Log: slog.New(slog.DiscardHandler),
			})
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			for b.Loop() {
				n++
				say(b, entente, fmt.Sprintf("e%d", n), sentence.text, monday)
			}
			if network.said != n {
				b.Errorf("%d answers to %d messages", network.said, n)
			}
		})
	}
}

// say has alice say one thing privately, and waits until it is answered.
func say(b *testing.B, entente *bot.Bot, event, text string, at time.Time) {
	err := entente.Receive(b.Context(), chat.Incoming{
		Kind: chat.Said, Network: console.Network, EventID: event, Message: event, Room: planner.RoomID(console.Network + ":@alice"),
		Direct: true, Addressed: true, From: planner.IdentityID(console.Network + ":alice"), FromName: "alice", FromZone: "Europe/Paris",
		Text: text, At: at,
	})
	if err == nil {
		_, err = entente.Settle(b.Context(), console.Network)
	}
	if err != nil {
		b.Fatal(err)
	}
}
