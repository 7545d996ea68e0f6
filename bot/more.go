package bot

import (
	"strconv"
	"strings"

	"entente/bot/turn"
	"entente/planner"
)

// more is `more 15 agenda 2027`: the rows after the fifteenth of what a
// command lists.
func (r *request) more(rest string) (*turn.Reply, error) {
	count, sentence, _ := strings.Cut(rest, " ")
	from, err := strconv.Atoi(count)
	c, arguments := r.bot.find(sentence)
	if err != nil || from < 0 || c == nil || c.Changes {
		return nil, &planner.Refusal{Why: "help.unknown", Words: rest}
	}
	r.SkipRows = from
	return c.Run(r, arguments)
}
