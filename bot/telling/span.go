package telling

import (
	"unicode"
	"unicode/utf8"

	"entente/bot/chat"
)

// Strong is a value of a sentence that stands out.
func Strong(text string) chat.Span { return chat.Span{Kind: chat.Strong, Text: text} }

// Code is a value of a sentence that people may type as it stands.
func Code(text string) chat.Span { return chat.Span{Kind: chat.Code, Text: text} }

// Plain is a text that somebody typed, shown as it stands.
func Plain(text string) chat.Text { return chat.Text{{Text: text}} }

// Shorten is the beginning of a text that is too long.
func Shorten(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}

// Capital begins text with a capital letter.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// Beginning is the beginning of text, of at most n characters.
func Beginning(text string, n int) string {
	runes := []rune(text)
	return string(runes[:min(n, len(runes))])
}
