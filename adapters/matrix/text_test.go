package matrix

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"maunium.net/go/mautrix/event"
)

var me = self{id: "@bot:example.org", names: []string{"Entente bot", "Entente", "bot"}}

// fromServer is an event as the SDK hands it over.
func fromServer(t testing.TB, kind, content string) *event.Event {
	t.Helper()
	encoded, err := json.Marshal(map[string]any{
		"type": kind, "event_id": "$e", "sender": "@alice:example.org", "origin_server_ts": 1799762400000,
		"content": json.RawMessage(content),
	})
	if err != nil {
		t.Skip(err)
	}
	var evt event.Event
	if err := json.Unmarshal(encoded, &evt); err != nil {
		t.Skip(err)
	}
	_ = evt.Content.ParseRaw(evt.Type)
	return &evt
}

const (
	botPill  = `<a href=\"https://matrix.to/#/@bot:example.org\">Entente</a>`
	minhPill = `<a href='https://matrix.to/#/%40minh%3Aexample.org'>Minh <b>Ng.</b></a>`
)

func TestRead(t *testing.T) {
	minh := mention{"@Minh Ng.", "@minh:example.org"}
	for name, test := range map[string]struct {
		content string
		want    said
	}{
		"aside":                   {`{"msgtype":"m.text","body":"shall we?"}`, said{text: "shall we?"}},
		"name and colon":          {`{"msgtype":"m.text","body":"Entente: next"}`, said{text: "next", called: true}},
		"French typography":       {`{"msgtype":"m.text","body":"entente\u00a0: aide"}`, said{text: "aide", called: true}},
		"display name":            {`{"msgtype":"m.text","body":"Entente Bot, help"}`, said{text: "help", called: true}},
		"account name":            {`{"msgtype":"m.text","body":"@bot help"}`, said{text: "help", called: true}},
		"account in full":         {`{"msgtype":"m.text","body":"@bot:example.org: help"}`, said{text: "help", called: true}},
		"name only":               {`{"msgtype":"m.text","body":"Entente"}`, said{called: true}},
		"another word":            {`{"msgtype":"m.text","body":"Ententes cordiales"}`, said{text: "Ententes cordiales"}},
		"in passing":              {`{"msgtype":"m.text","body":"ask Entente"}`, said{text: "ask Entente"}},
		"m.mentions alone":        {`{"msgtype":"m.text","body":"hello","m.mentions":{"user_ids":["@bot:example.org"]}}`, said{text: "hello", called: true}},
		"@room":                   {`{"msgtype":"m.text","body":"@room hello","m.mentions":{"room":true}}`, said{text: "@room hello"}},
		"notice":                  {`{"msgtype":"m.notice","body":"Entente: next"}`, said{}},
		"picture":                 {`{"msgtype":"m.image","body":"Entente.png","url":"mxc://x/y"}`, said{}},
		"no body":                 {`{"msgtype":"m.text"}`, said{}},
		"control characters":      {`{"msgtype":"m.text","body":"Entente: a\u0000b\u001b[31m\nc\td"}`, said{text: "ab[31m\nc\td", called: true}},
		"LaTeX and code as typed": {`{"msgtype":"m.text","body":"Entente: title \"$a_1$ and $b_1$\" and ` + "`E12`" + `","format":"org.matrix.custom.html","formatted_body":"Entente: title \"$a<em>1$ and $b</em>1$\" and <code>E12</code>"}`, said{text: "title \"$a_1$ and $b_1$\" and `E12`", called: true}},
		"pills": {`{"msgtype":"m.text","body":"Entente: ask Minh Ng. or Minh Ng.","format":"org.matrix.custom.html",
			"formatted_body":"` + botPill + `: ask ` + minhPill + ` or ` + minhPill + `"}`,
			said{text: "ask @Minh Ng. or @Minh Ng.", called: true, mentions: []mention{minh, minh}}},
		"pills in Markdown": {`{"msgtype":"m.text","body":"[Entente](https://matrix.to/#/@bot:example.org) ask [@Minh Ng.](https://matrix.to/#/@minh:example.org)"}`,
			said{text: "ask @Minh Ng.", called: true, mentions: []mention{minh}}},
		"pill of the bot inside": {`{"msgtype":"m.text","body":"please Entente help","format":"org.matrix.custom.html","formatted_body":"please ` + botPill + ` help"}`,
			said{text: "please help", called: true}},
		"rooms": {`{"msgtype":"m.text","body":"Entente: use #ganda:example.org and Maths","format":"org.matrix.custom.html",
			"formatted_body":"Entente: use #ganda:example.org and <a href=\"https://matrix.to/#/!m:example.org?via=example.org\">Maths</a>"}`,
			said{text: "use #ganda and #Maths", called: true, mentions: []mention{{"#ganda", "#ganda:example.org"}, {"#Maths", "!m:example.org"}}}},
		"link to a message": {`{"msgtype":"m.text","body":"see this","format":"org.matrix.custom.html","formatted_body":"see <a href=\"https://matrix.to/#/!m:example.org/$e\">this</a>"}`,
			said{text: "see this"}},
		"account at the end": {`{"msgtype":"m.text","body":"ask @minh:example.org."}`,
			said{text: "ask @minh.", mentions: []mention{{"@minh", "@minh:example.org"}}}},
		"mail address": {`{"msgtype":"m.text","body":"write to minh@example.org:80"}`, said{text: "write to minh@example.org:80"}},
		"reply with fallback": {`{"msgtype":"m.text","body":"> <@bot:example.org> Which date?\n> 1. Tuesday\n\n2","format":"org.matrix.custom.html",
			"formatted_body":"<mx-reply><blockquote>` + botPill + ` Which date?</blockquote></mx-reply>2","m.relates_to":{"m.in_reply_to":{"event_id":"$q"}}}`,
			said{text: "2", replyTo: "$q"}},
		"in a thread": {`{"msgtype":"m.text","body":"yes","m.relates_to":{"rel_type":"m.thread","event_id":"$root","is_falling_back":true,"m.in_reply_to":{"event_id":"$last"}}}`,
			said{text: "yes", thread: "$root"}},
		"edit": {`{"msgtype":"m.text","body":"* Entente: agenda","m.new_content":{"msgtype":"m.text","body":"Entente: agenda"},"m.relates_to":{"rel_type":"m.replace","event_id":"$old"}}`,
			said{text: "agenda", called: true, replaces: "$old"}},
		"edit of nothing": {`{"msgtype":"m.text","body":"* x","m.relates_to":{"rel_type":"m.replace","event_id":"$old"}}`, said{}},
		"namesake": {`{"msgtype":"m.text","body":"Entente: hello","format":"org.matrix.custom.html","formatted_body":"<a href=\"https://matrix.to/#/@eve:example.org\">Entente</a>: hello"}`,
			said{text: "@Entente: hello", mentions: []mention{{"@Entente", "@eve:example.org"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := me.read(fromServer(t, "m.room.message", test.content))
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(said{}, mention{})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestReadPassesOver(t *testing.T) {
	for name, evt := range map[string]*event.Event{
		"notice":    fromServer(t, "m.room.message", `{"msgtype":"m.notice","body":"x"}`),
		"reaction":  fromServer(t, "m.reaction", `{"m.relates_to":{"rel_type":"m.annotation","event_id":"$e","key":"👍"}}`),
		"encrypted": fromServer(t, "m.room.encrypted", `{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"x"}`),
		"no object": fromServer(t, "m.room.message", `{"msgtype":3,"body":[]}`),
	} {
		if said, ok := me.read(evt); ok {
			t.Errorf("%s: %+v", name, said)
		}
	}
}

func TestManyPillsAreReadInTime(t *testing.T) {
	pill := `<a href="https://matrix.to/#/@minh:example.org">Minh</a> `
	content, err := json.Marshal(map[string]string{
		"msgtype": "m.text", "body": "Entente: " + strings.Repeat("Minh ", 5_000),
		"format": "org.matrix.custom.html", "formatted_body": "Entente: " + strings.Repeat(pill, 5_000),
	})
	if err != nil {
		t.Fatal(err)
	}
	got, ok := me.read(fromServer(t, "m.room.message", string(content)))
	if !ok || len(got.mentions) != mostMarks {
		t.Errorf("%v, %d mentions", ok, len(got.mentions))
	}
}

func FuzzRead(f *testing.F) {
	for _, content := range []string{
		`{"msgtype":"m.text","body":"Entente: next"}`,
		`{"msgtype":"m.text","body":"> <@a:b> x\n\ny [E](https://matrix.to/#/@bot:example.org) #a:b","format":"org.matrix.custom.html","formatted_body":"<mx-reply>x</mx-reply><a href='matrix:u/bot:example.org'>E</a>","m.relates_to":{"m.in_reply_to":{"event_id":"$q"}}}`,
		`{"msgtype":"m.text","body":"* x","m.new_content":{"msgtype":"m.text","body":"\u202e\u0000"},"m.relates_to":{"rel_type":"m.replace","event_id":"$o"}}`,
		`{"m.mentions":{"user_ids":["@bot:example.org"]},"m.relates_to":null}`,
	} {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content string) {
		said, _ := me.read(fromServer(t, "m.room.message", content))
		if !utf8.ValidString(said.text) || strings.ContainsAny(said.text, "\x00\x1b\x7f") {
			t.Errorf("text: %q", said.text)
		}
		for _, m := range said.mentions {
			if len(m.text) < 2 || len(m.id) < 2 || !strings.ContainsRune("@!#", rune(m.id[0])) || !strings.Contains(said.text, m.text) {
				t.Errorf("mention %+v of %q", m, said.text)
			}
		}
	})
}
