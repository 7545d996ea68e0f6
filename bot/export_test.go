package bot

// Hold has a bot at work on something else of a network until release: what
// comes in is only taken in.
func Hold(b *Bot, network string) (release func()) {
	turn := b.inboxes[network].turn
	turn <- struct{}{}
	return func() { <-turn }
}
