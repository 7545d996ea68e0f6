package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/bot/chat"
)

// submission is a form that was sent, as far as Entente reads it.
// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
type submission struct {
	Type      string `json:"type"`
	TriggerID string `json:"trigger_id"`
	User      struct {
		ID string `json:"id"`
	} `json:"user"`
	View struct {
		ID              string `json:"id"`
		CallbackID      string `json:"callback_id"`
		PrivateMetadata string `json:"private_metadata"`
		Blocks          []struct {
			BlockID string `json:"block_id"`
		} `json:"blocks"`
		State struct {
			Values map[string]map[string]inputValue `json:"values"` // by block and action
		} `json:"state"`
	} `json:"view"`
}

// inputValue is what was filled in: one of its fields, by the kind of element.
type inputValue struct {
	Value          string `json:"value"`
	SelectedDate   string `json:"selected_date"`
	SelectedTime   string `json:"selected_time"`
	SelectedOption struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

// submission reads a form that was sent: its command, said where the form was
// asked for. The event is the form itself, so that sending it twice, which two
// quick clicks do, is a repeat. It is nil when it is no form of Entente's.
func (r *reader) submission(ctx context.Context, payload json.RawMessage) (*chat.Incoming, error) {
	var s submission
	if err := json.Unmarshal(payload, &s); err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	if s.Type != "view_submission" || s.View.CallbackID != formCallback || s.View.ID == "" || s.User.ID == "" {
		return nil, nil
	}
	var origin formOrigin
	if err := json.Unmarshal([]byte(s.View.PrivateMetadata), &origin); err != nil {
		return nil, fmt.Errorf("read origin of form: %w", err)
	}
	if origin.Channel == "" || origin.Command == "" {
		return nil, nil
	}
	in := r.from(ctx, origin.Channel, s.User.ID)
	now := time.Now().UTC()
	before := parseTicket(origin.Ticket, now)
	in.EventID = "form:" + s.View.ID
	in.Thread = origin.Thread
	in.Addressed, in.Pressed = true, true
	in.Text = origin.Command
	in.Fields = s.fields()
	in.Ticket = ticket{Trigger: s.TriggerID, Response: before.Response, NoThread: before.NoThread, At: now}.String()
	in.At = now
	return in, nil
}

// fields are the answers by the names of their fields, without those that were
// left empty.
func (s submission) fields() map[string]string {
	fields := map[string]string{}
	for block, actions := range s.View.State.Values {
		name, ours := strings.CutPrefix(block, fieldBlock)
		if !ours {
			continue
		}
		for action, v := range actions {
			if action != actionAnswer && action != actionZone {
				continue
			}
			if answer := strings.TrimSpace(withoutControls(v.answer())); answer != "" {
				fields[withoutControls(name)] = answer
			}
		}
	}
	return fields
}

func (v inputValue) answer() string {
	return cmp.Or(v.Value, v.SelectedDate, v.SelectedTime, v.SelectedOption.Value)
}

// formAnswer is what Slack is acknowledged with for a form with problems: it
// shows each under its field, and leaves the form open. A problem of a field
// that the form does not have stands under the first. It is nil, which closes
// the form, when payload is none.
func formAnswer(payload json.RawMessage, err *chat.FormError) any {
	var s submission
	if json.Unmarshal(payload, &s) != nil || len(s.View.Blocks) == 0 {
		return nil
	}
	var names []string
	for name := range err.Problems {
		names = append(names, name)
	}
	slices.Sort(names)
	problems := map[string]string{}
	for _, name := range names {
		block := s.View.Blocks[0].BlockID
		for _, b := range s.View.Blocks {
			if b.BlockID == fieldBlock+name {
				block = b.BlockID
			}
		}
		problems[block] = strings.TrimSpace(problems[block] + "\n" + shorten(err.Problems[name], maxInputLabel))
	}
	return map[string]any{"response_action": "errors", "errors": problems}
}
