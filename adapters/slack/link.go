package slack

import (
	"strings"

	"entente/bot/chat"
	"entente/planner"
)

var _ chat.Linker = (*Adapter)(nil)

// LinkTo is the permalink of a message, in the form of chat.getPermalink, which
// would be a call of its own: https://docs.slack.dev/reference/methods/chat.getPermalink
// It is empty until the adapter has logged in, which tells the workspace's address.
func (a *Adapter) LinkTo(room planner.RoomID, message string) string {
	site, known := a.site.Load().(string)
	channel, ours := strings.CutPrefix(string(room), a.name+":")
	if !known || site == "" || !ours || message == "" {
		return ""
	}
	return strings.TrimSuffix(site, "/") + "/archives/" + channel + "/p" + strings.ReplaceAll(message, ".", "")
}
