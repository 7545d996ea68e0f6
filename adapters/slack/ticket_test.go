package slack

import (
	"testing"
	"time"
)

func TestTicketIsGoodForItsTime(t *testing.T) {
	made := time.Date(2027, time.January, 4, 9, 0, 0, 0, time.UTC)
	full := ticket{Trigger: "1.2.abc", Response: "https://hooks.slack.com/x", At: made}
	for _, tt := range []struct {
		name string
		text string
		age  time.Duration
		want ticket
	}{
		{"fresh", full.String(), 0, full},
		{"no modal any more", full.String(), triggerLasts, ticket{Response: full.Response, At: made}},
		{"nothing any more", full.String(), responseLasts, ticket{At: made}},
		{"empty", "", 0, ticket{}},
		{"of another network", "$abc:example.org", 0, ticket{}},
	} {
		if got := parseTicket(tt.text, made.Add(tt.age)); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
	if text := (ticket{At: made}).String(); text != "" {
		t.Errorf("an empty ticket travels as %q", text)
	}
}
