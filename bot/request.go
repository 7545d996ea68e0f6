package bot

import (
	"context"
	"errors"
	"fmt"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/turn"
	"entente/planner"
	"entente/store"
)

// request is a turn, with what only the machine that answers it knows.
type request struct {
	*turn.Turn
	bot   *Bot
	ctx   context.Context
	left  bool   // this sentence ends a half-filled form
	asked string // message in which the person asked for what is done
	under string // message under which a reaction is answered
	aside bool   // a reaction under a card, which is not answered in the room
	noted noted
}

// newRequest finds or makes the person and the room.
func (b *Bot) newRequest(ctx context.Context, tx *store.Tx, in chat.Incoming) (*request, error) {
	t := &turn.Turn{Tx: tx, In: in, Now: b.Now(), Text: grammar.Clean(in.Text), Setting: b.setting()}
	r := &request{Turn: t, bot: b, ctx: ctx, asked: in.Message}
	t.Onward = turn.Onward{As: r.as, Elsewhere: r.noCommand, Form: r.formCalled}
	person, _, err := tx.EnsurePerson(in.From, in.FromName, r.Now)
	if err != nil {
		return nil, fmt.Errorf("find person: %w", err)
	}
	if r.Person, err = withProfile(tx, person, in); err != nil {
		return nil, err
	}
	if r.Room, err = r.findRoom(); err != nil {
		return nil, err
	}
	if r.Room.Collaboration != "" {
		c, err := tx.Collaboration(r.Room.Collaboration)
		if err != nil {
			return nil, fmt.Errorf("find the room's collaboration: %w", err)
		}
		r.Collaboration = &c
	}
	r.Lang = r.language()
	return r, r.learnLanguage()
}

// setting is what all turns share.
func (b *Bot) setting() turn.Setting {
	return turn.Setting{Words: b.Words, Knowledge: b.Knowledge(), Admins: b.Admins, Observers: b.Observers, AdminsAdd: b.AdminsAdd, Rand: b.Rand, LinkTo: b.linkTo}
}

// linkTo is the address of a message, where its network has one.
func (b *Bot) linkTo(network string, room planner.RoomID, message string) string {
	linker, ok := b.adapters[network].(chat.Linker)
	if !ok {
		return ""
	}
	return linker.LinkTo(room, message)
}

// withProfile keeps the zone and language of somebody's profile on a network,
// where none of their own is known: what is sent to them unasked needs both.
func withProfile(tx *store.Tx, person planner.Person, in chat.Incoming) (planner.Person, error) {
	known := person
	if _, err := planner.Zone(in.FromZone); err == nil && person.Zone == "" {
		person.Zone = in.FromZone
	}
	if person.Lang == "" && (in.FromLang == planner.English || in.FromLang == planner.French) {
		person.Lang = in.FromLang
	}
	if person.Zone == known.Zone && person.Lang == known.Lang {
		return person, nil
	}
	if err := tx.SavePerson(person); err != nil {
		return person, fmt.Errorf("save what the profile says: %w", err)
	}
	return person, nil
}

// learnLanguage takes the language of the first sentence that tells as the
// person's own, until they say another.
func (r *request) learnLanguage() error {
	if r.Person.Lang != "" || r.In.Pressed {
		return nil
	}
	lang, sure := r.Knowledge.Language(r.Text)
	if !sure {
		return nil
	}
	r.Person.Lang = planner.Lang(lang)
	if err := r.Tx.SavePerson(r.Person); err != nil {
		return fmt.Errorf("save language: %w", err)
	}
	return nil
}

// findRoom reads the room, or keeps it when it is new or has a new name.
func (r *request) findRoom() (planner.Room, error) {
	room, err := r.Tx.Room(r.In.Room)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return room, fmt.Errorf("find room: %w", err)
	}
	known := err == nil
	reopened := known && room.Closed && r.opens(room)
	if known && !reopened && (r.In.Name == "" || room.Name == r.In.Name) {
		return room, nil
	}
	room.ID, room.Direct = r.In.Room, r.In.Direct
	if r.In.Name != "" {
		room.Name = r.In.Name
	}
	if reopened {
		room.Closed, room.Successor = false, ""
	}
	if err := r.Tx.SaveRoom(room); err != nil {
		return room, fmt.Errorf("save room: %w", err)
	}
	if reopened {
		return room, people.Revive(r.Turn)
	}
	return room, nil
}

// opens says whether what came in shows that the bot is in a room again. In one
// that has a successor people may go on talking; posts go to the successor.
func (r *request) opens(room planner.Room) bool {
	return r.In.Kind == chat.Invited || r.In.Kind != chat.Left && room.Successor == ""
}

// language is that of the sentence.
func (r *request) language() planner.Lang { return r.languageOf(r.Text) }

// languageOf is that of something the person said; where it does not tell, their
// own, the room's, and English.
func (r *request) languageOf(text string) planner.Lang {
	if lang, sure := r.Knowledge.Language(text); sure && !r.In.Pressed {
		return planner.Lang(lang)
	}
	for _, lang := range []planner.Lang{r.Person.Lang, r.Room.Lang} {
		if lang == planner.English || lang == planner.French {
			return lang
		}
	}
	return planner.English
}
