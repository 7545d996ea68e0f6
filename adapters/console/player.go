package console

import (
	"context"
	"errors"
	"fmt"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// mostSteps is how often in a row the bot may ask to come back at once; more
// is a bot that never comes to rest.
const mostSteps = 1000

// Play plays a script against host and says what came of it. It ends early
// when the bot itself fails, or ctx ends.
func Play(ctx context.Context, script Script, host Host) Result {
	p := &player{ctx: ctx, host: host, profiles: map[string]profile{}}
	p.stage = &stage{now: func() time.Time { return p.now }, state: map[place]condition{}}
	for _, network := range script.Networks {
		p.adapters = append(p.adapters, &connection{stage: p.stage, network: network})
	}
	p.result = Result{Script: script.Name}
	for _, l := range script.lines {
		p.line = l
		err := ctx.Err()
		if err == nil {
			err = p.play(l)
		}
		if err != nil {
			p.fault(err.Error())
			break
		}
	}
	if p.opened {
		host.Kill()
	}
	p.result.said, p.result.zone = p.stage.said, p.home
	p.result.Passed = len(p.result.Failures) == 0
	return p.result
}

// player is a play going on.
type player struct {
	*stage
	ctx      context.Context
	host     Host
	adapters []chat.Adapter
	opened   bool
	now      time.Time
	zone     string // of the last "at"
	home     string // of the first "at"
	behind   bool   // the clock jumped or the bot was opened: it has not looked yet
	profiles map[string]profile
	line     line
	events   int // ids given to what came in

	here    place         // where somebody spoke last
	speaker string        // who spoke last
	heard   int           // index in stage.said: what followed the last line said
	stirred int           // index: what followed the last line that made anything happen
	spoken  int           // line number of the last line said
	sent    chat.Incoming // the form that was sent last
	result  Result
}

// play does one line. What only looks at the bot, or speaks to it, finds it
// awake.
func (p *player) play(l line) error {
	switch l.directive.(type) {
	case setClock, restart:
	default:
		if err := p.catchUp(); err != nil {
			return err
		}
	}
	if stirs(l.directive) {
		p.stirred = len(p.said)
	}
	return l.directive.play(p)
}

// stirs says whether a directive may make the bot speak.
func stirs(d directive) bool {
	switch d.(type) {
	case expect, silence, rings, introduce, setCondition, also:
		return false
	default:
		return true
	}
}

// open opens the bot where it is not open. It first looks at what is due when
// the next line is played, so that a jump of the clock and a restart after it
// make one downtime.
func (p *player) open() error {
	p.behind = true
	if p.opened {
		return nil
	}
	if err := p.host.Open(p.ctx, func() time.Time { return p.now }, p.adapters); err != nil {
		return fmt.Errorf("open the bot: %w", err)
	}
	p.opened = true
	return nil
}

// catchUp lets the bot do what a jump of the clock or a restart left behind.
func (p *player) catchUp() error {
	if !p.behind {
		return nil
	}
	p.behind = false
	return p.runUntil(p.now)
}

// runUntil moves the clock to end, from due instant to due instant.
func (p *player) runUntil(end time.Time) error {
	still := 0
	for {
		if err := p.host.Settle(p.ctx); err != nil {
			return fmt.Errorf("answer: %w", err)
		}
		next, err := p.host.Step(p.ctx, p.now)
		switch {
		case err != nil:
			return fmt.Errorf("deliver what is due: %w", err)
		case (next.IsZero() || next.After(end)) && p.now.Before(end):
			p.now = end
		case next.IsZero() || next.After(end):
			return nil
		case next.After(p.now):
			p.now, still = next, 0
		default:
			if still++; still > mostSteps {
				return fmt.Errorf("the runner does not come to rest: at %s it asks for %s", p.clock(), next)
			}
		}
	}
}

// say hands over something that somebody said or did, and waits for the
// answer. What is expected from now on follows it.
func (p *player) say(in chat.Incoming, where place, speaker, shown, manner string) error {
	p.here, p.speaker, p.spoken = where, speaker, p.line.number
	p.events++
	if in.At = p.now; in.EventID == "" {
		in.EventID = fmt.Sprintf("e%d", p.events)
	}
	profile := p.profileOf(speaker)
	in.FromZone, in.FromLang = profile.zone, profile.lang
	p.said = append(p.said, utterance{at: p.now, place: where, id: p.nextID(), speaker: speaker, text: Visible(shown), note: manner})
	p.heard, p.stirred = len(p.said), len(p.said)
	var refused *chat.FormError
	switch err := p.host.Receive(p.ctx, in); {
	case errors.As(err, &refused):
		p.refuseForm(where, in, refused)
	case err != nil:
		return fmt.Errorf("take in: %w", err)
	}
	return p.runUntil(p.now)
}

// profileOf is what the network knows of a speaker: unless the script says
// otherwise, the zone of the first "at".
func (p *player) profileOf(speaker string) profile {
	known := p.profiles[nameKey(speaker)]
	if known.zone == "" {
		known.zone = p.home
	}
	if known.zone == noZone {
		known.zone = ""
	}
	return known
}

// clock is the time in the zone of the last "at".
func (p *player) clock() string { return clockIn(p.now, p.zone) }

// clockIn is a time as scripts write it.
func clockIn(t time.Time, zone string) string {
	location, err := planner.Zone(zone)
	if err != nil {
		location = time.UTC
	}
	return t.In(location).Format("Mon 2006-01-02 15:04 MST")
}
