package people

import (
	"fmt"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// use is `use GANDA here` / « ce salon est pour GANDA »: it ties the room to a
// collaboration, and asks for the language of its posts.
func (r *request) use(rest string) (*turn.Reply, error) {
	rest = strings.TrimSpace(rest)
	for _, tail := range []string{"here", "ici"} {
		if words.Fold(rest) == tail || strings.HasSuffix(words.Fold(rest), " "+tail) {
			rest = strings.TrimSpace(rest[:len(rest)-len(tail)])
		}
	}
	if r.Room.Direct {
		return nil, &planner.Refusal{Why: "room.direct"}
	}
	if rest == "" {
		return nil, &planner.Refusal{Why: "collaboration.which"}
	}
	c, err := CollaborationNamed(r.Turn, rest)
	if err != nil {
		return nil, err
	}
	if err := r.MayOrganise(c); err != nil {
		return nil, err
	}
	if r.Collaboration != nil { // which would lose its room
		if err := r.MayOrganise(*r.Collaboration); err != nil {
			return nil, err
		}
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	r.Room.Collaboration = c.ID
	if err := r.Tx.SaveRoom(r.Room); err != nil {
		return nil, fmt.Errorf("tie room: %w", err)
	}
	r.Collaboration = &c
	p := r.Tell("room.tied", words.Args{"code": telling.Strong(c.Code), "number": telling.ChangeID(r.Change)})
	if r.Room.Lang == "" {
		p.Add(r.Say("room.ask_language", nil)...)
		p.Choices = true
		p.Button("English", "room language en").Button("Français", "room language fr").Button(r.Label("button.both"), "room language both")
	}
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// unuse frees the room from its collaboration.
func (r *request) unuse(string) (*turn.Reply, error) {
	if r.Collaboration == nil || r.Room.Direct {
		return nil, &planner.Refusal{Why: "room.not_tied", Words: "#" + r.Room.Name}
	}
	if err := r.MayOrganise(*r.Collaboration); err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	r.Room.Collaboration = ""
	if err := r.Tx.SaveRoom(r.Room); err != nil {
		return nil, fmt.Errorf("free room: %w", err)
	}
	p := r.Tell("room.freed", words.Args{"code": telling.Strong(r.Collaboration.Code)})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// roomLanguage is `room language en|fr|both`: that of posts.
func (r *request) roomLanguage(rest string) (*turn.Reply, error) {
	lang, ok := LanguageNames[words.Fold(grammar.Squeeze(rest))]
	if !ok {
		p := r.Tell("room.ask_language", nil)
		p.Asker, p.Choices = true, true
		return p.Button("English", "room language en").Button("Français", "room language fr").Button(r.Label("button.both"), "room language both"), nil
	}
	if r.Collaboration != nil {
		if err := r.MayPlan(*r.Collaboration); err != nil {
			return nil, err
		}
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	r.Room.Lang = lang
	if err := r.Tx.SaveRoom(r.Room); err != nil {
		return nil, fmt.Errorf("save language: %w", err)
	}
	p := r.Tell("room.language_"+string(lang), nil)
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// silentAgain: invited again within this time the bot says nothing.
const silentAgain = 30 * 24 * time.Hour

// Greet introduces the bot, once, in both languages.
func Greet(r *turn.Turn) ([]*turn.Reply, error) {
	if r.Room.Direct || !r.Room.Greeted.IsZero() && r.Now.Sub(r.Room.Greeted) < silentAgain {
		return nil, nil
	}
	r.Room.Greeted = r.Now
	if err := r.Tx.SaveRoom(r.Room); err != nil {
		return nil, fmt.Errorf("save greeting: %w", err)
	}
	r.In.Message, r.In.Thread = "", ""
	p := &turn.Reply{}
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		p.Add(r.Words.Blocks(lang, "greeting.room", nil)...)
	}
	return []*turn.Reply{p}, nil
}

// chitchat are thanks and greetings, which get a reaction and no words.
var chitchat = map[string]string{
	"thanks": "👍", "thank you": "👍", "thx": "👍", "merci": "👍", "merci beaucoup": "👍", "thanks a lot": "👍", "many thanks": "👍", "thank you very much": "👍", "great": "👍", "ok": "👍", "okay": "👍", "d'accord": "👍", "entendu": "👍", "got it": "👍", "bien recu": "👍", "parfait": "👍", "super": "👍", "perfect": "👍",
	"hello": "👋", "hi": "👋", "hey": "👋", "bonjour": "👋", "salut": "👋", "bonsoir": "👋", "good morning": "👋", "good evening": "👋", "bonne journee": "👋", "bye": "👋", "au revoir": "👋",
}

// ReactTo is the reaction to thanks or a greeting; empty for anything else.
func ReactTo(text string) string { return chitchat[words.Fold(grammar.TrimStop(text))] }
