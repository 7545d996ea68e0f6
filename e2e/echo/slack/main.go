// Command slack is a bare echo bot of slack-go on Socket Mode: what `make
// bench-networks` measures Entente beside.
package main

import (
	"log"
	"os"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

func main() {
	api := slack.New(os.Getenv("BOT_TOKEN"), slack.OptionAppLevelToken(os.Getenv("APP_TOKEN")), slack.OptionAPIURL(os.Getenv("API_URL")))
	socket := socketmode.New(api)
	go func() {
		for e := range socket.Events {
			if e.Type != socketmode.EventTypeEventsAPI {
				continue
			}
			must(socket.Ack(*e.Request))
			said, ok := e.Data.(slackevents.EventsAPIEvent).InnerEvent.Data.(*slackevents.MessageEvent)
			if !ok || said.BotID != "" {
				continue
			}
			_, _, err := api.PostMessage(said.Channel, slack.MsgOptionText(said.Text, true))
			must(err)
		}
	}()
	must(socket.Run())
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
