// Command matrix is a bare echo bot of mautrix-go, encrypted: what `make
// bench-networks` measures Entente beside.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	"go.mau.fi/util/dbutil"
	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto/cryptohelper"
	"maunium.net/go/mautrix/event"
	_ "modernc.org/sqlite"
)

func main() {
	ctx := context.Background()
	client, err := mautrix.NewClient(os.Getenv("HOMESERVER"), "", "")
	must(err)
	raw, err := sql.Open("sqlite", "file:echo.db?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_txlock=immediate")
	must(err)
	db, err := dbutil.NewWithDB(raw, "sqlite3")
	must(err)
	keys, err := cryptohelper.NewCryptoHelper(client, []byte("echo"), db)
	must(err)
	keys.LoginAs = &mautrix.ReqLogin{
		Type:       mautrix.AuthTypePassword,
		Identifier: mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: os.Getenv("NAME")},
		Password:   os.Getenv("PASSWORD"),
	}
	must(keys.Init(ctx))
	client.Crypto = keys
	syncer := client.Syncer.(*mautrix.DefaultSyncer)
	syncer.OnEventType(event.StateMember, func(ctx context.Context, e *event.Event) {
		if e.GetStateKey() == client.UserID.String() && e.Content.AsMember().Membership == event.MembershipInvite {
			_, err := client.JoinRoomByID(ctx, e.RoomID)
			must(err)
		}
	})
	syncer.OnEventType(event.EventMessage, func(ctx context.Context, e *event.Event) {
		if said := e.Content.AsMessage(); said.MsgType == event.MsgText && e.Sender != client.UserID {
			answer := &event.MessageEventContent{MsgType: event.MsgNotice, Body: said.Body, Mentions: &event.Mentions{}}
			answer.RelatesTo = new(event.RelatesTo).SetReplyTo(e.ID)
			_, err := client.SendMessageEvent(ctx, e.RoomID, event.EventMessage, answer)
			must(err)
		}
	})
	must(client.SyncWithContext(ctx))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
