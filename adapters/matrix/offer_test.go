package matrix

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/bot/chat"
)

// question is an answer with so many buttons.
func question(buttons int) chat.Outgoing {
	return chat.Outgoing{To: chat.Place{Room: here, ReplyTo: "$asked"}, Buttons: make([]chat.Button, buttons)}
}

// Numbers are put where a message with one to four buttons is, in order.
func TestOfferPutsOneNumberAButton(t *testing.T) {
	put := make(chan string, 100)
	a, _ := sender(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		put <- r.PathValue("type") + " " + string(body)
		answer(200, `{"event_id":"$r"}`)(w, r)
	})
	for _, buttons := range []int{0, 5, 3} {
		a.Offer(chat.Receipt{Room: here, Message: "$question"}, question(buttons))
	}
	a.Offer(chat.Receipt{Room: "slack:C1", Message: "$question"}, question(1))
	a.Offer(chat.Receipt{Room: here}, question(1))
	end := a.beginOffering(t.Context())
	for _, number := range numbers[:3] {
		got := <-put
		if !strings.HasPrefix(got, "m.reaction ") || !strings.Contains(got, `"m.annotation"`) ||
			!strings.Contains(got, number) || !strings.Contains(got, "$question") {
			t.Errorf("put: %s, want %s", got, number)
		}
	}
	end()
	if len(put) > 0 {
		t.Errorf("put besides: %s", <-put)
	}
}

// Under a message that is drawn anew, as an announcement, stand its numbers
// already: only those that it has more now are put.
func TestOfferPutsEachNumberOnce(t *testing.T) {
	var put []string
	a, _ := sender(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		put = append(put, string(body))
		answer(200, `{"event_id":"$r"}`)(w, r)
	})
	for _, buttons := range []int{2, 2, 1, 3} {
		if err := a.number(t.Context(), offered{room: "!r:example.org", message: "$card", buttons: buttons}); err != nil {
			t.Fatal(err)
		}
	}
	if len(put) != 3 || !strings.Contains(put[2], numbers[2]) {
		t.Errorf("put: %q", put)
	}
}

// What answers nobody waits for its numbers; an answer goes without.
func TestOfferWaitsWhereNobodyWasAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newOffers()
		f.budget.spend(time.Now(), burst)
		if f.room(t.Context(), offered{buttons: 2}) {
			t.Error("there is room for the numbers of an answer")
		}
		began := time.Now()
		if !f.room(t.Context(), offered{buttons: 4, unasked: true}) || time.Since(began) != (4+reserve)*refill {
			t.Errorf("after %s", time.Since(began))
		}
	})
}

// A limit of the homeserver ends the numbers under a message, and all others for
// a while.
func TestOfferEndsWhereTheHomeserverLimits(t *testing.T) {
	asked := make(chan struct{}, 100)
	a, _ := sender(t, func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		answer(429, `{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":3600000}`)(w, r)
	})
	defer a.beginOffering(t.Context())()
	for range 3 {
		a.Offer(chat.Receipt{Room: here, Message: "$question"}, question(2))
	}
	<-asked
	for len(a.offers.queue) > 0 {
		a.Offer(chat.Receipt{Room: here}, question(0)) // nothing
	}
	if len(asked) > 0 {
		t.Error("asked again after the limit")
	}
}

func TestOfferIsDroppedWhenFarBehind(t *testing.T) {
	a := testAdapter()
	for range 2 * mostOffers {
		a.Offer(chat.Receipt{Room: here, Message: "$question"}, question(1))
	}
	if len(a.offers.queue) != mostOffers {
		t.Errorf("%d are waiting", len(a.offers.queue))
	}
}

// Messages come first: what the homeserver lets through at once is theirs but
// for what they do not need.
func TestBudgetKeepsSomeForMessages(t *testing.T) {
	at := func(seconds int) time.Time { return time.Unix(int64(seconds), 0) }
	b := budget{left: burst}
	if !b.spare(at(0), 4) {
		t.Error("nothing to spare at first")
	}
	b.spend(at(0), 1)
	if b.spare(at(0), 4) {
		t.Error("what is kept for messages was spent")
	}
	if b.spare(at(9), 4) || !b.spare(at(10), 4) {
		t.Error("two more in ten seconds make room for four")
	}
	b.spend(at(10), 100)
	if b.spare(at(44), 4) || !b.spare(at(45), 4) {
		t.Error("seven more in 35 seconds make room for four")
	}
	b.spend(at(1000), burst)
	if b.spare(at(1000), 1) {
		t.Error("an idle time was counted after what was said at its end")
	}
	if b.spare(at(0), 1); b.left < 0 {
		t.Error("a clock that goes back")
	}
}
