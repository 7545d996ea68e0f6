package bot

import (
	"fmt"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// use is `use GANDA here` / « ce salon est pour GANDA »: it ties the room to a
// collaboration, and asks for the language of its posts.
func (r *request) use(rest string) (*reply, error) {
	rest = strings.TrimSpace(rest)
	for _, tail := range []string{"here", "ici"} {
		if words.Fold(rest) == tail || strings.HasSuffix(words.Fold(rest), " "+tail) {
			rest = strings.TrimSpace(rest[:len(rest)-len(tail)])
		}
	}
	if r.room.Direct {
		return nil, &planner.Refusal{Why: "room.direct"}
	}
	if rest == "" {
		return nil, &planner.Refusal{Why: "collaboration.which"}
	}
	c, err := r.named(rest)
	if err != nil {
		return nil, err
	}
	if err := r.mayOrganise(c); err != nil {
		return nil, err
	}
	if r.collaboration != nil { // which would lose its room
		if err := r.mayOrganise(*r.collaboration); err != nil {
			return nil, err
		}
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	r.room.Collaboration = c.ID
	if err := r.tx.SaveRoom(r.room); err != nil {
		return nil, fmt.Errorf("tie room: %w", err)
	}
	r.collaboration = &c
	p := r.tell("room.tied", words.Args{"code": telling.Strong(c.Code), "number": telling.ChangeID(r.change)})
	if r.room.Lang == "" {
		p.add(r.say("room.ask_language", nil)...)
		p.choices = true
		p.button("English", "room language en").button("Français", "room language fr").button(r.label("button.both"), "room language both")
	}
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// unuse frees the room from its collaboration.
func (r *request) unuse(string) (*reply, error) {
	if r.collaboration == nil || r.room.Direct {
		return nil, &planner.Refusal{Why: "room.not_tied", Words: "#" + r.room.Name}
	}
	if err := r.mayOrganise(*r.collaboration); err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	r.room.Collaboration = ""
	if err := r.tx.SaveRoom(r.room); err != nil {
		return nil, fmt.Errorf("free room: %w", err)
	}
	p := r.tell("room.freed", words.Args{"code": telling.Strong(r.collaboration.Code)})
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// roomLanguage is `room language en|fr|both`: that of posts.
func (r *request) roomLanguage(rest string) (*reply, error) {
	lang, ok := languageNames[words.Fold(grammar.Squeeze(rest))]
	if !ok {
		p := r.tell("room.ask_language", nil)
		p.asker, p.choices = true, true
		return p.button("English", "room language en").button("Français", "room language fr").button(r.label("button.both"), "room language both"), nil
	}
	if r.collaboration != nil {
		if err := r.mayPlan(*r.collaboration); err != nil {
			return nil, err
		}
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	r.room.Lang = lang
	if err := r.tx.SaveRoom(r.room); err != nil {
		return nil, fmt.Errorf("save language: %w", err)
	}
	p := r.tell("room.language_"+string(lang), nil)
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// silentAgain: invited again within this time the bot says nothing.
const silentAgain = 30 * 24 * time.Hour

// greet introduces the bot, once, in both languages.
func (r *request) greet() ([]*reply, error) {
	if r.room.Direct || !r.room.Greeted.IsZero() && r.now.Sub(r.room.Greeted) < silentAgain {
		return nil, nil
	}
	r.room.Greeted = r.now
	if err := r.tx.SaveRoom(r.room); err != nil {
		return nil, fmt.Errorf("save greeting: %w", err)
	}
	r.in.Message, r.in.Thread = "", ""
	p := &reply{}
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		p.add(r.Words.Blocks(lang, "greeting.room", nil)...)
	}
	return []*reply{p}, nil
}

// chitchat are thanks and greetings, which get a reaction and no words.
var chitchat = map[string]string{
	"thanks": "👍", "thank you": "👍", "thx": "👍", "merci": "👍", "merci beaucoup": "👍", "thanks a lot": "👍", "many thanks": "👍", "thank you very much": "👍", "great": "👍", "ok": "👍", "okay": "👍", "d'accord": "👍", "entendu": "👍", "got it": "👍", "bien recu": "👍", "parfait": "👍", "super": "👍", "perfect": "👍",
	"hello": "👋", "hi": "👋", "hey": "👋", "bonjour": "👋", "salut": "👋", "bonsoir": "👋", "good morning": "👋", "good evening": "👋", "bonne journee": "👋", "bye": "👋", "au revoir": "👋",
}

// reactTo is the reaction to thanks or a greeting; empty for anything else.
func reactTo(text string) string { return chitchat[words.Fold(grammar.TrimStop(text))] }

// help is `help [COMMAND]`: six lines for this room and person, or one command
// in full.
func (r *request) help(rest string) (*reply, error) {
	rest = grammar.StripConnectives(rest)
	if rest == "" {
		p := r.tell("help.short", nil)
		return p.button(r.label("button.all_commands"), "help all"), nil
	}
	if folded := words.Fold(rest); folded == "all" || folded == "tout" || folded == "commands" || folded == "commandes" {
		return r.helpAll(), nil
	}
	c, after := r.bot.find(rest)
	if c == nil || c.hidden {
		return nil, &planner.Refusal{Why: "help.unknown", Words: rest}
	}
	p := &reply{blocks: r.say("help."+c.name, words.Args{})}
	if m := idForm.FindString(" " + after); m != "" {
		p.add(r.say("help.with_id", words.Args{"sentence": telling.Code(c.name + " " + strings.TrimSpace(m) + " …")})...)
	}
	return p, nil
}

// helpAll lists every command with its summary, from the command table.
func (r *request) helpAll() *reply {
	p := r.tell("help.all", nil)
	var list [][]chat.Span
	for _, c := range r.bot.commands {
		if !c.hidden {
			list = append(list, append([]chat.Span{telling.Code(r.label("usage." + c.name)), {Text: " – "}}, r.Words.Spans(r.lang, "summary."+c.name, nil)...))
		}
	}
	return p.add(chat.Block{List: list})
}
