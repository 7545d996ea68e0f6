package slack

// emojiName is Slack's name of an emoji; names are taken as they are.
// https://docs.slack.dev/reference/methods/reactions.add
func emojiName(emoji string) (name string, known bool) {
	switch emoji {
	case "👍":
		return "+1", true
	case "👋":
		return "wave", true
	case "🙏":
		return "pray", true
	case "✅":
		return "white_check_mark", true
	case "❌":
		return "x", true
	case "👀":
		return "eyes", true
	case "🎉":
		return "tada", true
	case "🙂":
		return "slightly_smiling_face", true
	case "😊":
		return "blush", true
	case "❤️", "❤":
		return "heart", true
	case "1️⃣":
		return "one", true
	case "2️⃣":
		return "two", true
	case "3️⃣":
		return "three", true
	case "4️⃣":
		return "four", true
	}
	for _, c := range emoji {
		if c > 'z' {
			return "", false
		}
	}
	return emoji, emoji != ""
}
