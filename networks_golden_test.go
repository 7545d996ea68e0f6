package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// noteSaid keeps what a person says or does for the golden file.
func (c *crossing) noteSaid(l utterance, does string) {
	place := "#" + l.room
	if l.room == "" {
		place = "dm " + l.who
	}
	c.lines = append(c.lines, goldenLine{step: c.step() + 1, at: c.now(), place: place, text: l.who + " " + does})
}

// noteSent keeps what the bot says: as it is drawn, and whom it rings.
func (c *crossing) noteSent(r chat.Receipt, seen reading) {
	place, alone := strings.CutPrefix(c.named(planner.Native(r.Room)), "@")
	if alone {
		place = "dm " + place
	} else {
		place = "#" + place
	}
	var manner []string
	if seen.how != "" {
		manner = append(manner, seen.how)
	}
	for _, id := range seen.rung {
		manner = append(manner, "rings "+c.named(id))
	}
	text := "Entente: " + seen.marked
	if len(manner) > 0 {
		text = "Entente (" + strings.Join(manner, ", ") + "): " + seen.marked
	}
	step := c.step()
	if len(c.lines) > 0 && !c.lines[len(c.lines)-1].at.Equal(c.now()) {
		step++
	}
	c.lines = append(c.lines, goldenLine{step: step, at: c.now(), place: place, text: text})
}

func (c *crossing) step() int {
	if len(c.lines) == 0 {
		return 0
	}
	return c.lines[len(c.lines)-1].step
}

// golden is the conversation as the network draws it. What the bot says to
// several places at one instant has no order, and is written by place.
func (c *crossing) golden() string {
	slices.SortStableFunc(c.lines, func(a, b goldenLine) int {
		if a.step != b.step {
			return a.step - b.step
		}
		if person := strings.HasPrefix(a.text, "Entente"); person != strings.HasPrefix(b.text, "Entente") {
			return map[bool]int{false: -1, true: 1}[person]
		}
		return strings.Compare(a.place, b.place)
	})
	var b strings.Builder
	last := time.Time{}
	for _, l := range c.lines {
		if !l.at.Equal(last) {
			last = l.at
			fmt.Fprintf(&b, "== %s\n", l.at.UTC().Format("2006-01-02 15:04 UTC"))
		}
		fmt.Fprintf(&b, "[%s] %s\n", l.place, strings.ReplaceAll(l.text, "\n", "\n    "))
	}
	return b.String()
}
