package turn

import "entente/bot/chat"

// IsForm says whether what came in are the answers of a form.
func IsForm(in chat.Incoming) bool {
	return in.Kind == chat.Said && in.Pressed && in.Fields != nil
}

// Slash says whether this was a slash command, or a form opened by one: it
// leaves no message in the room that could be answered, so that the answer is
// for the asker alone.
func (r *Turn) Slash() bool {
	form := IsForm(r.In) && r.In.Thread == "" && r.In.ReplyTo == ""
	return r.In.Kind == chat.Said && r.In.Message == "" && (!r.In.Pressed || form)
}
