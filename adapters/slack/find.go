package slack

import (
	"context"
	"fmt"
	"sync"
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
//
// Slack lets apps that are not made for one workspace look at one page a
// minute. A look-up that it interrupts is an error and goes on where it was
// when it is asked for again; it never ends before its last page.
// https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
func (a *Adapter) Find(ctx context.Context, to chat.Place, key string, since time.Time) (chat.Receipt, bool, error) {
	channel, err := a.conversation(ctx, to)
	if err != nil {
		return chat.Receipt{}, false, fmt.Errorf("look up message: %w", err)
	}
	s := a.unfinished.resume(key, search{channel: channel, thread: threadOf(to, channel), oldest: oldest(since)})
	for {
		messages, next, err := s.page(ctx, a.api, &a.pace)
		if isLimited(err) {
			a.unfinished.keep(key, s)
		}
		if err != nil {
			return chat.Receipt{}, false, fmt.Errorf("look up message: %w", err)
		}
		for _, m := range messages {
			if carries(m, key) {
				return chat.Receipt{Room: roomID(a.name, channel), Message: m.Timestamp}, true, nil
			}
		}
		if next == "" {
			return chat.Receipt{}, false, nil
		}
		s.cursor = next
	}
}

// carries says whether m was sent with key: in its metadata, or, with a file,
// as the id of its first block.
func carries(m slackapi.Message, key string) bool {
	if m.Metadata.EventType == metadataType && m.Metadata.EventPayload["key"] == key {
		return true
	}
	blocks := m.Blocks.BlockSet
	return len(blocks) > 0 && blocks[0].ID() == keyBlock(key)
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
	channel        channelID
	thread         string
	oldest, cursor string
}

// page is the next page, and where the one after it is. What was to go into a
// thread whose first message is deleted stands in the conversation itself.
func (s *search) page(ctx context.Context, api *slackapi.Client, pace *pace) (messages []slackapi.Message, next string, err error) {
	if s.thread != "" {
		err = pace.keep(lane{method: "conversations.replies"}, func() (err error) {
			messages, _, next, err = api.GetConversationRepliesContext(ctx, &slackapi.GetConversationRepliesParameters{
				ChannelID: string(s.channel), Timestamp: s.thread, Oldest: s.oldest, Cursor: s.cursor,
				Limit: pageSize, IncludeAllMetadata: true,
			})
			return err
		})
		if refusal(err) != "thread_not_found" {
			return messages, next, err
		}
		s.thread = ""
	}
	err = pace.keep(lane{method: "conversations.history"}, func() error {
		history, err := api.GetConversationHistoryContext(ctx, &slackapi.GetConversationHistoryParameters{
			ChannelID: string(s.channel), Oldest: s.oldest, Cursor: s.cursor,
			Limit: pageSize, IncludeAllMetadata: true,
		})
		if err == nil {
			messages, next = history.Messages, history.ResponseMetaData.NextCursor
		}
		return err
	})
	return messages, next, err
}

// maxUnfinished bounds how many look-ups are remembered.
const maxUnfinished = 1000

// searches are look-ups that go on later, by the key that they look for. A
// process that forgets one begins anew. The zero value is ready.
type searches struct {
	mutex sync.Mutex
	byKey map[string]search
}

// resume is the look-up that begins as fresh, from where it was interrupted.
func (s *searches) resume(key string, fresh search) search {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	kept, found := s.byKey[key]
	delete(s.byKey, key)
	if !found || kept.channel != fresh.channel || kept.oldest != fresh.oldest {
		return fresh
	}
	return kept
}

// keep remembers a look-up that was interrupted.
func (s *searches) keep(key string, at search) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.byKey == nil || len(s.byKey) >= maxUnfinished {
		s.byKey = map[string]search{}
	}
	s.byKey[key] = at
}
