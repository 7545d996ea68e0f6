package matrix

import (
	"fmt"
	"path"
	"strings"

	"maunium.net/go/mautrix/id"
)

// An allowList says who may invite the bot: accounts by their name, and
// everybody on the servers whose names match a pattern.
type allowList struct {
	accounts map[id.UserID]bool
	servers  []string
}

func newAllowList(entries []string) (allowList, error) {
	list := allowList{accounts: map[id.UserID]bool{}}
	for _, entry := range entries {
		if strings.HasPrefix(entry, "@") {
			user := id.UserID(entry)
			if _, _, err := user.Parse(); err != nil {
				return allowList{}, fmt.Errorf("allow: %w", err)
			}
			list.accounts[user] = true
			continue
		}
		server := strings.TrimPrefix(entry, ":")
		if _, err := path.Match(server, ""); err != nil || server == "" {
			return allowList{}, fmt.Errorf("allow: %q is neither @name:server nor a server", entry)
		}
		list.servers = append(list.servers, server)
	}
	return list, nil
}

func (l allowList) has(user id.UserID) bool {
	if l.accounts[user] {
		return true
	}
	for _, pattern := range l.servers {
		if ok, _ := path.Match(pattern, user.Homeserver()); ok {
			return true
		}
	}
	return false
}
