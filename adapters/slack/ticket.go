package slack

import (
	"encoding/json"
	"time"
)

// How long, and by Slack's rules how often, a ticket is good for: a trigger
// opens one modal, a response address takes five answers.
// https://docs.slack.dev/interactivity/handling-user-interaction
const (
	triggerLasts  = 3 * time.Second
	responseLasts = 30 * time.Minute
)

// ticket is what Slack gave along with a slash command or a press to answer it
// with. It travels in [chat.Incoming.Ticket] and [chat.Outgoing.Ticket] and
// entitles whoever has it: it is never logged.
type ticket struct {
	// Trigger opens one modal.
	Trigger string `json:"trigger,omitempty"`
	// Response is the address that takes answers without a token, also into a
	// conversation that the bot is not in.
	Response string `json:"response,omitempty"`
	// Ephemeral: what was pressed is shown to one person alone, and only an
	// answer to Response can take its place.
	Ephemeral bool `json:"ephemeral,omitempty"`
	// NoThread: the thread that the answer belongs in is not there yet. What one
	// person alone is to see would be shown there to nobody.
	// https://docs.slack.dev/reference/methods/chat.postEphemeral
	NoThread bool `json:"no_thread,omitempty"`
	// At is when it came in, by the clock of this machine, in UTC.
	At time.Time `json:"at"`
}

// String is the ticket as it travels; empty when there is nothing in it.
func (t ticket) String() string {
	if t.Trigger == "" && t.Response == "" {
		return ""
	}
	text, err := json.Marshal(t)
	if err != nil { // a year beyond 9999
		return ""
	}
	return string(text)
}

// parseTicket reads what [ticket.String] wrote, leaving out what is no longer
// good at now; the zero ticket when text is none.
func parseTicket(text string, now time.Time) ticket {
	var t ticket
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return ticket{}
	}
	age := now.Sub(t.At)
	if age >= triggerLasts {
		t.Trigger = ""
	}
	if age >= responseLasts {
		t.Response = ""
	}
	return t
}
