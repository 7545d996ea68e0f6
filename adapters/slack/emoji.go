package slack

import "strings"

// emojis are those that mean something to the bot, by Slack's names: the first
// of an emoji is the one under which it is put.
// https://docs.slack.dev/reference/methods/reactions.add
var emojis = [...]struct{ emoji, name string }{
	{"👍", "+1"},
	{"👍", "thumbsup"},
	{"👎", "-1"},
	{"👎", "thumbsdown"},
	{"👋", "wave"},
	{"🙏", "pray"},
	{"✅", "white_check_mark"},
	{"✔️", "heavy_check_mark"},
	{"❌", "x"},
	{"❓", "question"},
	{"👀", "eyes"},
	{"🎉", "tada"},
	{"🙂", "slightly_smiling_face"},
	{"😊", "blush"},
	{"❤️", "heart"},
	{"1️⃣", "one"},
	{"2️⃣", "two"},
	{"3️⃣", "three"},
	{"4️⃣", "four"},
	{"5️⃣", "five"},
	{"6️⃣", "six"},
	{"7️⃣", "seven"},
	{"8️⃣", "eight"},
	{"9️⃣", "nine"},
}

// emojiName is Slack's name of an emoji; names are taken as they are.
func emojiName(emoji string) (name string, known bool) {
	for _, e := range emojis {
		if plainEmoji(e.emoji) == plainEmoji(emoji) {
			return e.name, true
		}
	}
	for _, c := range emoji {
		if c > 'z' {
			return "", false
		}
	}
	return emoji, emoji != ""
}

// emojiOf is the emoji of a name of Slack's, in whatever colour of skin, or
// the name between colons.
func emojiOf(name string) string {
	name, _, _ = strings.Cut(withoutControls(name), "::")
	for _, e := range emojis {
		if e.name == name {
			return e.emoji
		}
	}
	return ":" + name + ":"
}

// plainEmoji leaves out the mark that asks for the coloured form.
func plainEmoji(emoji string) string { return strings.ReplaceAll(emoji, "\uFE0F", "") }
