package bot

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// help is `help [COMMAND]`: six lines for this room and person, or one command
// in full.
func (r *request) help(rest string) (*turn.Reply, error) {
	rest = grammar.StripConnectives(rest)
	if rest == "" {
		p := r.Tell("help.short", nil)
		return p.Button(r.Label("button.all_commands"), "help all"), nil
	}
	if folded := words.Fold(rest); folded == "all" || folded == "tout" || folded == "commands" || folded == "commandes" {
		return r.helpAll(), nil
	}
	c, after := r.bot.find(rest)
	if c == nil || c.Hidden {
		return nil, &planner.Refusal{Why: "help.unknown", Words: rest}
	}
	p := &turn.Reply{Blocks: r.Say("help."+c.Name, words.Args{})}
	if m := grammar.EventForm.FindString(" " + after); m != "" {
		p.Add(r.Say("help.with_id", words.Args{"sentence": telling.Code(c.Name + " " + strings.TrimSpace(m) + " …")})...)
	}
	return p, nil
}

// helpAll lists every command with its summary, from the command table.
func (r *request) helpAll() *turn.Reply {
	p := r.Tell("help.all", nil)
	var list [][]chat.Span
	for _, c := range r.bot.commands {
		if !c.Hidden {
			list = append(list, append([]chat.Span{telling.Code(r.Label("usage." + c.Name)), {Text: " – "}}, r.Words.Spans(r.Lang, "summary."+c.Name, nil)...))
		}
	}
	return p.Add(chat.Block{List: list})
}
