package slack

import (
	"context"
	"fmt"
	"time"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
)

// clockMargin is by how much Slack's clock, which message ids are made of, may
// be behind ours.
const clockMargin = 2 * time.Minute

// pageSize is how many messages one request looks at: Slack recommends at most
// 200. https://docs.slack.dev/reference/methods/conversations.history
const pageSize = 200

// Find looks for the message that carries key; see [chat.Finder]. An ephemeral
// message is never found: Slack keeps none.
func (a *Adapter) Find(ctx context.Context, to chat.Place, key string, since time.Time) (chat.Receipt, bool, error) {
	channel, err := a.conversation(ctx, to)
	if err != nil {
		return chat.Receipt{}, false, fmt.Errorf("look up message: %w", err)
	}
	search := search{api: a.api, channel: channel, thread: threadOf(to, channel), oldest: oldest(since)}
	for {
		messages, next, err := search.page(ctx)
		if err != nil {
			return chat.Receipt{}, false, fmt.Errorf("look up message: %w", err)
		}
		for _, m := range messages {
			if m.Metadata.EventType == metadataType && m.Metadata.EventPayload["key"] == key {
				return chat.Receipt{Room: roomID(a.name, channel), Message: m.Timestamp}, true, nil
			}
		}
		if next == "" {
			return chat.Receipt{}, false, nil
		}
		search.cursor = next
	}
}

// oldest is the id that a message sent at since has at least.
func oldest(since time.Time) string {
	since = since.Add(-clockMargin)
	if since.Unix() <= 0 {
		return ""
	}
	return fmt.Sprintf("%d.%06d", since.Unix(), since.Nanosecond()/1000)
}

// search is a walk through a conversation or one of its threads.
type search struct {
	api            *slackapi.Client
	channel        channelID
	thread         string
	oldest, cursor string
}

// page is the next page, and where the one after it is. What was to go into a
// thread whose first message is deleted stands in the conversation itself.
func (s *search) page(ctx context.Context) (messages []slackapi.Message, next string, err error) {
	if s.thread != "" {
		messages, _, next, err = s.api.GetConversationRepliesContext(ctx, &slackapi.GetConversationRepliesParameters{
			ChannelID: string(s.channel), Timestamp: s.thread, Oldest: s.oldest, Cursor: s.cursor,
			Limit: pageSize, IncludeAllMetadata: true,
		})
		if refusal(err) != "thread_not_found" {
			return messages, next, err
		}
		s.thread = ""
	}
	history, err := s.api.GetConversationHistoryContext(ctx, &slackapi.GetConversationHistoryParameters{
		ChannelID: string(s.channel), Oldest: s.oldest, Cursor: s.cursor,
		Limit: pageSize, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", err
	}
	return history.Messages, history.ResponseMetaData.NextCursor, nil
}
