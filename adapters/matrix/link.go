package matrix

import (
	"net/url"

	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
	"entente/planner"
)

var _ chat.Linker = (*Adapter)(nil)

// LinkTo is the matrix.to address of an event.
// https://spec.matrix.org/v1.15/appendices/#matrixto-navigation
func (a *Adapter) LinkTo(room planner.RoomID, message string) string {
	where, ours := native[id.RoomID](a.options.Name, string(room))
	if !ours || message == "" {
		return ""
	}
	return "https://matrix.to/#/" + url.PathEscape(where.String()) + "/" + url.PathEscape(message)
}
