package slack

import (
	"fmt"
	"slices"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
)

// Slack's limits for buttons, in characters; a row of more than five wraps on
// a phone.
const (
	maxLabel    = 75
	maxSentence = 2000
	maxInARow   = 5
)

// buttonBlocks are the buttons of out, in at most room blocks.
func buttonBlocks(out chat.Outgoing, room int) []slackapi.Block {
	var elements []slackapi.BlockElement
	for i, button := range out.Buttons {
		if pressable(button) {
			elements = append(elements, slackapi.NewButtonBlockElement(fmt.Sprint(actionSay, i+1), button.Sentence, plainText(button.Label, maxLabel)))
		}
	}
	var blocks []slackapi.Block
	for row := range slices.Chunk(elements, maxInARow) {
		if len(blocks) == room {
			break
		}
		blocks = append(blocks, slackapi.NewActionBlock(rowID(out, len(blocks)), row...))
	}
	return blocks
}

// pressable says whether Slack takes the button. A sentence cut short would say
// something else.
func pressable(button chat.Button) bool {
	return oneLine(button.Label) != "" && button.Sentence != "" && utf8.RuneCountInString(button.Sentence) <= maxSentence
}

// rowID tells, for a message to one person alone, what it answers; see
// [answerTo]. Ids are unique within a message.
func rowID(out chat.Outgoing, row int) string {
	if out.OnlyFor == "" || out.To.ReplyTo == "" {
		return ""
	}
	return fmt.Sprintf("%s%s/%d", answerTo, out.To.ReplyTo, row)
}
