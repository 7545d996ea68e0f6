package slack

import (
	"cmp"
	"context"
	"log/slog"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"entente/planner"
)

// How long an answer about somebody is believed (a zone changes when its owner
// travels), how long a failed question is not asked again, and how many
// answers are kept.
const (
	believed   = time.Hour
	notAsked   = time.Minute
	remembered = 1000
)

// profile is what a message tells of who said it.
type profile struct {
	name string
	zone string // IANA
	lang planner.Lang
	bot  bool // no person
}

// room is what Slack tells of a channel or conversation.
type room struct {
	name  string // empty for conversations
	known bool   // it was told; else the rest is not known
	open  bool   // the bot is in it, and it is not archived
}

// directory knows people, rooms and the authors of threads. It belongs to the
// loop that receives and is not safe for others.
type directory struct {
	people  cache[string, profile]
	rooms   cache[channelID, room]
	authors cache[message, string]
	directs cache[string, channelID] // the bot's conversation with a person
}

// message is where a message stands.
type message struct {
	channel channelID
	ts      string
}

func newDirectory(api *slackapi.Client, log *slog.Logger) *directory {
	return &directory{
		people: newCache(log, "users.info", func(ctx context.Context, user string) (profile, error) {
			u, err := api.GetUserInfoContext(ctx, user)
			if err != nil {
				return profile{}, err
			}
			name := cmp.Or(u.RealName, u.Profile.RealName, u.Profile.DisplayName, u.Name)
			return profile{name: oneLine(name), zone: u.TZ, lang: language(u.Locale), bot: u.IsBot}, nil
		}),
		rooms: newCache(log, "conversations.info", func(ctx context.Context, channel channelID) (room, error) {
			c, err := api.GetConversationInfoContext(ctx, &slackapi.GetConversationInfoInput{ChannelID: string(channel)})
			if err != nil {
				return room{}, err
			}
			r := room{known: true, open: c.IsMember && !c.IsArchived}
			if !c.IsMpIM { // a group conversation's name is a list of accounts
				r.name = oneLine(c.Name)
			}
			return r, nil
		}),
		authors: newCache(log, "conversations.replies", func(ctx context.Context, m message) (string, error) {
			found, _, _, err := api.GetConversationRepliesContext(ctx, &slackapi.GetConversationRepliesParameters{
				ChannelID: string(m.channel), Timestamp: m.ts, Limit: 1,
			})
			if err != nil || len(found) == 0 {
				return "", err
			}
			return found[0].User, nil
		}),
		directs: newCache(log, "conversations.open", func(ctx context.Context, user string) (channelID, error) {
			c, _, _, err := api.OpenConversationContext(ctx, &slackapi.OpenConversationParameters{Users: []string{user}})
			if err != nil {
				return "", err
			}
			return channelID(c.ID), nil
		}),
	}
}

// language of a locale as "fr-FR"; empty when Entente does not speak it.
func language(locale string) planner.Lang {
	tag, _, _ := strings.Cut(locale, "-")
	switch lang := planner.Lang(tag); lang {
	case planner.English, planner.French:
		return lang
	}
	return ""
}

// cache remembers what fetch answered.
type cache[K comparable, V any] struct {
	fetch   func(context.Context, K) (V, error)
	entries map[K]answer[V]
	log     *slog.Logger
}

type answer[V any] struct {
	value V
	until time.Time
}

func newCache[K comparable, V any](log *slog.Logger, method string, fetch func(context.Context, K) (V, error)) cache[K, V] {
	return cache[K, V]{fetch: fetch, entries: map[K]answer[V]{}, log: log.With("method", method)}
}

// of is what is known of key: the zero value when Slack does not say. A
// message is worth more than the name of who said it, so a failure is logged
// and lived with.
func (c *cache[K, V]) of(ctx context.Context, key K) V {
	now := time.Now()
	if known, ok := c.entries[key]; ok && now.Before(known.until) {
		return known.value
	}
	value, err := c.fetch(ctx, key)
	until := now.Add(believed)
	if err != nil {
		until = now.Add(notAsked)
		c.log.Warn("slack look-up failed", "error", err)
	}
	if len(c.entries) >= remembered {
		clear(c.entries)
	}
	c.entries[key] = answer[V]{value: value, until: until}
	return value
}

// forget what was answered about key: it has changed.
func (c *cache[K, V]) forget(key K) { delete(c.entries, key) }
