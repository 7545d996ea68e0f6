package matrix

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// keyField holds the delivery key in the content of an event, beside the
// ciphertext where there is one: an opaque id, by which Find knows the event
// again without decrypting it.
const keyField = "org.entente.key"

// Send renders and sends one message. It is sent once; whether to send it
// again is for its delivery to say, after a look-up.
func (a *Adapter) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	if err := a.connected(ctx); err != nil {
		return chat.Receipt{}, &chat.SendError{Reason: "not_connected", Err: err}
	}
	room, err := a.roomFor(ctx, out.To)
	if err != nil {
		return chat.Receipt{}, err
	}
	kind, content, err := a.content(ctx, room, out)
	if err != nil {
		return chat.Receipt{}, err
	}
	a.offers.budget.spend(time.Now(), 1)
	sent, err := a.client.SendMessageEvent(ctx, room, kind, content, mautrix.ReqSendEvent{
		TransactionID: transaction(out.Key),
		DontEncrypt:   true, // it is already, with the key beside
	})
	if out.React != "" && errors.Is(err, duplicate) { // an earlier try has put it there
		return chat.Receipt{Room: a.roomID(room), Message: out.To.ReplyTo}, nil
	}
	if err != nil {
		return chat.Receipt{}, outcome(err)
	}
	if sent == nil || sent.EventID == "" {
		return chat.Receipt{}, errors.New("the homeserver did not say under which id it took the message")
	}
	receipt := chat.Receipt{Room: a.roomID(room), Message: sent.EventID.String()}
	if out.Replaces != "" { // an edited message keeps its id
		receipt.Message = out.Replaces
	}
	return receipt, nil
}

// roomFor is the room that a message goes to.
func (a *Adapter) roomFor(ctx context.Context, to chat.Place) (id.RoomID, error) {
	if room, ours := native[id.RoomID](a.options.Name, string(to.Room)); ours {
		return room, nil
	}
	person, ours := native[id.UserID](a.options.Name, string(to.Person))
	if to.Room != "" || !ours {
		err := fmt.Errorf("neither room nor person of %s: %q, %q", a.options.Name, to.Room, to.Person)
		return "", &chat.SendError{Final: true, Reason: "other_network", Err: err}
	}
	room, err := a.conversation(ctx, person)
	if err != nil {
		return "", notSent("no_direct_conversation", err)
	}
	return room, nil
}

// content is what goes over the wire: type and content of the event.
func (a *Adapter) content(ctx context.Context, room id.RoomID, out chat.Outgoing) (event.Type, *event.Content, error) {
	key := map[string]any{keyField: out.Key}
	if out.React != "" { // reactions are never encrypted
		return event.EventReaction, &event.Content{Raw: key, Parsed: &event.ReactionEventContent{
			RelatesTo: *new(event.RelatesTo).SetAnnotation(id.EventID(out.To.ReplyTo), out.React),
		}}, nil
	}
	message, file := a.message(out)
	encrypted, err := a.encrypted(ctx, room)
	if err != nil {
		return event.Type{}, nil, notSent("encryption_unknown", err)
	}
	if file != nil {
		if err := a.attach(ctx, message, file, encrypted); err != nil {
			return event.Type{}, nil, err
		}
	}
	if !encrypted {
		return event.EventMessage, &event.Content{Raw: key, Parsed: message}, nil
	}
	ciphertext, err := a.device.encrypt(ctx, room, message)
	if err != nil {
		return event.Type{}, nil, notSent("not_encrypted", err)
	}
	return event.EventEncrypted, &event.Content{Raw: key, Parsed: ciphertext}, nil
}

// transaction is the id under which the homeserver knows a request again, as
// long as it remembers it: a first defence against doubles. A message without
// key gets one from the SDK.
func transaction(key string) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(key))
	return "entente-" + hex.EncodeToString(sum[:16])
}
