package slack

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// Pieces of the messages below.
var (
	start   = time.Date(2027, 1, 12, 14, 0, 0, 0, time.UTC)
	tuesday = chat.Span{Kind: chat.Instant, Text: "Tue 12 January 2027, 15:00–16:00 Paris (21:00–22:00 Hanoi)", At: start}
	here    = chat.Place{Room: "net:C0DEV", Thread: "1790000001.000100", ReplyTo: "1790000001.000200"}
	alice   = chat.Span{Kind: chat.Person, Text: "Alice Martin", Person: "net:U0ALICE"}
)

func plain(text string) chat.Span  { return chat.Span{Text: text} }
func strong(text string) chat.Span { return chat.Span{Kind: chat.Strong, Text: text} }
func code(text string) chat.Span   { return chat.Span{Kind: chat.Code, Text: text} }
func line(s ...chat.Span) chat.Block {
	return chat.Block{Text: s}
}

// kinds are the kinds of messages that Entente says, by the name of the golden
// file that shows what Slack is asked for each.
func kinds() map[string]chat.Outgoing {
	card := chat.Outgoing{
		Key: "announce:E12", To: chat.Place{Room: "net:C0DEV"},
		Blocks: []chat.Block{
			line(strong("Oceans"), plain(" · seminar · "), code("E12")), line(tuesday),
			line(plain("Speaker: "), alice), line(plain("On line: "), chat.Span{Kind: chat.Link, Text: "visio.example.org/e12", URL: "https://visio.example.org/e12"}),
			line(plain("3 come on site, 2 on line")),
		},
		Buttons: []chat.Button{{Label: "I come", Sentence: "coming E12 on site"}, {Label: "On line", Sentence: "coming E12 on line"}, {Label: "Not this time", Sentence: "coming E12 no"}},
	}
	updated := card
	updated.Replaces = "1790000001.000300"
	return map[string]chat.Outgoing{
		"answer": {Key: "k", To: here, Blocks: []chat.Block{line(plain("The next is "), strong("Oceans"), plain(", "), tuesday, plain("."))}},
		"question_with_choices": {Key: "k", To: here, OnlyFor: "net:U0ALICE", Ring: []planner.IdentityID{"net:U0ALICE"},
			Blocks:  []chat.Block{line(plain("Which of these?"))},
			Buttons: []chat.Button{{Label: "only 9 February", Sentence: "cancel E12.5"}, {Label: "this and the 20 that follow", Sentence: "cancel E12.5 following"}}},
		"agenda": {Key: "k", To: here, Blocks: []chat.Block{line(plain("In January:")), {Rows: [][]chat.Text{
			{{plain("Oceans")}, {tuesday}, {plain("25 dates")}, {code("E12")}},
			{{plain("GANDA days")}, {chat.Span{Kind: chat.Instant, Text: "Wed 12–Sun 16 May 2027", At: start}}, {code("E13")}},
		}}}, Buttons: []chat.Button{{Label: "4 more", Sentence: "agenda after E13"}}},
		"reminder": {Key: "d:1", To: chat.Place{Room: "net:C0DEV"}, Urgent: true,
			Blocks: []chat.Block{line(plain("Tomorrow: "), strong("Oceans"), plain(", "), tuesday, plain(", with "), alice)}},
		"request_to_a_speaker": {Key: "d:2", To: chat.Place{Person: "net:U0ALICE"}, Urgent: true, Ring: []planner.IdentityID{"net:U0ALICE"},
			Blocks:  []chat.Block{line(alice, plain(", what is the title of your talk on "), tuesday, plain("?"))},
			Buttons: []chat.Button{{Label: "Later", Sentence: "later E12.1"}}},
		"refusal": {Key: "k", To: here, OnlyFor: "net:U0ALICE",
			Blocks:  []chat.Block{line(plain("This takes one more word: "), code("skip 9 February: Tết"))},
			Buttons: []chat.Button{{Label: "Show E12", Sentence: "show E12"}}},
		"announcement":         card,
		"announcement_updated": updated,
		"list": {Key: "k", To: here, Blocks: []chat.Block{line(plain("It reminds:")), {List: [][]chat.Span{
			{plain("a day before, in "), {Kind: chat.Room, Text: "#dev", Room: "net:C0DEV"}}, {plain("an hour before, who comes")}}}}},
		"file": {Key: "k", To: here, File: &chat.File{Name: "E12.ics", Type: "text/calendar", Content: []byte("BEGIN:VCALENDAR")},
			Blocks: []chat.Block{line(strong("Oceans"), plain(" for your calendar"))}},
		"reaction": {To: here, React: "👍"},
		"form":     planForm(fresh()),
	}
}

// TestKinds compares what Slack is asked for each kind of message with a golden
// file.
func TestKinds(t *testing.T) {
	for name, out := range kinds() {
		t.Run(name, func(t *testing.T) { golden(t, "testdata/kinds/"+name+".golden", asked(t, out)) })
	}
}

// asked are the requests by which out is sent.
func asked(t *testing.T, out chat.Outgoing) []map[string]any {
	t.Helper()
	api := &webAPI{}
	api.answer = func(w http.ResponseWriter, method string, _ url.Values) {
		if method == "upload" {
			_, _ = w.Write([]byte("OK"))
			return
		}
		answer := map[string]any{"ok": true, "ts": "1.2", "message_ts": "1.2", "upload_url": api.url + "/upload", "file_id": "F1"}
		if method == "conversations.open" {
			answer["channel"] = map[string]any{"id": "D0ALICE"}
		}
		reply(w, answer)
	}
	if _, err := api.adapter(t).Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	var requests []map[string]any
	for _, c := range api.calls {
		requests = append(requests, shownCall(c))
	}
	return requests
}

// shownCall is a call as a golden file shows it: its parameters, with those that
// are JSON taken apart.
func shownCall(c call) map[string]any {
	shown := map[string]any{"method": c.method}
	for name, values := range c.form {
		value := strings.Join(values, ",")
		var parsed any
		if strings.HasPrefix(value, "{") || strings.HasPrefix(value, "[") {
			_ = json.Unmarshal([]byte(value), &parsed)
		}
		switch {
		case name == "token", value == "":
		case name == "json":
			for key, value := range parsed.(map[string]any) {
				shown[key] = value
			}
		case parsed != nil:
			shown[name] = parsed
		default:
			shown[name] = value
		}
	}
	return shown
}

// badNames are names and titles that could do harm if they were more than
// text, by what is bad about them.
var badNames = map[string]string{
	"angle_brackets":   "<b>Oceans</b> <script>x</script> a<b>c",
	"ampersands":       "R&D &amp; &lt;b&gt;",
	"stars":            "*Oceans* **and** 2*3*4",
	"underscores":      "_Oceans_ __and__ $a_1 b_2$",
	"backticks":        "`Oceans` ```and``` ``Heights''",
	"tildes":           "~Oceans~",
	"mention_of_room":  "@room @channel @here @everyone",
	"broadcast":        "<!channel> <!here|here> <!everyone> <!subteam^S1>",
	"mention_of_one":   "<@U0ALICE> @alice <@U0ALICE|Alice>",
	"link":             "<https://evil.example|CNRS> [CNRS](https://evil.example) https://evil.example",
	"emoji_and_dates":  ":bomb: <!date^1800000000^{date}|never>",
	"bidi_marks":       "Oceans \u202egnp.exe\u202c \u2066x\u2069",
	"control_marks":    "Oceans\x00\x1b[31m\x07\u2028second line",
	"full_length":      strings.Repeat("é", 199) + ".",
	"of_no_characters": "\u200b",
}

// TestBadNames compares what Slack is asked for a message in which a bad name
// stands wherever a name can stand with a golden file, and looks for what rings.
func TestBadNames(t *testing.T) {
	for name, bad := range badNames {
		t.Run(name, func(t *testing.T) {
			out := chat.Outgoing{
				Key: "k", To: chat.Place{Room: "net:C0DEV"},
				Blocks: []chat.Block{
					line(strong(bad), plain(" "+bad+" "), code(bad)),
					line(chat.Span{Kind: chat.Person, Text: bad, Person: "net:U0ALICE"}, chat.Span{Kind: chat.Room, Text: bad, Room: "matrix:!x:x.org"},
						chat.Span{Kind: chat.Instant, Text: bad, At: start}, chat.Span{Kind: chat.Link, Text: bad, URL: "https://x.org/"}),
				},
				Buttons: []chat.Button{{Label: bad, Sentence: "show E12"}},
			}
			file := chat.Outgoing{Key: "k", To: out.To, File: &chat.File{Name: bad, Content: []byte("x")}, Blocks: out.Blocks[:1]}
			form := planForm(fresh())
			form.Form = &chat.Form{Command: "plan", Title: bad, Submit: bad, Fields: []chat.Field{{Name: "title", Label: bad, Hint: bad, Value: bad}}}
			form.Ticket = ""
			view, fits := modal("C0DEV", form, ticket{})
			requests := map[string]any{"message": asked(t, out), "file": asked(t, file), "form": view}
			if !fits {
				t.Error("the form does not fit")
			}
			golden(t, "testdata/names/"+name+".golden", requests)
			drawn, err := json.Marshal(requests)
			if err != nil {
				t.Fatal(err)
			}
			for _, element := range []string{`"type":"user"`, `"type":"broadcast"`, `"type":"usergroup"`, `"type":"mrkdwn"`, `"emoji":true`} {
				if strings.Contains(string(drawn), element) {
					t.Errorf("an element of %s", element)
				}
			}
		})
	}
}

// TestOnlyWhoIsMeantIsRung looks through the golden files for what notifies:
// nobody but those whom the message rings.
func TestOnlyWhoIsMeantIsRung(t *testing.T) {
	rings := regexp.MustCompile(`"(user_id|usergroup_id|range)": "(\w*)"`)
	for name, out := range kinds() {
		drawn, err := os.ReadFile("testdata/kinds/" + name + ".golden")
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range rings.FindAllStringSubmatch(string(drawn), -1) {
			if found[1] != "user_id" || !slices.Contains(out.Ring, planner.IdentityID("net:"+found[2])) {
				t.Errorf("%s rings %s", name, found[2])
			}
		}
	}
	for name := range badNames {
		drawn, err := os.ReadFile("testdata/names/" + name + ".golden")
		if err != nil || rings.Match(drawn) {
			t.Errorf("%s rings: %v", name, err)
		}
	}
}
