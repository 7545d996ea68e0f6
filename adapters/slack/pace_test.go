package slack

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
)

func TestLanesOpenWhenSlackSays(t *testing.T) {
	start := time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)
	dev, ops := lane{"chat.postMessage", "C0DEV"}, lane{"chat.postMessage", "C0OPS"}
	var p pace
	p.close(dev, start, 7*time.Second)
	for _, test := range []struct {
		l     lane
		after time.Duration
		want  time.Duration
	}{
		{dev, 0, 7 * time.Second},
		{dev, 6500 * time.Millisecond, 500 * time.Millisecond},
		{dev, 7 * time.Second, 0},
		{ops, 0, 0},
		{lane{method: "chat.update"}, 0, 0},
	} {
		if got := p.left(test.l, start.Add(test.after)); got != test.want {
			t.Errorf("%v is closed for %v after %v, want %v", test.l, got, test.after, test.want)
		}
	}
	p.close(ops, start.Add(time.Minute), time.Second)
	if len(p.until) != 1 {
		t.Errorf("%d lanes are remembered, want the one that is closed", len(p.until))
	}
}

// TestLimitedChannelHoldsNoOther: what comes later for a limited channel is not
// sent before Slack's time, so that it overtakes nothing; all else is.
func TestLimitedChannelHoldsNoOther(t *testing.T) {
	limited := true
	api := &webAPI{answer: func(w http.ResponseWriter, method string, form url.Values) {
		if limited && method == "chat.postMessage" && form.Get("channel") == "C0DEV" {
			w.Header().Set("Retry-After", "600")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		reply(w, map[string]any{"ok": true, "ts": "1.2"})
	}}
	a := api.adapter(t)
	dev, ops := said(chat.Place{Room: "net:C0DEV"}), said(chat.Place{Room: "net:C0OPS"})
	_, err := a.Send(t.Context(), dev)
	checkOutcome(t, err, &chat.SendError{RetryAfter: 10 * time.Minute, Reason: "ratelimited"})
	limited = false
	for _, thread := range []string{"", "1.0"} {
		dev.To.Thread = thread
		_, err = a.Send(t.Context(), dev)
		known, ok := errors.AsType[*chat.SendError](err)
		if !ok || known.Final || known.Reason != "ratelimited" || known.RetryAfter <= 9*time.Minute || known.RetryAfter > 10*time.Minute {
			t.Errorf("Send = %v, want the time that is left", err)
		}
	}
	if _, err := a.Send(t.Context(), ops); err != nil {
		t.Error(err)
	}
	edit := dev
	edit.Replaces = "1.2"
	if _, err := a.Send(t.Context(), edit); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"chat.postMessage C0DEV", "chat.postMessage C0OPS", "chat.update C0DEV"}, api.methods()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

func TestLimitedMethods(t *testing.T) {
	api := &webAPI{answer: func(w http.ResponseWriter, _ string, _ url.Values) {
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusTooManyRequests)
	}}
	a := api.adapter(t)
	only := said(chat.Place{Room: "net:C0DEV"})
	only.OnlyFor = "net:U0ALICE"
	file := said(chat.Place{Room: "net:C0DEV"})
	file.File = &chat.File{Name: "E12.ics", Content: []byte("BEGIN:VCALENDAR")}
	for _, out := range []chat.Outgoing{
		only, file, said(chat.Place{Person: "net:U0ALICE"}), {To: chat.Place{Room: "net:C0DEV", ReplyTo: "1.1"}, React: "👍"},
	} {
		for range 3 {
			_, err := a.Send(t.Context(), out)
			if known, ok := errors.AsType[*chat.SendError](err); !ok || known.Final || known.RetryAfter < 9*time.Minute {
				t.Errorf("Send = %v, want it to wait", err)
			}
		}
	}
	want := []string{"chat.postEphemeral C0DEV", "files.getUploadURLExternal", "conversations.open", "reactions.add C0DEV"}
	if got := api.methods(); !slices.Equal(got, want) {
		t.Errorf("asked %v, want each once", got)
	}
}

func TestRequestsInAnOpenLane(t *testing.T) {
	var p pace
	failure := errors.New("cut")
	for _, want := range []error{nil, failure, nil} {
		if got := p.keep(lane{method: "x"}, func() error { return want }); !errors.Is(got, want) {
			t.Errorf("keep = %v, want %v", got, want)
		}
	}
	_ = p.keep(lane{method: "x"}, func() error { return &slackapi.RateLimitedError{RetryAfter: time.Hour} })
	if err := p.keep(lane{method: "x"}, func() error { t.Error("asked"); return nil }); !isLimited(err) {
		t.Errorf("keep = %v, want it to be limited", err)
	}
}
